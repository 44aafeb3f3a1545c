#include "runtime/state/newest_records.h"

namespace spoor {

void NewestRecords::add(Time time, std::string_view bytes) {
  if (count_ == 0) next_ = 0;
  if (next_ == records_.size()) records_.emplace_back();
  records_[next_].time = time;
  records_[next_].bytes.assign(bytes);
  if (++next_ == Firing::kMaxRecords) next_ = 0;
  if (count_ < Firing::kMaxRecords) ++count_;
}

const NewestRecords::Record& NewestRecords::at(std::size_t age) const {
  return records_[next_ >= age ? next_ - age : next_ + Firing::kMaxRecords - age];
}

void NewestRecords::append_from(Time first, std::vector<std::string_view>& out) const {
  for (std::size_t age = count_; age > 0; --age) {
    if (at(age).time >= first) out.push_back(at(age).bytes);
  }
}

void NewestRecords::save_from(Time first, std::string& out) const {
  std::vector<std::string_view> kept;
  append_from(first, kept);
  save_count(kept.size(), out);
  for (const std::string_view bytes : kept) save_text(bytes, out);
}

void NewestRecords::load(SavedReader& reader) {
  std::string scratch;
  std::size_t left = reader.length(1);
  reader.require(left <= Firing::kMaxRecords);
  for (; left > 0 && !reader.has_failed(); --left) {
    const std::string_view bytes = reader.text();
    if (!RuleState::is_tuple(bytes)) return reader.fail();
    add(read_tuple(read_front(bytes), scratch).time, bytes);
  }
}

}  // namespace spoor
