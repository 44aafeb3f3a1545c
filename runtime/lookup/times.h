#pragma once

#include <optional>

#include "lang/values/instant.h"
#include "runtime/json/value.h"

namespace spoor {

// The point in time that a value names: a string in a form that records use, or a number of epoch seconds or
// milliseconds.
std::optional<Instant> instant_of(const Value& value);

inline Instant to_instant(const auto& row) { return {row.seconds, row.nanoseconds}; }
inline TimeRange to_time_range(const auto& row) { return {to_instant(row.begin), to_instant(row.end)}; }

inline bool contains(const TimeRange& range, Instant instant) { return range.begin <= instant && instant < range.end; }

}  // namespace spoor
