#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace spoor {

// What is set off when a value is found: a predicate that holds, rules that may hold now.
using Trigger = std::uint32_t;

template <typename Key>
struct Entry {
  Key key;
  Trigger trigger;
};

// The triggers of each of some keys that differ and ascend.
template <typename Key>
class Postings {
 public:
  Postings() = default;
  template <typename Less>
  Postings(std::vector<Entry<Key>> entries, Less less) {
    std::stable_sort(entries.begin(), entries.end(),
                     [&](const Entry<Key>& a, const Entry<Key>& b) { return less(a.key, b.key); });
    for (const Entry<Key>& entry : entries) {
      if (keys_.empty() || less(keys_.back(), entry.key)) {
        keys_.push_back(entry.key);
        starts_.push_back(static_cast<std::uint32_t>(triggers_.size()));
      }
      triggers_.push_back(entry.trigger);
    }
    starts_.push_back(static_cast<std::uint32_t>(triggers_.size()));
  }

  std::span<const Key> keys() const { return keys_; }

  // Of the key at this place. REQUIRES: place < keys().size().
  std::span<const Trigger> at(std::size_t place) const {
    return std::span(triggers_).subspan(starts_[place], starts_[place + 1] - starts_[place]);
  }
  void append_at(std::size_t place, std::vector<Trigger>& out) const {
    const auto found = at(place);
    out.insert(out.end(), found.begin(), found.end());
  }

 private:
  std::vector<Key> keys_;
  std::vector<std::uint32_t> starts_;
  std::vector<Trigger> triggers_;
};

}  // namespace spoor
