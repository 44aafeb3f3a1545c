#include "tests/oracle/functions.h"

#include <re2/re2.h>

#include <algorithm>
#include <chrono>

#include "lang/functions/each.h"
#include "lang/values/address.h"
#include "lang/values/base_name.h"
#include "lang/values/fold.h"
#include "lang/values/instant.h"
#include "lang/values/utf8.h"

namespace spoor::oracle {

Json text_value(std::string text) {
  Json json;
  json.kind = Json::Kind::string;
  json.string = std::move(text);
  return json;
}

Json number_value(Number number) {
  Json json;
  json.kind = Json::Kind::number;
  json.number = number;
  return json;
}

Json boolean_value(bool boolean) {
  Json json;
  json.kind = Json::Kind::boolean;
  json.boolean = boolean;
  return json;
}

namespace {

using Kind = Json::Kind;

// The group of the pattern, which must match the whole text, if there is something in it.
Values group(const std::string& text, const RE2& pattern, int wanted, bool is_folded = false) {
  std::string groups[6];
  RE2::Arg args[6];
  const RE2::Arg* pointers[6];
  for (int i = 0; i < 6; ++i) {
    args[i] = &groups[i];
    pointers[i] = &args[i];
  }
  if (!RE2::FullMatchN(text, pattern, pointers, pattern.NumberOfCapturingGroups())) return {};
  const std::string found = wanted == 0 ? text : groups[wanted - 1];
  if (found.empty()) return {};
  return {text_value(is_folded ? folded(found) : found)};
}

Values arn_group(const std::string& text, int wanted) {
  static const RE2 kArn(R"((?s)arn:([\w.*?-]+):([\w.*?-]+):([\w.*?-]*):([\w.*?-]*):(.+))");
  return group(text, kArn, wanted);
}

Values url_group(const std::string& text, int wanted, bool is_folded = false) {
  static const RE2 kUrl(
      R"((?s)([A-Za-z][A-Za-z0-9+.-]*)://(?:[^/?#\\\x00-\x20\x7f]*@)?)"
      R"((?:\[([^\]/?#@\\\x00-\x20\x7f]+)\]|([^\[:/?#@\\\x00-\x20\x7f][^:/?#@\\\x00-\x20\x7f]*))(?::[0-9]*)?)"
      R"((/[^?#]*)?(?:\?([^#]*))?(?:#.*)?)");
  if (wanted == 2) {
    Values bracketed = group(text, kUrl, 2, true);
    return bracketed.empty() ? group(text, kUrl, 3, true) : bracketed;
  }
  return group(text, kUrl, wanted, is_folded);
}

std::optional<std::string> unpercent(const std::string& text) {
  static const RE2 kTwoDigits("([0-9A-Fa-f]{2})");
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string digits;
    if (text[i] != '%') {
      out += text[i] == '+' ? ' ' : text[i];
    } else if (RE2::FullMatch(text.substr(i + 1, 2), kTwoDigits, &digits)) {
      out += static_cast<char>(std::stoi(digits, nullptr, 16));
      i += 2;
    } else {
      return std::nullopt;
    }
  }
  return out;
}

Values json(const Json& value) {
  if (value.kind != Kind::string) return {value};
  std::string text = value.string;
  if (text.size() > 1'048'576) return {};
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first != std::string::npos && text[first] == '%') {
    const auto decoded = unpercent(text.substr(first, text.find_last_not_of(" \t\r\n") + 1 - first));
    if (!decoded) return {};
    text = *decoded;
  }
  if (auto document = read_document(text)) return {*document};
  return {};
}

Values base64(std::string text) {
  static const RE2 kSpace("[ \t\r\n]"), kGroups("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?");
  RE2::GlobalReplace(&text, kSpace, "");
  std::replace(text.begin(), text.end(), '-', '+');
  std::replace(text.begin(), text.end(), '_', '/');
  if (!RE2::FullMatch(text, kGroups)) return {};
  static const std::string kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bits, bytes;
  for (const char c : text.substr(0, text.find('='))) {
    for (int bit = 5; bit >= 0; --bit) bits += (kDigits.find(c) >> bit & 1) != 0 ? '1' : '0';
  }
  for (std::size_t i = 0; i + 8 <= bits.size(); i += 8) {
    bytes += static_cast<char>(std::stoi(bits.substr(i, 8), nullptr, 2));
  }
  if (find_invalid_utf8(bytes) != std::string_view::npos) return {};
  return {text_value(bytes)};
}

Values boolean(const Json& value) {
  if (value.kind == Kind::boolean) return {value};
  if (value.kind != Kind::string) return {};
  static const RE2 kTrue("[Tt][Rr][Uu][Ee]"), kFalse("[Ff][Aa][Ll][Ss][Ee]");
  if (RE2::FullMatch(value.string, kTrue)) return {boolean_value(true)};
  if (RE2::FullMatch(value.string, kFalse)) return {boolean_value(false)};
  return {};
}

Values version(const std::string& text) {
  static const RE2 kDotted("([0-9]+(?:\\.[0-9]+)+)"), kAlone("(?:^|[^A-Za-z0-9_])[vV]?([0-9]+)(?:$|[^A-Za-z0-9_])"),
      kZeros("(^|\\.)0+([0-9])");
  std::string numbers;
  if (!RE2::PartialMatch(text, kDotted, &numbers) && !RE2::PartialMatch(text, kAlone, &numbers)) return {};
  RE2::GlobalReplace(&numbers, kZeros, "\\1\\2");
  while (numbers.ends_with(".0")) numbers.resize(numbers.size() - 2);
  Json json;
  json.kind = Kind::version;
  json.string = numbers;
  return {json};
}

Values time_part(const Json& value, Function part) {
  const auto found = time_of(value);
  if (!found) return {};
  const std::chrono::sys_seconds seconds{std::chrono::seconds{found->seconds}};
  const auto day = std::chrono::floor<std::chrono::days>(seconds);
  const std::string written = to_text(*found);
  if (part == Function::time) return {text_value(written)};
  if (part == Function::time_date) return {text_value(written.substr(0, 10))};
  if (part == Function::time_hour) {
    return {number_value(Number::from_integer(std::chrono::duration_cast<std::chrono::hours>(seconds - day).count()))};
  }
  static const char* const kDays[] = {"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};
  return {text_value(kDays[std::chrono::weekday(day).c_encoding()])};
}

bool is_private(const std::string& text) {
  static const RE2 kPrivate(R"((?:10|127)\..*|172\.(?:1[6-9]|2[0-9]|3[01])\..*|192\.168\..*|169\.254\..*)"
                            R"(|100\.(?:6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\..*|::1|f[cd]..:.*|fe[89ab].:.*)");
  const auto address = parse_address(text);
  return address && RE2::FullMatch(to_text(*address), kPrivate);
}

Values ua_family(const std::string& text) {
  std::string made;
  const auto family = function::ua_family(std::string_view(text), made);
  if (!family) return {};
  return {text_value(std::string(std::get<std::string_view>(*family)))};
}

Values of_text(Function function, const std::string& text) {
  switch (function) {
    case Function::lower: return {text_value(folded(text))};
    case Function::base_name: return {text_value(std::string(base_name(text)))};
    case Function::len: return {number_value(Number::from_integer(static_cast<std::int64_t>(count_code_points(text))))};
    case Function::base64: return base64(text);
    case Function::version: return version(text);
    case Function::arn: return arn_group(text, 0);
    case Function::arn_partition: return arn_group(text, 1);
    case Function::arn_service: return arn_group(text, 2);
    case Function::arn_region: return arn_group(text, 3);
    case Function::arn_account: return arn_group(text, 4);
    case Function::arn_resource: return arn_group(text, 5);
    case Function::url: return url_group(text, 0);
    case Function::url_scheme: return url_group(text, 1, true);
    case Function::url_host: return url_group(text, 2);
    case Function::url_path: return url_group(text, 4);
    case Function::url_query: return url_group(text, 5);
    case Function::is_ip: return {boolean_value(parse_address(text).has_value())};
    case Function::is_private_ip: return {boolean_value(is_private(text))};
    case Function::ua_family: return ua_family(text);
    case Function::number:
      if (const auto number = parse_number(text)) return {number_value(*number)};
      return {};
    case Function::json:
    case Function::boolean:
    case Function::time:
    case Function::time_hour:
    case Function::time_weekday:
    case Function::time_date:  // of_one_value() has them
    case Function::concat:
    case Function::coalesce:
    case Function::choose:
    case Function::split:
    case Function::count: return {};
  }
  return {};
}

Values of_one_value(Function function, const Json& value) {
  if (function == Function::json) return json(value);
  if (function == Function::boolean) return boolean(value);
  if (info(function).name == "time") return time_part(value, function);
  if (function == Function::number && value.kind == Kind::number) return {value};
  return value.kind == Kind::string ? of_text(function, value.string) : Values{};
}

Values coalesce(const std::vector<Values>& args) {
  for (const Values& arg : args) {
    for (const Json& value : arg) {
      if (value.kind != Kind::string || !value.string.empty()) return arg;
    }
  }
  return {};
}

// At the first string that the separator is.
Values split(const Values& texts, const Values& separators) {
  const auto separator =
      std::find_if(separators.begin(), separators.end(), [](const Json& value) { return value.kind == Kind::string; });
  if (separator == separators.end()) return {};
  Values out;
  for (const Json& value : texts) {
    if (value.kind != Kind::string) continue;
    std::string text = value.string;
    for (std::size_t at; !separator->string.empty() && (at = text.find(separator->string)) != std::string::npos;) {
      out.push_back(text_value(text.substr(0, at)));
      text = text.substr(at + separator->string.size());
    }
    out.push_back(text_value(text));
  }
  return out;
}

// Every combination of one string from each part, the last part's changing fastest; the first 64.
Values concat(const std::vector<Values>& parts) {
  Values made = {text_value("")};
  for (const Values& part : parts) {
    Values longer;
    for (const Json& head : made) {
      for (const Json& tail : part) {
        if (tail.kind == Kind::string) longer.push_back(text_value(head.string + tail.string));
      }
    }
    made = std::move(longer);
  }
  if (made.size() > 64) made.resize(64);
  return made;
}

}  // namespace

std::optional<Instant> time_of(const Json& value) {
  if (value.kind == Kind::string) return read_instant(value.string);
  if (value.kind == Kind::number) return instant_from_epoch(to_double(value.number));
  return std::nullopt;
}

Values result_of(Function function, const std::vector<Values>& args) {
  if (function == Function::split) return split(args[0], args[1]);
  if (function == Function::concat) return concat(args);
  if (function == Function::coalesce) return coalesce(args);
  if (function == Function::count)
    return {number_value(Number::from_integer(static_cast<std::int64_t>(args[0].size())))};
  Values out;
  for (const Json& value : args[0]) {
    for (Json& made : of_one_value(function, value)) out.push_back(std::move(made));
  }
  if (info(function).result != FunctionResult::truth) return out;
  return {boolean_value(std::any_of(out.begin(), out.end(), [](const Json& truth) { return truth.boolean; }))};
}

bool is_lower_version(const Json& a, const Json& b) {
  const auto numbers = [](const std::string& rest) {
    std::vector<std::pair<std::size_t, std::string>> out;  // a longer number is a higher one
    std::string number;
    static const RE2 kNumber("\\.?([0-9]+)");
    for (re2::StringPiece left(rest); RE2::Consume(&left, kNumber, &number);) out.emplace_back(number.size(), number);
    return out;
  };
  return numbers(a.string) < numbers(b.string);
}

}  // namespace spoor::oracle
