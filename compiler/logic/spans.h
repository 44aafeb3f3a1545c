#pragma once

#include <algorithm>
#include <compare>
#include <vector>

#include "lang/values/instant.h"
#include "lang/values/number.h"

namespace spoor::logic {

// From low to high, each end in it or not.
template <typename T>
struct Bounded {
  T low;
  T high;
  bool is_low_open = false;
  bool is_high_open = false;
};

// Sorted, none empty, none touches another: equal sets are equal lists.
template <typename T>
using Spans = std::vector<Bounded<T>>;

inline std::strong_ordering order(const Number& a, const Number& b) { return compare(a, b); }
inline std::strong_ordering order(const Instant& a, const Instant& b) { return a <=> b; }

template <typename T>
bool is_empty(const Bounded<T>& span) {
  const auto ends = order(span.low, span.high);
  return ends > 0 || (ends == 0 && (span.is_low_open || span.is_high_open));
}

template <typename T>
bool begins_before(const Bounded<T>& a, const Bounded<T>& b) {
  const auto lows = order(a.low, b.low);
  return lows < 0 || (lows == 0 && !a.is_low_open && b.is_low_open);
}

template <typename T>
bool ends_before(const Bounded<T>& a, const Bounded<T>& b) {
  const auto highs = order(a.high, b.high);
  return highs < 0 || (highs == 0 && a.is_high_open && !b.is_high_open);
}

template <typename T>
Spans<T> union_of(Spans<T> spans) {
  std::erase_if(spans, is_empty<T>);
  std::sort(spans.begin(), spans.end(), begins_before<T>);
  Spans<T> out;
  for (const Bounded<T>& span : spans) {
    if (out.empty()) {
      out.push_back(span);
      continue;
    }
    Bounded<T>& last = out.back();
    const auto gap = order(last.high, span.low);
    if (gap < 0 || (gap == 0 && last.is_high_open && span.is_low_open)) {
      out.push_back(span);
    } else if (ends_before(last, span)) {
      last.high = span.high;
      last.is_high_open = span.is_high_open;
    }
  }
  return out;
}

template <typename T>
Spans<T> intersection_of(const Spans<T>& a, const Spans<T>& b) {
  Spans<T> out;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    Bounded<T> both = begins_before(a[i], b[j]) ? b[j] : a[i];
    const bool is_a_first = ends_before(a[i], b[j]);
    both.high = is_a_first ? a[i].high : b[j].high;
    both.is_high_open = is_a_first ? a[i].is_high_open : b[j].is_high_open;
    if (!is_empty(both)) out.push_back(both);
    ++(is_a_first ? i : j);
  }
  return out;
}

// What of `a` is not in `b`.
template <typename T>
Spans<T> difference_of(const Spans<T>& a, const Spans<T>& b) {
  Spans<T> out;
  std::size_t j = 0;
  for (Bounded<T> rest : a) {
    while (j < b.size() && order(b[j].high, rest.low) < 0) ++j;
    for (std::size_t k = j; k < b.size() && !is_empty(rest) && order(b[k].low, rest.high) <= 0; ++k) {
      const Bounded<T> before{rest.low, b[k].low, rest.is_low_open, !b[k].is_low_open};
      if (begins_before(rest, b[k]) && !is_empty(before)) out.push_back(before);
      if (order(b[k].high, rest.low) > 0 || (order(b[k].high, rest.low) == 0 && !b[k].is_high_open)) {
        rest.low = b[k].high;
        rest.is_low_open = !b[k].is_high_open;
      }
    }
    if (!is_empty(rest)) out.push_back(rest);
  }
  return out;
}

template <typename T>
bool is_in(const T& value, const Spans<T>& spans) {
  const auto after = std::upper_bound(spans.begin(), spans.end(), value,
                                      [](const T& v, const Bounded<T>& span) { return order(v, span.low) < 0; });
  if (after == spans.begin()) return false;
  const Bounded<T>& span = *(after - 1);
  const auto low = order(value, span.low), high = order(value, span.high);
  return (low > 0 || (low == 0 && !span.is_low_open)) && (high < 0 || (high == 0 && !span.is_high_open));
}

}  // namespace spoor::logic
