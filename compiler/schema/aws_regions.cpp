#include "compiler/schema/aws_regions.h"

#include <algorithm>
#include <array>

#include "lang/suggest.h"

namespace spoor {

namespace {

constexpr auto kRegions = std::to_array<std::string_view>({
#define REGION(name) name,
#define AREA(name)
#include "compiler/schema/aws_regions.def"
#undef AREA
#undef REGION
});

constexpr auto kAreas = std::to_array<std::string_view>({
#define REGION(name)
#define AREA(name) name,
#include "compiler/schema/aws_regions.def"
#undef AREA
#undef REGION
});

constexpr auto kDirections = std::to_array<std::string_view>(
    {"north", "east", "south", "west", "central", "northeast", "northwest", "southeast", "southwest"});

template <typename All>
bool has(const All& all, std::string_view text) {
  return std::find(all.begin(), all.end(), text) != all.end();
}

}  // namespace

bool has_region_shape(std::string_view text) {
  const std::size_t number = text.rfind('-');
  if (number == std::string_view::npos || number == 0) return false;
  const std::size_t direction = text.rfind('-', number - 1);
  if (direction == std::string_view::npos) return false;
  const std::string_view digits = text.substr(number + 1);
  return !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos &&
         has(kDirections, text.substr(direction + 1, number - direction - 1)) && has(kAreas, text.substr(0, direction));
}

std::optional<std::string_view> near_region(std::string_view word) { return closest(word, kRegions); }

}  // namespace spoor
