#include "runtime/scan/log_results.h"

#include <algorithm>
#include <utility>

#include "runtime/scan/firing_finding.h"

namespace spoor {

bool FileResults::add_finding(const Finding& finding, bool has_cut_keys) {
  if (has_cut_keys) workload_.add_cut_keys();
  workload_.progress().findings.fetch_add(1, std::memory_order_relaxed);
  return calls_.found(finding);
}

bool FileResults::add_bad(const BadInput& bad) {
  is_damaged_ = true;
  workload_.add_bad(file_, bad);
  if (workload_.request().is_strict) workload_.end();
  return !workload_.request().is_strict;
}

void FileResults::add_skipped(std::string_view reason) {
  is_skipped_ = true;
  if (std::find(skipped_.begin(), skipped_.end(), reason) != skipped_.end()) return;
  skipped_.emplace_back(reason);
  workload_.add_skipped(file_, reason);
}

void FileResults::add_record(std::uint64_t number) { add_records(1, number); }

void FileResults::add_records(std::uint64_t count, std::uint64_t last_record) {
  records_ += count;
  last_record_ = last_record;
  workload_.progress().records.fetch_add(count, std::memory_order_relaxed);
}

void FileResults::add_time(Instant time, Place place) { newest_.add({to_time(time), place}); }

bool FileResults::add_tuple(std::string_view tuple, Place) { return calls_.tuple(tuple); }

void FileResults::finish() {
  workload_.add_newest(newest_);
  const bool is_log = !is_skipped_ || is_damaged_ || records_ > 0;
  workload_.finish_file(file_, records_, is_log, {last_record_, newest_.latest().value_or(0)});
  calls_.finished(file_);
}

bool HeldResults::add_finding(const Finding& finding, bool has_cut_keys) {
  bytes_ += sizeof(HeldFinding) + finding.event.size() + finding.message.size() + finding.fields.size();
  held_.emplace_back(HeldFinding{finding, has_cut_keys});
  return true;
}

bool HeldResults::add_bad(const BadInput& bad) {
  bytes_ += sizeof(HeldFinding) + bad.reason.size();
  held_.emplace_back(bad);
  return true;
}

void HeldResults::add_time(Instant time, Place place) { newest_.add({to_time(time), place}); }

bool HeldResults::add_tuple(std::string_view tuple, Place place) {
  bytes_ += sizeof(HeldTuple) + tuple.size();
  held_.emplace_back(HeldTuple{std::string(tuple), place});
  return true;
}

bool HeldResults::pour_into(FileResults& results, std::uint64_t before) {
  if (records_ > 0) results.add_records(std::exchange(records_, 0), before + last_record_);
  results.add_newest(newest_, before);
  for (const Index rule : std::exchange(without_key_, {})) results.add_without_key(rule);
  for (; untimed_ > 0; --untimed_) results.add_untimed();
  for (; late_ > 0; --late_) results.add_late();
  bool is_wanted = true;
  for (auto& held : held_) {
    if (auto* found = std::get_if<HeldFinding>(&held)) {
      found->finding.place.record += before;
      is_wanted = results.add_finding(found->finding, found->has_cut_keys);
    } else if (auto* tuple = std::get_if<HeldTuple>(&held)) {
      tuple->place.record += before;
      set_place(tuple->bytes, tuple->place.file, tuple->place.record);
      is_wanted = results.add_tuple(tuple->bytes, tuple->place);
    } else if (auto* bad = std::get_if<BadInput>(&held)) {
      if (bad->record > 0) bad->record += before;
      is_wanted = results.add_bad(*bad);
    } else {
      results.add_skipped(std::get<std::string>(held));
    }
    if (!is_wanted) break;
  }
  held_.clear();
  bytes_ = 0;
  newest_ = {};
  return is_wanted;
}

}  // namespace spoor
