#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "runtime/json/scalar.h"

namespace spoor {

// Goes through the members of all objects of a readable record from its text alone, so that it also serves for records
// that are not JSON: a string or run of bytes is a key if a colon follows, or if it is the first of a member.
class Members {
 public:
  explicit Members(std::string_view text) : text_(text) {}

  // Goes on to the next key, at any depth; false behind the last one.
  bool next();

  std::string_view key() const { return key_; }
  // The key under which the object stands, `items` and arrays left out; empty for the record itself.
  std::string_view parent() const { return containers_.back().name; }
  // The key of the record that holds all this; empty for the record's own members.
  std::string_view top() const { return containers_.size() < 2 ? std::string_view() : containers_[1].top; }
  std::size_t depth() const { return containers_.size(); }  // the record's own members: 1

  // Where the value stands, with all that there is before the next comma or closing bracket. Goes on behind it.
  struct Range {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  Range take_value();

 private:
  struct Container {
    bool is_object;
    std::string_view name;
    std::string_view top;
  };

  void open(bool is_object);
  bool take_key();
  std::size_t token_end(std::size_t at) const;
  std::size_t skip_space(std::size_t at) const;

  std::string_view text_;
  std::size_t at_ = 0;
  bool is_member_start_ = false;
  bool has_key_ = false;  // and its value has not begun
  std::string_view key_;
  std::vector<Container> containers_;
  Arena arena_;  // for keys with escapes
};

}  // namespace spoor
