#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace spoor {

// A text with some bytes of it beside it, so that most comparisons need not look at it.
struct SortText {
  std::string_view text;
  std::uint64_t word = 0;  // eight bytes, the first one highest; zeros behind the end
};

// Sorts texts ascending, byte by byte, whatever their words are, and leaves their words at anything. Texts that begin
// alike for long are hardly dearer than others: what all of a group share is passed over once.
void sort_texts(std::vector<SortText>& texts);

}  // namespace spoor
