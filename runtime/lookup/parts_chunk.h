#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "runtime/lookup/literal_automaton.h"
#include "runtime/lookup/parts.h"

struct hs_database;

namespace spoor {

// Some of the parts of Parts, found in one pass; a few, each by itself.
class PartsChunk {
 public:
  // The time that it takes to make one grows with more than the number of its parts; with their square, if they end
  // alike.
  static constexpr std::size_t kMostParts = 8192;

  // `first`: the place of the first of them.
  PartsChunk(std::span<const std::string_view> parts, std::uint32_t first);

  void prepare(PartsScratch& scratch) const;
  void find(std::string_view text, PartsScratch& scratch, std::vector<std::uint32_t>& out) const;

 private:
  struct FreeDatabase {
    void operator()(hs_database* database) const;
  };

  std::span<const std::string_view> parts_;
  std::uint32_t first_;
  std::unique_ptr<hs_database, FreeDatabase> database_;
  std::optional<LiteralAutomaton> automaton_;  // where Vectorscan made no database of more than a few
};

}  // namespace spoor
