#pragma once

#include <optional>
#include <string_view>

namespace spoor {

// True for what may name a region of AWS, also one that is not there yet: `eu-west-1`, `us-gov-east-1`.
bool has_region_shape(std::string_view text);

// The region that was likely meant.
std::optional<std::string_view> near_region(std::string_view word);

}  // namespace spoor
