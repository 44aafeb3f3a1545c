#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lang/source.h"

namespace spoor {

// What a rule file has to do with the others of its pack, so that which of them matter to it shows without their text.
// Names are hashes: where two share one, a file too many is read.
struct FileSummary {
  std::vector<std::uint64_t> names;     // all that stand in it and may be an item's; ascending, each once
  std::vector<std::uint64_t> declares;  // of these, what its items are named, and what it tunes
  std::vector<std::uint64_t> uses;      // packs with their aliases, in the order of lines
  bool has_header = false;              // it begins with `pack`
  bool is_for_all = false;  // it matters to each file of its pack: a header, tuning, or what cannot be read in full

  friend bool operator==(const FileSummary&, const FileSummary&) = default;
};

FileSummary summarize(const SourceText& file);

}  // namespace spoor
