#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct hs_database;
struct hs_scratch;

namespace spoor {

// Memory that a search needs: one for each thread, large enough for every Parts that it was made for.
class PartsScratch {
 public:
  PartsScratch();
  ~PartsScratch();
  PartsScratch(const PartsScratch&) = delete;
  PartsScratch& operator=(const PartsScratch&) = delete;

 private:
  friend class Parts;
  hs_scratch* scratch_ = nullptr;
};

// Finds which of many parts stand in a text, in one pass over it (Vectorscan), or, of a few, and where the parts or
// this processor are beyond Vectorscan, each by itself. A view of the parts' bytes. Any number of threads may search,
// each with its own scratch.
class Parts {
 public:
  // REQUIRES: they differ, and none is empty.
  Parts() = default;
  explicit Parts(std::vector<std::string_view> parts);
  Parts(Parts&& other) noexcept;
  Parts& operator=(Parts&& other) noexcept;
  ~Parts();

  bool empty() const { return parts_.empty(); }

  void prepare(PartsScratch& scratch) const;

  // Appends the places of those parts that the text has, each once, in no order.
  void find(std::string_view text, PartsScratch& scratch, std::vector<std::uint32_t>& out) const;

 private:
  void compile();

  std::vector<std::string_view> parts_;
  hs_database* database_ = nullptr;
};

}  // namespace spoor
