#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "lang/suggest.h"

namespace spoor {

// closest() of lang/suggest.h for thousands of candidates: it looks only at those that have nearly the same letters.
class NearNames {
 public:
  // REQUIRES: what the views see outlives this.
  explicit NearNames(std::vector<std::string_view> names);

  std::optional<std::string_view> closest(std::string_view word, std::size_t most_edits = kMostEdits) const;

 private:
  std::vector<std::string_view> names_;
  std::vector<std::uint64_t> letters_;  // of each name
};

}  // namespace spoor
