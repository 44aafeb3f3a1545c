#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "runtime/lookup/postings.h"
#include "runtime/lookup/string_index.h"

namespace spoor {

// Triggers by whole texts, found by hash. Strings of a Program may be equal, and then are one text. A view into it.
class TextPostings {
 public:
  TextPostings() = default;
  TextPostings(const Program& program, const std::vector<Entry<Index>>& entries);

  // Appends the triggers of the text.
  void find(std::string_view text, std::vector<Trigger>& out) const {
    if (places_ == nullptr) return;
    if (const auto place = places_->find(text)) {
      out.insert(out.end(), triggers_.begin() + starts_[*place], triggers_.begin() + starts_[*place + 1]);
    }
  }

 private:
  std::vector<Index> strings_;
  std::unique_ptr<const StringIndex> places_;  // of strings_; null if there are none
  std::vector<std::uint32_t> starts_;          // by place, and their end
  std::vector<Trigger> triggers_;
};

}  // namespace spoor
