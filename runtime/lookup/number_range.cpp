#include "runtime/lookup/number_range.h"

#include <algorithm>

namespace spoor {
namespace {

bool begins_before(const NumberRange& a, const NumberRange& b) {
  const auto order = compare(a.low, b.low);
  return order < 0 || (order == 0 && a.has_low && !b.has_low);
}

// REQUIRES: a does not begin after b. Whether no number stands between them.
bool reaches(const NumberRange& a, const NumberRange& b) {
  const auto order = compare(a.high, b.low);
  return order > 0 || (order == 0 && (a.has_high || b.has_low));
}

void extend(NumberRange& range, const NumberRange& other) {
  const auto order = compare(range.high, other.high);
  if (order < 0) {
    range.high = other.high;
    range.has_high = other.has_high;
  } else if (order == 0) {
    range.has_high |= other.has_high;
  }
}

}  // namespace

std::vector<NumberRange> merged(std::vector<NumberRange> ranges) {
  std::erase_if(ranges, [](const NumberRange& range) { return range.is_empty(); });
  std::sort(ranges.begin(), ranges.end(), begins_before);
  std::vector<NumberRange> out;
  for (const NumberRange& range : ranges) {
    if (!out.empty() && reaches(out.back(), range)) {
      extend(out.back(), range);
    } else {
      out.push_back(range);
    }
  }
  return out;
}

}  // namespace spoor
