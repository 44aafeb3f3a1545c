#include "lang/lexeme.h"

#include <algorithm>
#include <array>

#include "lang/operator.h"

namespace spoor {

namespace {

template <typename Predicate>
std::size_t run(std::string_view text, std::size_t from, Predicate matches) {
  while (from < text.size() && matches(text[from])) ++from;
  return from;
}

// A lexeme counts only if no word character follows it.
std::size_t ended(std::string_view text, std::size_t length) {
  return length < text.size() && is_word(text[length]) ? 0 : length;
}

std::size_t digits(std::string_view text, std::size_t from, std::size_t count) {
  const std::size_t end = run(text, from, is_digit);
  return end - from == count ? end : 0;
}

bool stands(std::string_view text, std::size_t at, char c) { return at < text.size() && text[at] == c; }

std::size_t prefix_length(std::string_view text, std::size_t from) {
  if (!stands(text, from, '/')) return from;
  const std::size_t end = run(text, from + 1, is_digit);
  return end == from + 1 ? from : end;
}

// Four groups of digits with dots; whether each fits a byte is decided later.
std::size_t dotted_quad_length(std::string_view text) {
  std::size_t at = 0;
  for (int group = 0; group < 4; ++group) {
    if (group > 0 && !stands(text, at++, '.')) return 0;
    const std::size_t end = run(text, at, is_digit);
    if (end == at || end - at > 3) return 0;
    at = end;
  }
  return at;
}

// A run of hexadecimal groups with at least two colons: neither `name: (` nor `a.b` has that.
std::size_t colon_address_length(std::string_view text) {
  std::size_t end = run(text, 0, [](char c) { return is_hexadecimal(c) || c == ':' || c == '.'; });
  end = std::min(end, text.substr(0, end).find(".."));
  const auto colons = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), ':');
  return colons >= 2 ? end : 0;
}

}  // namespace

std::size_t word_length(std::string_view text) {
  return !text.empty() && is_word_start(text[0]) ? run(text, 1, is_word) : 0;
}

std::size_t any_name_length(std::string_view text) {
  return !text.empty() && is_word_start(text[0]) ? run(text, 1, [](char c) { return is_word(c) || c == '-'; }) : 0;
}

std::size_t tag_length(std::string_view text) {
  if (text.empty() || !is_word(text[0])) return 0;
  return run(text, 1, [](char c) { return is_word(c) || c == '.' || c == '-'; });
}

std::size_t string_length(std::string_view text) {
  if (!stands(text, 0, '"')) return 0;
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == '"') return at + 1;
    if (text[at] == '\\') ++at;
  }
  return 0;
}

std::size_t raw_string_length(std::string_view text) {
  if (!text.starts_with("r\"")) return 0;
  const std::size_t close = text.find('"', 2);
  return close == std::string_view::npos ? 0 : close + 1;
}

std::size_t regex_length(std::string_view text) {
  if (!stands(text, 0, '/')) return 0;
  bool in_class = false;
  std::size_t class_start = 0;
  for (std::size_t at = 1; at < text.size() && text[at] != '\n'; ++at) {
    const char c = text[at];
    if (c == '\\') {
      if (stands(text, ++at, '\n')) return 0;
    } else if (in_class) {
      // `]` right behind the opening bracket, or behind its `^`, is a member of the class.
      in_class = c != ']' || at == class_start + 1 || (at == class_start + 2 && text[class_start + 1] == '^');
    } else if (c == '[') {
      in_class = true;
      class_start = at;
    } else if (c == '/') {
      if (at == 1) return 0;
      const std::size_t end = run(text, at + 1, [](char flag) { return flag == 'i' || flag == 'm' || flag == 's'; });
      return ended(text, end);
    }
  }
  return 0;
}

std::size_t address_length(std::string_view text) {
  std::size_t length = dotted_quad_length(text);
  if (length == 0) length = colon_address_length(text);
  const bool goes_on = stands(text, length, '.') && !stands(text, length + 1, '.');  // a range's dots may follow
  if (length == 0 || goes_on) return 0;
  return ended(text, prefix_length(text, length));
}

std::size_t date_length(std::string_view text) {
  std::size_t at = digits(text, 0, 4);
  for (int part = 0; part < 2; ++part) {
    if (at == 0 || !stands(text, at, '-')) return 0;
    at = digits(text, at + 1, 2);
  }
  if (at == 0) return 0;
  if (!stands(text, at, 'T')) return ended(text, at);
  at = run(text, at + 1, [](char c) { return is_digit(c) || c == ':'; });
  if (stands(text, at, '.') && at + 1 < text.size() && is_digit(text[at + 1])) at = run(text, at + 1, is_digit);
  if (stands(text, at, 'Z')) return ended(text, at + 1);
  if (stands(text, at, '+') || stands(text, at, '-')) {
    at = run(text, at + 1, [](char c) { return is_digit(c) || c == ':'; });
  }
  return ended(text, at);
}

std::size_t duration_length(std::string_view text) {
  static constexpr std::array<std::string_view, 6> kUnits = {"ms", "s", "m", "h", "d", "w"};
  std::size_t at = 0;
  while (at < text.size() && is_digit(text[at])) {
    const std::size_t number_end = run(text, at, is_digit);
    const auto unit = std::find_if(kUnits.begin(), kUnits.end(),
                                   [&](std::string_view u) { return text.substr(number_end).starts_with(u); });
    if (unit == kUnits.end()) return 0;
    at = number_end + unit->size();
  }
  return at == 0 ? 0 : ended(text, at);
}

std::size_t number_length(std::string_view text) {
  const auto is_digit_or_mark = [](char c) { return is_digit(c) || c == '_'; };
  std::size_t at = stands(text, 0, '-') ? 1 : 0;
  if (at >= text.size() || !is_digit(text[at])) return 0;
  at = run(text, at, is_digit_or_mark);
  if (stands(text, at, '.') && at + 1 < text.size() && is_digit(text[at + 1])) at = run(text, at + 1, is_digit_or_mark);
  if (stands(text, at, 'e') || stands(text, at, 'E')) {
    std::size_t exponent = at + 1;
    if (stands(text, exponent, '+') || stands(text, exponent, '-')) ++exponent;
    const std::size_t end = run(text, exponent, is_digit);
    if (end > exponent) at = end;
  }
  return ended(text, at);
}

std::size_t offset_length(std::string_view text) {
  if (!stands(text, 0, '+') && !stands(text, 0, '-')) return 0;
  const std::size_t length = duration_length(text.substr(1));
  return length == 0 ? 0 : length + 1;
}

std::size_t repeat_length(std::string_view text) {
  if (!stands(text, 0, 'x')) return 0;
  const std::size_t end = run(text, 1, is_digit);
  return end == 1 ? 0 : ended(text, end);
}

std::size_t factor_length(std::string_view text) {
  std::size_t at = run(text, 0, is_digit);
  if (at == 0) return 0;
  if (stands(text, at, '.')) {
    const std::size_t end = run(text, at + 1, is_digit);
    if (end == at + 1) return 0;
    at = end;
  }
  const std::string_view unit = text.substr(at);
  if (unit.starts_with("sd")) return ended(text, at + 2);
  return unit.starts_with('x') ? ended(text, at + 1) : 0;
}

bool is_reserved(std::string_view word) {
  static constexpr std::array<std::string_view, 9> kWords = {"and",  "or",     "not",  "any",  "all",
                                                             "none", "exists", "true", "false"};
  if (std::find(kWords.begin(), kWords.end(), word) != kWords.end()) return true;
  return find_operator(word).has_value();
}

}  // namespace spoor
