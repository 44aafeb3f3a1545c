#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace spoor {

// Whether CloudTrail records have a field.
struct FieldAnswer {
  enum class Fit { has, other_case, has_not };

  Fit fit = Fit::has;
  std::size_t step = 0;    // which key is wrong
  bool is_value = false;   // has_not: what stands before that key is a value, and has no keys
  std::string meant = {};  // the path up to and with the key as it was likely meant; empty: no idea
};

// Keys from the record on.
FieldAnswer record_field(std::span<const std::string_view> keys);

}  // namespace spoor
