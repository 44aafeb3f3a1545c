#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

struct hs_scratch;

namespace spoor {

class PartsChunk;

// Memory that a search needs: one for each thread, large enough for every Parts that it was made for.
class PartsScratch {
 public:
  PartsScratch();
  ~PartsScratch();
  PartsScratch(const PartsScratch&) = delete;
  PartsScratch& operator=(const PartsScratch&) = delete;

 private:
  friend class PartsChunk;
  hs_scratch* scratch_ = nullptr;
  std::vector<bool> seen_;
};

// Finds which of many parts stand in a text, in a pass over it for every some thousands of them (Vectorscan); of a few,
// each by itself. What the parts or this processor are beyond Vectorscan, an automaton of one's own does, slower and in
// linear time too. A view of the parts' bytes. Any number of threads may search, each with its own scratch.
class Parts {
 public:
  // REQUIRES: they differ, and none is empty.
  Parts();
  explicit Parts(std::vector<std::string_view> parts);
  Parts(Parts&&) noexcept;
  Parts& operator=(Parts&&) noexcept;
  ~Parts();

  bool empty() const { return parts_.empty(); }

  // Throws std::bad_alloc.
  void prepare(PartsScratch& scratch) const;

  // Appends the places of those parts that the text has, each once, in no order.
  void find(std::string_view text, PartsScratch& scratch, std::vector<std::uint32_t>& out) const;

 private:
  std::vector<std::string_view> parts_;
  std::vector<PartsChunk> chunks_;
};

}  // namespace spoor
