#pragma once

#include <cstdint>
#include <vector>

#include "lang/values/instant.h"
#include "runtime/lookup/number_range.h"
#include "runtime/lookup/postings.h"

namespace spoor {

// Whether all of a range is below, or above, a point.
inline bool is_below(const NumberRange& range, const Number& point) { return range.is_below(point); }
inline bool is_above(const NumberRange& range, const Number& point) { return range.is_above(point); }
inline bool is_below(const TimeRange& range, const Instant& point) { return range.end <= point; }
inline bool is_above(const TimeRange& range, const Instant& point) { return point < range.begin; }

// Whether a begins before b; of two that begin with the same point, the one that it belongs to is first.
inline bool begins_before(const TimeRange& a, const TimeRange& b) { return a.begin < b.begin; }
inline bool begins_before(const NumberRange& a, const NumberRange& b) {
  const auto order = compare(a.low, b.low);
  return order < 0 || (order == 0 && a.has_low && !b.has_low);
}
// Whether a ends before b does.
inline bool ends_before(const TimeRange& a, const TimeRange& b) { return a.end < b.end; }
inline bool ends_before(const NumberRange& a, const NumberRange& b) {
  const auto order = compare(a.high, b.high);
  return order < 0 || (order == 0 && !a.has_high && b.has_high);
}

// Ranges that may overlap in any way, to be found by a point in them: a balanced tree in the order of their begins, in
// which each subtree knows the last end in it. A search costs the tree's depth for each range that it finds.
template <typename Range>
class Intervals {
 public:
  Intervals() = default;
  explicit Intervals(std::vector<Entry<Range>> entries) : entries_(std::move(entries)), last_end_(entries_.size()) {
    std::stable_sort(entries_.begin(), entries_.end(),
                     [](const auto& a, const auto& b) { return begins_before(a.key, b.key); });
    measure(0, entries_.size());
  }

  bool empty() const { return entries_.empty(); }

  // Appends the triggers of each range that has the point.
  template <typename Point>
  void find(const Point& point, std::vector<Trigger>& out) const {
    find(0, entries_.size(), point, out);
  }

 private:
  static std::size_t middle(std::size_t begin, std::size_t end) { return begin + (end - begin) / 2; }

  // Returns the entry of [begin, end) that ends last. REQUIRES: there is one, or entries_ is empty.
  std::uint32_t measure(std::size_t begin, std::size_t end) {
    if (begin == end) return 0;
    const std::size_t root = middle(begin, end);
    auto last = static_cast<std::uint32_t>(root);
    const auto consider = [&](std::size_t from, std::size_t to) {
      if (from == to) return;
      const std::uint32_t other = measure(from, to);
      if (ends_before(entries_[last].key, entries_[other].key)) last = other;
    };
    consider(begin, root);
    consider(root + 1, end);
    return last_end_[root] = last;
  }

  template <typename Point>
  void find(std::size_t begin, std::size_t end, const Point& point, std::vector<Trigger>& out) const {
    while (begin != end) {
      const std::size_t root = middle(begin, end);
      if (is_below(entries_[last_end_[root]].key, point)) return;
      find(begin, root, point, out);
      const Entry<Range>& entry = entries_[root];
      if (is_above(entry.key, point)) return;
      if (!is_below(entry.key, point)) out.push_back(entry.trigger);
      begin = root + 1;
    }
  }

  std::vector<Entry<Range>> entries_;
  std::vector<std::uint32_t> last_end_;  // by the root of each subtree: which entry in it ends last
};

}  // namespace spoor
