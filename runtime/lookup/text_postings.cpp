#include "runtime/lookup/text_postings.h"

#include <numeric>

namespace spoor {

// Counted by the place where each text stands first, then put there.
TextPostings::TextPostings(const Program& program, const std::vector<Entry<Index>>& entries)
    : triggers_(entries.size()) {
  if (entries.empty()) return;
  for (const Entry<Index>& entry : entries) strings_.push_back(entry.key);
  places_ = std::make_unique<const StringIndex>(program, strings_);
  starts_.resize(entries.size() + 1);
  std::vector<std::uint32_t> places;
  for (const Index string : strings_) {
    places.push_back(*places_->find(program.string(string)));
    ++starts_[places.back() + 1];
  }
  std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
  std::vector<std::uint32_t> next = starts_;
  for (std::size_t i = 0; i < entries.size(); ++i) triggers_[next[places[i]]++] = entries[i].trigger;
}

}  // namespace spoor
