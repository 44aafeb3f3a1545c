#include "runtime/state/identity_set.h"

#include <utility>

namespace spoor {

// The one that has it, or the free one where it belongs. REQUIRES: one is free.
IdentitySet::Place& IdentitySet::place_of(UnsignedWide identity) {
  // Identities are hashes, but weak in their low bits.
  const auto mixed = static_cast<std::uint64_t>(identity ^ identity >> 64) * 0x9E3779B97F4A7C15;
  std::size_t at = mixed >> 32;
  while (true) {
    Place& place = places_[at++ & (places_.size() - 1)];
    if (place.generation != generation_ || place.identity == identity) return place;
  }
}

bool IdentitySet::add(UnsignedWide identity) {
  if (2 * size_ >= places_.size()) grow();
  Place& place = place_of(identity);
  if (place.generation == generation_) return false;
  place = {identity, generation_};
  ++size_;
  return true;
}

void IdentitySet::grow() {
  const std::vector<Place> old = std::exchange(places_, std::vector<Place>(places_.empty() ? 8 : 2 * places_.size()));
  for (const Place& place : old) {
    if (place.generation == generation_) place_of(place.identity) = place;
  }
}

}  // namespace spoor
