#pragma once

#include <cstdint>
#include <limits>

#include "runtime/state/tuple.h"

// Sums of times stop at the ends of Time: what lies beyond is as good as never, or as for ever.
namespace spoor {

inline constexpr Time kLongAgo = std::numeric_limits<Time>::min();

inline Time time_after(Time time, Time span) {
  Time sum = 0;
  return __builtin_add_overflow(time, span, &sum) ? kNever : sum;
}

inline Time time_before(Time time, Time span) {
  Time difference = 0;
  return __builtin_sub_overflow(time, span, &difference) ? kLongAgo : difference;
}

// At least a millisecond.
inline Time span_of(std::uint64_t milliseconds) {
  if (milliseconds == 0) return kMillisecond;
  return milliseconds > static_cast<std::uint64_t>(kNever / kMillisecond)
             ? kNever
             : static_cast<Time>(milliseconds) * kMillisecond;
}

// The first time of the window (time - span, time]. REQUIRES: span > 0.
inline Time window_start(Time time, Time span) { return time_before(time, span) + 1; }

}  // namespace spoor
