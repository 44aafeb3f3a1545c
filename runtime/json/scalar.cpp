#include "runtime/json/scalar.h"

#include <algorithm>

#include "lang/values/utf8.h"
#include "runtime/json/characters.h"

namespace spoor {

namespace {

std::optional<std::uint32_t> hexadecimal(std::string_view digits) {
  if (digits.size() < 4) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : digits.substr(0, 4)) {
    const bool is_digit = c >= '0' && c <= '9';
    const char lower = static_cast<char>(c | 0x20);
    if (!is_digit && (lower < 'a' || lower > 'f')) return std::nullopt;
    value = value * 16 + static_cast<std::uint32_t>(is_digit ? c - '0' : lower - 'a' + 10);
  }
  return value;
}

// Takes `\uXXXX`, or two of them that make a pair, from the front of `rest`; nothing for half a pair.
std::optional<char32_t> take_unicode_escape(std::string_view& rest) {
  const auto first = hexadecimal(rest.substr(2));
  if (!first) return std::nullopt;
  rest.remove_prefix(6);
  if (*first < 0xD800 || *first > 0xDFFF) return *first;
  if (*first > 0xDBFF || !rest.starts_with("\\u")) return std::nullopt;
  const auto second = hexadecimal(rest.substr(2));
  if (!second || *second < 0xDC00 || *second > 0xDFFF) return std::nullopt;
  rest.remove_prefix(6);
  return 0x10000 + ((*first - 0xD800) << 10) + (*second - 0xDC00);
}

std::optional<char> short_escape(char c) {
  switch (c) {
    case '"':
    case '\\':
    case '/': return c;
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
  }
  return std::nullopt;
}

// Writes what the escape at the front of `rest` stands for and takes it away; false if it stands for nothing.
bool decode_escape(std::string_view& rest, char*& out) {
  if (rest.size() < 2) return false;
  if (rest[1] == 'u') {
    const auto code_point = take_unicode_escape(rest);
    if (!code_point) return false;
    std::string bytes;  // short enough to need no memory
    append_utf8(*code_point, bytes);
    out = std::copy(bytes.begin(), bytes.end(), out);
    return true;
  }
  const auto c = short_escape(rest[1]);
  if (!c) return false;
  *out++ = *c;
  rest.remove_prefix(2);
  return true;
}

}  // namespace

std::string_view Arena::append(std::string_view text) {
  char* const begin = reserve(text.size());
  std::copy(text.begin(), text.end(), begin);
  return {begin, text.size()};
}

char* Arena::reserve(std::size_t size) {
  while (block_ < blocks_.size() && blocks_[block_].size() - used_ < size) {
    ++block_;
    used_ = 0;
  }
  if (block_ == blocks_.size()) blocks_.emplace_back(std::max(size, kBlockSize), '\0');
  char* const begin = blocks_[block_].data() + used_;
  used_ += size;
  return begin;
}

void Arena::clear() {
  block_ = 0;
  used_ = 0;
}

std::optional<std::string_view> decode_escapes(std::string_view raw, Arena& arena) {
  std::size_t backslash = raw.find('\\');
  char* const begin = arena.reserve(raw.size());  // an escape is never shorter than what it stands for
  char* out = begin;
  while (backslash != std::string_view::npos) {
    out = std::copy_n(raw.data(), backslash, out);
    raw.remove_prefix(backslash);
    if (!decode_escape(raw, out)) return std::nullopt;
    backslash = raw.find('\\');
  }
  out = std::copy(raw.begin(), raw.end(), out);
  return std::string_view(begin, static_cast<std::size_t>(out - begin));
}

std::string_view raw_scalar(const Tokens& tokens, std::uint32_t token) {
  const char* const begin = tokens.text + tokens.starts[token];
  const char* end = begin + 1;
  while (class_of(*end) == CharacterClass::run) ++end;
  return {begin, static_cast<std::size_t>(end - begin)};
}

std::optional<Value> decode_run(const Tokens& tokens, std::uint32_t token) {
  const std::string_view text = raw_scalar(tokens, token);
  if (text == "true") return Value::from_boolean(true);
  if (text == "false") return Value::from_boolean(false);
  const auto number = parse_number(text);
  if (!number) return std::nullopt;
  return Value::from_number(*number);
}

}  // namespace spoor
