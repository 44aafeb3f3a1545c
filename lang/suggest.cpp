#include "lang/suggest.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace spoor {

namespace {

constexpr std::size_t kLongestWord = 64;

char lower(char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c); }

using DistanceRow = std::array<std::size_t, kLongestWord + 1>;

// Insertions, deletions, replacements and swaps of neighbours that turn one into the other, case aside.
// REQUIRES: both at most kLongestWord long.
std::size_t distance(std::string_view a, std::string_view b) {
  DistanceRow two_above{};
  DistanceRow above{};
  DistanceRow row{};
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    two_above = above;
    above = row;
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool is_same = lower(a[i - 1]) == lower(b[j - 1]);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (is_same ? 0 : 1)});
      const bool is_swap = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
      if (is_swap) row[j] = std::min(row[j], two_above[j - 2] + 1);
    }
  }
  return row[b.size()];
}

}  // namespace

std::optional<std::string_view> closest(std::string_view word, std::span<const std::string_view> candidates,
                                        std::size_t most_edits) {
  std::optional<std::string_view> best;
  std::size_t fewest = most_edits + 1;
  if (word.size() > kLongestWord) return best;
  for (const std::string_view candidate : candidates) {
    if (candidate == word || candidate.size() > kLongestWord) continue;
    const std::size_t longer = std::max(word.size(), candidate.size());
    if (longer - std::min(word.size(), candidate.size()) >= fewest) continue;
    const std::size_t edits = distance(word, candidate);
    if (edits >= fewest || edits * 3 >= longer) continue;
    fewest = edits;
    best = candidate;
  }
  return best;
}

}  // namespace spoor
