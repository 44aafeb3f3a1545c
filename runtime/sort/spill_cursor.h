#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "runtime/sort/spill_sorter.h"
#include "tl/expected.hpp"

namespace spoor {

// The items of a sorter, ascending, the next one at hand: for what is read beside something else. Errors are the
// disk's.
class SpillCursor {
 public:
  // At the first item. The sorter outlives it, as for SpillSorter::Reader.
  static tl::expected<SpillCursor, std::string> open(SpillSorter& sorter) {
    auto reader = sorter.read();
    if (!reader) return tl::unexpected(reader.error());
    SpillCursor made(std::move(*reader));
    if (auto done = made.advance(); !done) return tl::unexpected(done.error());
    return made;
  }

  // Nothing behind the last one. The view is valid until advance().
  const std::optional<std::string_view>& next() const { return next_; }

  tl::expected<void, std::string> advance() {
    auto item = reader_.next();
    if (!item) return tl::unexpected(item.error());
    next_ = *item;
    return {};
  }

 private:
  explicit SpillCursor(SpillSorter::Reader reader) : reader_(std::move(reader)) {}

  SpillSorter::Reader reader_;
  std::optional<std::string_view> next_;
};

}  // namespace spoor
