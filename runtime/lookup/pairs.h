#pragma once

#include <optional>
#include <span>
#include <vector>

#include "lang/values/instant.h"
#include "runtime/json/value.h"

namespace spoor {

// Whether some value of one set equals, or is below, some value of another. Where both sets are large, the cost grows
// with their sum (times a logarithm), not with their product.

// Up to this many values a set is small, and is gone through for each value of the other.
inline constexpr std::size_t kFewValues = 16;

// Without objects, which equal nothing.
std::vector<Value> sorted(std::span<const Value> values);

// REQUIRES: `ascending` comes from sorted().
bool some_is_among(std::span<const Value> values, std::span<const Value> ascending);

bool some_equal(std::span<const Value> left, std::span<const Value> right);

// The least and the greatest of the numbers of a set, of its strings that read as times, and of its versions, which are
// views into the set.
struct Extremes {
  template <typename T>
  struct Ends {
    T lowest;
    T highest;
  };
  std::optional<Ends<Number>> numbers;
  std::optional<Ends<Instant>> times;
  std::optional<Ends<Version>> versions;
};
Extremes extremes_of(std::span<const Value> values);

enum class Below { strictly, or_equal };
bool some_below(const Extremes& left, const Extremes& right, Below below);

}  // namespace spoor
