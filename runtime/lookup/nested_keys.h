#pragma once

#include <algorithm>
#include <span>
#include <string_view>
#include <tuple>
#include <vector>

#include "lang/values/address.h"
#include "runtime/lookup/postings.h"

namespace spoor {

// Keys of which two are disjoint, or one holds all that the other does: beginnings of texts, endings, networks. In
// their order a key stands before those inside it, and all that it holds stands together. Finding the keys that hold
// something costs one search, and one step for each key around the nearest.
//
// Order says: Key and Item; less(key, key); is_before(item, key), whether the item stands before the key; holds(key,
// item), which also takes the first item of a key.
template <typename Order>
class NestedKeys {
 public:
  using Key = typename Order::Key;

  NestedKeys() = default;
  explicit NestedKeys(std::vector<Entry<Key>> entries) : postings_(std::move(entries), Order::less) {
    const auto keys = postings_.keys();
    around_.resize(keys.size(), kOutermost);
    for (std::size_t place = 1; place < keys.size(); ++place) {
      std::uint32_t around = static_cast<std::uint32_t>(place - 1);
      while (around != kOutermost && !Order::holds(keys[around], Order::first_item(keys[place]))) {
        around = around_[around];
      }
      around_[place] = around;
    }
  }

  bool empty() const { return around_.empty(); }

  // Appends the triggers of each key that holds the item.
  void find(const typename Order::Item& item, std::vector<Trigger>& out) const {
    for (std::uint32_t place = nearest(item); place != kOutermost; place = around_[place]) {
      postings_.append_at(place, out);
    }
  }

  // The triggers of the smallest key that holds the item; none if there is no such key.
  std::span<const Trigger> find_nearest(const typename Order::Item& item) const {
    const std::uint32_t place = nearest(item);
    return place == kOutermost ? std::span<const Trigger>() : postings_.at(place);
  }

 private:
  static constexpr std::uint32_t kOutermost = 0xFFFFFFFF;

  // The last key that begins at or before the item holds it, or one around that key does, or none.
  std::uint32_t nearest(const typename Order::Item& item) const {
    const auto keys = postings_.keys();
    const auto behind = std::upper_bound(keys.begin(), keys.end(), item, Order::is_before);
    if (behind == keys.begin()) return kOutermost;
    auto place = static_cast<std::uint32_t>(behind - keys.begin() - 1);
    while (place != kOutermost && !Order::holds(keys[place], item)) place = around_[place];
    return place;
  }

  Postings<Key> postings_;
  std::vector<std::uint32_t> around_;  // the smallest key around each
};

struct BeginningOrder {
  using Key = std::string_view;
  using Item = std::string_view;
  static bool less(Key a, Key b) { return a < b; }
  static bool is_before(Item item, Key key) { return item < key; }
  static bool holds(Key key, Item item) { return item.starts_with(key); }
  static Item first_item(Key key) { return key; }
};

struct EndingOrder {  // texts are read from their ends
  using Key = std::string_view;
  using Item = std::string_view;
  static bool less(Key a, Key b) {
    return std::lexicographical_compare(a.rbegin(), a.rend(), b.rbegin(), b.rend(), [](char x, char y) {
      return static_cast<unsigned char>(x) < static_cast<unsigned char>(y);
    });
  }
  static bool is_before(Item item, Key key) { return less(item, key); }
  static bool holds(Key key, Item item) { return item.ends_with(key); }
  static Item first_item(Key key) { return key; }
};

struct NetworkOrder {
  using Key = Network;
  using Item = Address;
  static bool less(const Key& a, const Key& b) { return std::tie(a.base.family, a) < std::tie(b.base.family, b); }
  static bool is_before(const Item& item, const Key& key) {
    return std::tie(item.family, item) < std::tie(key.base.family, key.base);
  }
  static bool holds(const Key& key, const Item& item) { return contains(key, item); }
  static Item first_item(const Key& key) { return key.base; }
};

}  // namespace spoor
