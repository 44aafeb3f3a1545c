#include "compiler/schema/near_names.h"

#include <array>
#include <bit>
#include <cstddef>

namespace spoor {

namespace {

// Two bits for each letter, case aside, and for all else together: none of it, one, two or more. An insertion or
// deletion changes one bit at most, a replacement two, and three edits are what closest() takes.
constexpr int kMostBits = 6;

std::uint64_t letters_of(std::string_view word) {
  std::array<unsigned, 27> counts{};
  for (const char c : word) {
    const auto letter = static_cast<unsigned>((c | 0x20) - 'a');
    ++counts[letter < 26 ? letter : 26];
  }
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const std::uint64_t thermometer = counts[i] == 0 ? 0 : counts[i] == 1 ? 1 : 3;
    bits |= thermometer << (2 * i);
  }
  return bits;
}

}  // namespace

NearNames::NearNames(std::vector<std::string_view> names) : names_(std::move(names)) {
  letters_.reserve(names_.size());
  for (const std::string_view name : names_) letters_.push_back(letters_of(name));
}

std::optional<std::string_view> NearNames::closest(std::string_view word, std::size_t most_edits) const {
  const std::uint64_t letters = letters_of(word);
  std::vector<std::string_view> candidates;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (std::popcount(letters_[i] ^ letters) <= kMostBits) candidates.push_back(names_[i]);
  }
  return spoor::closest(word, candidates, most_edits);
}

}  // namespace spoor
