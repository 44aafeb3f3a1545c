#include "tests/oracle/json.h"

#include "lang/values/utf8.h"

namespace spoor::oracle {
namespace {

struct Token {
  char kind;  // one of {}[]:, or " for a string, or r for a run
  std::string text;
  std::size_t begin = 0;  // of brackets: where they stand
};

std::optional<std::vector<Token>> tokenise(std::string_view text) {
  std::vector<Token> tokens;
  std::string run;
  const auto end_run = [&] {
    if (!run.empty()) tokens.push_back({'r', run});
    run.clear();
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      end_run();
    } else if (std::string_view("{}[]:,").find(c) != std::string_view::npos) {
      end_run();
      tokens.push_back({c, std::string(1, c), i});
    } else if (c == '"') {
      std::string inside;
      for (++i; i < text.size() && text[i] != '"'; ++i) {
        inside += text[i];
        if (text[i] == '\\' && i + 1 < text.size()) inside += text[++i];
      }
      if (i >= text.size()) return std::nullopt;
      if (run.empty())
        tokens.push_back({'"', inside});
      else
        end_run();  // a quote behind a run is part of it, and what follows the closing one begins anew
    } else {
      run += c;
      const bool escapes = c == '\\' && i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == '\\');
      if (escapes) run += text[++i];
    }
  }
  end_run();
  return tokens;
}

std::optional<unsigned> hex4(std::string_view text) {
  if (text.size() < 4) return std::nullopt;
  unsigned value = 0;
  for (const char c : text.substr(0, 4)) {
    const auto digit = std::string_view("0123456789abcdef").find(static_cast<char>(c >= 'A' && c <= 'F' ? c + 32 : c));
    if (digit == std::string_view::npos) return std::nullopt;
    value = value * 16 + static_cast<unsigned>(digit);
  }
  return value;
}

std::optional<std::string> unescape(std::string_view raw) {
  std::string out;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '\\') {
      out += raw[i];
      continue;
    }
    if (++i >= raw.size()) return std::nullopt;
    const auto simple = std::string_view("\"\\/bfnrt").find(raw[i]);
    if (simple != std::string_view::npos) {
      out += "\"\\/\b\f\n\r\t"[simple];
      continue;
    }
    if (raw[i] != 'u') return std::nullopt;
    const auto first = hex4(raw.substr(i + 1));
    if (!first) return std::nullopt;
    char32_t c = *first;
    i += 4;
    if (c >= 0xD800 && c < 0xDC00 && raw.substr(i + 1, 2) == "\\u") {
      const auto second = hex4(raw.substr(i + 3));
      if (!second || *second < 0xDC00 || *second > 0xDFFF) return std::nullopt;
      c = 0x10000 + ((c - 0xD800) << 10) + (*second - 0xDC00);
      i += 6;
    }
    if (c >= 0xD800 && c <= 0xDFFF) return std::nullopt;
    append_utf8(c, out);
  }
  return out;
}

class Reader {
 public:
  Reader(std::string_view text, std::vector<Token> tokens) : text_(text), tokens_(std::move(tokens)) {}

  std::optional<Json> read() {
    if (!is_value(0)) return std::nullopt;
    Json whole = value(1);
    if (is_broken_ || at_ != tokens_.size()) return std::nullopt;
    return whole;
  }

 private:
  char kind(std::size_t i) const { return i < tokens_.size() ? tokens_[i].kind : '\0'; }
  bool is_value(std::size_t i) const {
    return i < tokens_.size() && std::string_view("{[\"r").find(kind(i)) != std::string_view::npos;
  }

  Json value(int depth) {
    const Token& token = tokens_[at_];
    if (token.kind == '{' || token.kind == '[') return group(token.kind, depth);
    ++at_;
    return scalar(token);
  }

  static Json scalar(const Token& token) {
    Json json;
    if (token.kind == '"') {
      if (auto text = unescape(token.text)) {
        json.kind = Json::Kind::string;
        json.string = *text;
      }
    } else if (token.text == "null") {
      json.kind = Json::Kind::null;
    } else if (token.text == "true" || token.text == "false") {
      json.kind = Json::Kind::boolean;
      json.boolean = token.text == "true";
    } else if (const auto number = parse_number(token.text)) {
      json.kind = Json::Kind::number;
      json.number = *number;
    }
    return json;
  }

  Json group(char open, int depth) {
    Json json;
    json.kind = open == '{' ? Json::Kind::object : Json::Kind::array;
    if (depth > 1024) is_broken_ = true;
    const std::size_t begin = tokens_[at_].begin;
    for (++at_; !is_broken_;) {
      const char found = kind(at_);
      if (found == '\0') is_broken_ = true;
      if (found == '}' || found == ']') {
        if ((found == '}') != (open == '{')) is_broken_ = true;
        json.source = text_.substr(begin, tokens_[at_].begin + 1 - begin);
        ++at_;
        return json;
      }
      if (open == '[') {
        if (is_value(at_))
          json.items.push_back(value(depth + 1));
        else
          ++at_;
      } else if (found == '"' && kind(at_ + 1) == ':') {
        const auto key = unescape(tokens_[at_].text);
        at_ += 2;
        if (!is_value(at_)) continue;
        Json member = value(depth + 1);
        if (key) json.members.push_back({*key, std::move(member)});
      } else if (found == '{' || found == '[') {
        value(depth + 1);
      } else {
        ++at_;
      }
    }
    return json;
  }

  std::string_view text_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  bool is_broken_ = false;
};

// Nothing loose is read in a scalar that stands alone: a string from quote to quote, or a run of no quotes.
bool is_one_scalar(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n"), end = text.find_last_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return false;
  return text[begin] == '"' ? text[end] == '"' : text.find('"') == std::string_view::npos;
}

}  // namespace

std::optional<Json> read_document(std::string_view text) {
  auto tokens = tokenise(text);
  if (!tokens || find_invalid_utf8(text) != std::string_view::npos) return std::nullopt;
  auto document = Reader(text, std::move(*tokens)).read();
  const bool is_group = document && (document->kind == Json::Kind::object || document->kind == Json::Kind::array);
  return is_group || is_one_scalar(text) ? document : std::nullopt;
}

std::optional<Json> read_json(std::string_view text) {
  auto document = read_document(text);
  return document && document->kind == Json::Kind::object ? document : std::nullopt;
}

}  // namespace spoor::oracle
