#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "compiler/program/program.h"

namespace spoor {

// Strings of a Program by their text, in sixteen to thirty-two bytes each. A view into the Program.
class StringIndex {
 public:
  StringIndex(const Program& program, std::span<const Index> strings);

  // The place among the strings; of equal ones the first.
  std::optional<std::uint32_t> find(std::string_view text) const;

 private:
  struct Bucket {
    std::uint32_t tag = 0;        // of the hash, so that few texts are looked at in vain
    std::uint32_t place = kNone;  // kNone: free
  };

  std::size_t probe(std::string_view text, std::uint64_t hash) const;

  const Program* program_;
  std::span<const Index> strings_;
  std::uint64_t lengths_ = 0;    // of the texts, a bit for each
  std::vector<Bucket> buckets_;  // open addressing, at most half of it taken; empty without strings
};

}  // namespace spoor
