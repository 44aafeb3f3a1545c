#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace spoor {

// The candidate that a writer most likely meant by `word`, for "did you mean": case aside, few edits away (a swap of
// neighbours counts one), and fewer of them than a third of the longer one's length. Of equally near ones the first.
// Never `word` itself.
inline constexpr std::size_t kMostEdits = 3;
std::optional<std::string_view> closest(std::string_view word, std::span<const std::string_view> candidates,
                                        std::size_t most_edits = kMostEdits);

}  // namespace spoor
