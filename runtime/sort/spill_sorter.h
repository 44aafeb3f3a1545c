#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/sort/shared_budget.h"
#include "runtime/sort/sort_texts.h"
#include "runtime/sort/spill_file.h"

namespace spoor {

// Sorts byte strings, of which there may be more than memory holds: what passes the budget is sorted and written to
// a temporary file as a run, and runs are merged at the end. Not thread-safe.
//
// The budget is kept but for one item, which may be of any size, and a few KiB a run that is being merged.
class SpillSorter {
 public:
  explicit SpillSorter(std::size_t budget, std::string folder = temporary_folder());
  // Takes from `shared`, which outlives it, what it needs beyond the budget, and gives it back when it has written.
  SpillSorter(std::size_t budget, SharedBudget& shared);

  tl::expected<void, std::string> add(std::string_view item);

  class Merge;
  // Gives the items, ascending byte by byte. Nothing behind the last. A view is valid until the next call.
  class Reader {
   public:
    ~Reader();
    Reader(Reader&&) noexcept;
    tl::expected<std::optional<std::string_view>, std::string> next();

   private:
    friend class SpillSorter;
    explicit Reader(std::span<const SortText> items);
    explicit Reader(std::unique_ptr<Merge> merge);

    std::span<const SortText> items_;  // if they are all held
    std::unique_ptr<Merge> merge_;     // else
  };
  // The items stay, so they can be read again. While there is a Reader nothing is added, and the sorter stays.
  tl::expected<Reader, std::string> read();

  // Hands out all items until `take` returns false. Views are valid during the call. The sorter is empty afterwards.
  tl::expected<void, std::string> drain(const std::function<bool(std::string_view)>& take);

  // How many times memory was full, for tests and figures.
  std::uint64_t spill_count() const { return spill_count_; }
  // What went to files, that of merging not counted again.
  std::uint64_t spilled_bytes() const { return spilled_bytes_; }

 private:
  struct Run {  // bytes [begin, end) of the file: lengths and items
    std::uint64_t begin = 0, end = 0;
  };
  class RunReader;

  std::size_t block_for(std::string_view item) const;
  bool has_room_for(std::string_view item);
  std::string_view keep(std::string_view item);
  void sort_held();
  void forget_held();
  tl::expected<void, std::string> spill();
  tl::expected<std::unique_ptr<Merge>, std::string> merge(std::span<const Run> runs) const;
  tl::expected<Run, std::string> append_merged(std::span<const Run> runs, SpillFile& out) const;
  tl::expected<void, std::string> merge_until_few();
  std::size_t merge_width() const;
  std::size_t read_size() const;

  std::size_t budget_;
  SharedBudget* shared_ = nullptr;
  std::size_t taken_ = 0;  // of it
  std::string folder_;
  std::deque<std::string> blocks_;  // the bytes of items held; a block never moves
  std::vector<SortText> items_;
  std::size_t held_ = 0;  // bytes, with what the index of items takes
  std::optional<SpillFile> file_;
  std::vector<Run> runs_;
  std::uint64_t spill_count_ = 0, spilled_bytes_ = 0;
};

}  // namespace spoor
