#include "compiler/lint/text_of_pattern.h"

#include <algorithm>
#include <cctype>

namespace spoor {

namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80U; });
}

Operator operator_for(bool is_bound_at_begin, bool is_bound_at_end) {
  if (is_bound_at_begin) return is_bound_at_end ? Operator::equal : Operator::startswith;
  return is_bound_at_end ? Operator::endswith : Operator::contains;
}

// Reads a regular expression as plain characters.
class PlainReader {
 public:
  explicit PlainReader(std::string_view pattern) : rest_(pattern) {}

  bool skip(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }
  bool is_at_end() const { return rest_.empty(); }

  // One character, as it stands, escaped, or alone in a class: `a`, `\.`, `[.]`.
  bool read(std::string& text) {
    const char c = rest_[0];
    if (c == '\\') return read_escaped(text);
    if (c == '[') return read_class(text);
    if (std::string_view(".^$*+?()|{}]").find(c) != std::string_view::npos) return false;
    text += c;
    rest_.remove_prefix(1);
    return true;
  }

 private:
  bool read_escaped(std::string& text) {
    if (rest_.size() < 2 || std::ispunct(static_cast<unsigned char>(rest_[1])) == 0) return false;
    text += rest_[1];
    rest_.remove_prefix(2);
    return true;
  }

  bool read_class(std::string& text) {
    if (rest_.size() < 3 || rest_[2] != ']' || rest_[1] == '^' || rest_[1] == '\\' || rest_[1] == ']') return false;
    if (!is_ascii(rest_.substr(1, 1))) return false;
    text += rest_[1];
    rest_.remove_prefix(3);
    return true;
  }

  std::string_view rest_;
};

}  // namespace

std::optional<TextTest> text_of(const Regex& regex) {
  PlainReader reader(regex.pattern);
  const bool ignores_case = reader.skip("(?i)") || regex.ignore_case;
  const bool begins = reader.skip("\\A") || (!regex.multi_line && reader.skip("^"));
  bool ends = false;
  std::string text;
  while (!reader.is_at_end()) {
    if (reader.skip("\\z") || (!regex.multi_line && reader.skip("$"))) {
      ends = true;
      break;
    }
    if (!reader.read(text)) return std::nullopt;
  }
  if (!reader.is_at_end() || (text.empty() && !(begins && ends))) return std::nullopt;
  // RE2 and `~` fold in the same way as far as ASCII is concerned; beyond they may know different versions of Unicode.
  if (ignores_case && !is_ascii(text)) return std::nullopt;
  return TextTest{operator_for(begins, ends), std::move(text), ignores_case};
}

std::optional<TextTest> text_of_glob(std::string_view glob) {
  std::string text;
  bool stars_before = false, stars_behind = false;
  for (std::size_t at = 0; at < glob.size(); ++at) {
    const char c = glob[at];
    if (c == '?') return std::nullopt;
    if (c == '*') {
      (text.empty() ? stars_before : stars_behind) = true;
      continue;
    }
    if (stars_behind) return std::nullopt;  // a star within
    const bool is_escaped = c == '\\' && at + 1 < glob.size();
    text += is_escaped ? glob[++at] : c;
  }
  if (text.empty() && stars_before) return std::nullopt;
  return TextTest{operator_for(!stars_before, !stars_behind), std::move(text), false};
}

}  // namespace spoor
