#pragma once

#include <bit>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "lang/values/address.h"
#include "lang/values/number.h"

namespace spoor {

inline std::size_t hash_of(std::string_view text) { return std::hash<std::string_view>{}(text); }
inline std::size_t hash_of(const Number& number) {
  return std::hash<std::uint64_t>{}(number.bits * 0x9E3779B97F4A7C15 ^ static_cast<std::uint64_t>(number.kind));
}
inline std::size_t hash_of(const Network& network) {
  const auto& bytes = network.base.bytes;
  return hash_of(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size())) * 31 + network.prefix;
}

// Tells items of a growing sequence that stand in it already, with four bytes or few more for each.
class DistinctItems {
 public:
  // The place of an equal item among those added before; nothing if there is none, and then this one is added with the
  // next place. `at(i)` is the item of place i.
  template <typename Item, typename At>
  std::optional<std::uint32_t> add(const Item& item, At at) {
    if ((count_ + 1) * 2 > buckets_.size()) grow(at);
    std::uint32_t& bucket = find(item, at);
    if (bucket != kFree) return bucket;
    bucket = count_++;
    return std::nullopt;
  }

 private:
  static constexpr std::uint32_t kFree = 0xFFFFFFFF;

  template <typename Item, typename At>
  std::uint32_t& find(const Item& item, At at) {
    const std::size_t mask = buckets_.size() - 1;
    std::size_t probe = hash_of(item);
    probe ^= probe >> 32;
    while (buckets_[probe & mask] != kFree && !(at(buckets_[probe & mask]) == item)) ++probe;
    return buckets_[probe & mask];
  }

  template <typename At>
  void grow(At at) {
    buckets_.assign(std::bit_ceil(std::size_t{count_} * 2 + 16), kFree);
    for (std::uint32_t i = 0; i < count_; ++i) {
      const auto item = at(i);
      find(item, at) = i;
    }
  }

  std::vector<std::uint32_t> buckets_;
  std::uint32_t count_ = 0;
};

}  // namespace spoor
