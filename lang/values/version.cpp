#include "lang/values/version.h"

#include <algorithm>

#include "lang/values/characters.h"

namespace spoor {

namespace {

std::size_t count_digits(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
}

// The length of the numbers at the front, `1.2.10` of `1.2.10.x`.
std::size_t dotted_length(std::string_view text) {
  std::size_t length = count_digits(text);
  while (length > 0 && length < text.size() && text[length] == '.') {
    const std::size_t digits = count_digits(text.substr(length + 1));
    if (digits == 0) break;
    length += 1 + digits;
  }
  return length;
}

std::string_view first_dotted(std::string_view text) {
  while (!text.empty()) {
    const std::size_t digits = count_digits(text);
    const std::size_t length = dotted_length(text);
    if (length > digits) return text.substr(0, length);
    text.remove_prefix(std::max<std::size_t>(digits, 1));
  }
  return {};
}

std::string_view first_whole_word(std::string_view text) {
  while (!text.empty()) {
    const auto end = std::find_if_not(text.begin(), text.end(), is_word);
    std::string_view word = text.substr(0, static_cast<std::size_t>(end - text.begin()));
    text.remove_prefix(std::max<std::size_t>(word.size(), 1));
    if (word.starts_with('v') || word.starts_with('V')) word.remove_prefix(1);
    if (!word.empty() && count_digits(word) == word.size()) return word;
  }
  return {};
}

std::string_view take_number(std::string_view& rest) {
  const std::string_view number = rest.substr(0, rest.find('.'));
  rest.remove_prefix(std::min(number.size() + 1, rest.size()));
  return number;
}

std::string canonical(std::string_view dotted) {
  std::string out;
  std::size_t length = 1;  // of `out` up to the last number that is not zero, or the first one
  while (!dotted.empty()) {
    std::string_view number = take_number(dotted);
    number.remove_prefix(std::min(number.find_first_not_of('0'), number.size() - 1));
    if (!out.empty()) out += '.';
    out += number;
    if (number != "0") length = out.size();
  }
  out.resize(length);
  return out;
}

}  // namespace

std::optional<std::string> find_version(std::string_view text) {
  std::string_view numbers = first_dotted(text);
  if (numbers.empty()) numbers = first_whole_word(text);
  if (numbers.empty()) return std::nullopt;
  return canonical(numbers);
}

std::strong_ordering compare(const Version& a, const Version& b) {
  std::string_view left = a.text, right = b.text;
  while (!left.empty() && !right.empty()) {
    const std::string_view x = take_number(left), y = take_number(right);
    if (const auto order = x.size() <=> y.size(); order != 0) return order;
    if (const auto order = x <=> y; order != 0) return order;
  }
  return left.size() <=> right.size();
}

}  // namespace spoor
