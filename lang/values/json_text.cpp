#include "lang/values/json_text.h"

#include <algorithm>
#include <bitset>

#include "lang/values/characters.h"
#include "lang/values/utf8.h"

namespace spoor {

namespace {

// Takes what the grammar of JSON has next from the front of a text; false where something else stands.
class Grammar {
 public:
  explicit Grammar(std::string_view text) : rest_(text) {}

  std::size_t rest() const { return rest_.size(); }

  void skip_space() {
    while (!rest_.empty() && is_space(rest_[0])) rest_.remove_prefix(1);
  }

  bool take(char c) {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool take_string() {
    if (!take('"')) return false;
    while (!rest_.empty()) {
      const char c = rest_[0];
      if (static_cast<unsigned char>(c) < 0x20) return false;
      rest_.remove_prefix(1);
      if (c == '"') return true;
      if (c == '\\' && !take_escape()) return false;
    }
    return false;
  }

  // A string, number or word.
  bool take_scalar() {
    if (rest_.empty()) return false;
    switch (rest_[0]) {
      case '"': return take_string();
      case 't': return take_word("true");
      case 'f': return take_word("false");
      case 'n': return take_word("null");
    }
    return take_number();
  }

 private:
  bool take_word(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  bool take_digits() {
    if (rest_.empty() || !is_digit(rest_[0])) return false;
    while (!rest_.empty() && is_digit(rest_[0])) rest_.remove_prefix(1);
    return true;
  }

  bool take_number() {
    take('-');
    if (!take('0') && !take_digits()) return false;
    if (take('.') && !take_digits()) return false;
    if (!take('e') && !take('E')) return true;
    if (!take('+')) take('-');
    return take_digits();
  }

  bool take_escape() {
    if (rest_.empty()) return false;
    const char c = rest_[0];
    if (std::string_view("\"\\/bfnrtu").find(c) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    if (c != 'u') return true;
    if (rest_.size() < 4) return false;
    for (int i = 0; i < 4; ++i) {
      if (!is_hexadecimal(rest_[static_cast<std::size_t>(i)])) return false;
    }
    rest_.remove_prefix(4);
    return true;
  }

  std::string_view rest_;
};

class Checker {
 public:
  explicit Checker(std::string_view text) : grammar_(text) {}

  // Takes one value from the front. The bytes that are left begin behind it, or where it stops being JSON.
  bool take_value() {
    do {
      grammar_.skip_space();
      if (!take_scalar_or_open() || !find_next_value()) return false;
    } while (depth_ > 0);
    return true;
  }
  std::size_t rest() const { return grammar_.rest(); }
  bool is_too_deep() const { return is_too_deep_; }

 private:
  bool take_scalar_or_open() {
    const bool is_object = grammar_.take('{');
    if (!is_object && !grammar_.take('[')) return grammar_.take_scalar();
    is_too_deep_ = depth_ == kMaxJsonDepth;
    if (is_too_deep_) return false;
    is_object_[depth_++] = is_object;
    is_first_ = true;
    return true;
  }

  // Behind a scalar or an opening bracket: takes closing brackets, and of what is still open a comma and a key, so that
  // a value comes next.
  bool find_next_value() {
    while (depth_ > 0) {
      grammar_.skip_space();
      const bool is_object = is_object_[depth_ - 1];
      if (grammar_.take(is_object ? '}' : ']')) {
        --depth_;
        is_first_ = false;
        continue;
      }
      if (!is_first_ && !grammar_.take(',')) return false;
      is_first_ = false;
      return !is_object || take_key();
    }
    return true;
  }

  bool take_key() {
    grammar_.skip_space();
    if (!grammar_.take_string()) return false;
    grammar_.skip_space();
    return grammar_.take(':');
  }

  Grammar grammar_;
  std::bitset<kMaxJsonDepth> is_object_;
  std::size_t depth_ = 0;
  bool is_first_ = false;  // nothing stands in the innermost bracket so far
  bool is_too_deep_ = false;
};

}  // namespace

JsonExtent find_json_value(std::string_view text) {
  Checker checker(text);
  const bool is_whole = checker.take_value();
  return {text.size() - checker.rest(), is_whole, checker.is_too_deep()};
}

bool is_strict_json(std::string_view text) {
  if (find_invalid_utf8(text) != std::string_view::npos) return false;
  const auto is_not_space = [](char c) { return !is_space(c); };
  const auto begin = std::find_if(text.begin(), text.end(), is_not_space);
  const std::string_view value = text.substr(static_cast<std::size_t>(begin - text.begin()));
  const JsonExtent extent = find_json_value(value);
  return extent.is_whole &&
         std::none_of(value.begin() + static_cast<std::ptrdiff_t>(extent.end), value.end(), is_not_space);
}

}  // namespace spoor
