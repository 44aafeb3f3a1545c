#include "runtime/json/members.h"

#include "runtime/json/characters.h"

namespace spoor {

bool Members::next() {
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (is_space(c) || c == ':') {
      ++at_;
    } else if (c == '{' || c == '[') {
      open(c == '{');
    } else if (c == '}' || c == ']') {
      if (containers_.size() > 1) containers_.pop_back();
      is_member_start_ = has_key_ = false;
      ++at_;
    } else if (c == ',') {
      is_member_start_ = true;
      has_key_ = false;
      ++at_;
    } else if (take_key()) {
      return true;
    }
  }
  return false;
}

void Members::open(bool is_object) {
  Container inner{is_object, {}, {}};
  if (!containers_.empty()) {
    const Container& outer = containers_.back();
    inner.name = has_key_ && key_ != "items" ? key_ : outer.name;
    inner.top = containers_.size() == 1 && has_key_ ? key_ : outer.top;
  }
  containers_.push_back(inner);
  is_member_start_ = true;
  has_key_ = false;
  ++at_;
}

// Passes over a string or run; true if it is a key.
bool Members::take_key() {
  const std::size_t begin = at_;
  at_ = token_end(begin);
  const std::size_t behind = skip_space(at_);
  const bool has_colon = behind < text_.size() && text_[behind] == ':';
  const bool is_first = is_member_start_ && !containers_.empty() && containers_.back().is_object;
  is_member_start_ = false;
  if (containers_.empty() || (!has_colon && !is_first)) return false;
  key_ = text_.substr(begin, at_ - begin);
  if (key_.starts_with('"')) {
    key_ = key_.substr(1, key_.size() - 2);
    key_ = decode_string(key_, arena_).value_or(key_);
  }
  has_key_ = true;
  return true;
}

Members::Range Members::take_value() {
  while (at_ < text_.size() && (is_space(text_[at_]) || text_[at_] == ':')) ++at_;
  Range range{at_, at_};
  std::size_t depth = 0;
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (depth == 0 && (c == ',' || c == '}' || c == ']')) break;
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    at_ = token_end(at_);
    if (!is_space(c)) range.end = at_;
  }
  has_key_ = false;
  return range;
}

// Behind the string, run, mark or single white space at `at`.
std::size_t Members::token_end(std::size_t at) const {
  if (text_[at] == '"') return string_end(text_, at);
  return class_of(text_[at]) == CharacterClass::run ? run_end(text_, at) : at + 1;
}

std::size_t Members::skip_space(std::size_t at) const {
  while (at < text_.size() && is_space(text_[at])) ++at;
  return at;
}

}  // namespace spoor
