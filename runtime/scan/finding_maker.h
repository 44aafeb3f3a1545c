#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "runtime/json/mask.h"
#include "runtime/log/reader.h"
#include "runtime/match/matcher.h"
#include "runtime/scan/dedup_keys.h"
#include "runtime/scan/finding.h"
#include "runtime/scan/shown_record.h"

namespace spoor {

// Finds the conditions that hold for a record, and makes the findings of rules without memory. One for each thread;
// reuses its memory.
class FindingMaker {
 public:
  // `mask` outlives the maker: findings are read from the record without its secrets. Null: with them.
  FindingMaker(std::shared_ptr<const PreparedProgram> prepared, const Mask* mask);

  // The conditions that hold for the record, ascending. Valid until the next call of match() or for_each_finding().
  std::span<const Index> match(const RecordTokens& record) { return matcher_.match(record); }

  // Of the record that match() saw last; empty: it has none.
  std::string id() { return first_string(id_); }
  std::string account() { return first_string(account_); }
  Matcher& matcher() { return matcher_; }

  // The time of the record that match() saw last.
  struct RecordTime {
    std::optional<Instant> instant;
    std::string text;  // as the record has it
  };
  RecordTime time();

  // Calls take(finding, has_cut_keys) for each of `rules`, until one returns false, which is returned. `has_cut_keys`:
  // see KeyValues::is_cut. REQUIRES: match(record) was the last call of match(), and time() is of then; `rules` are
  // rules without memory whose conditions it found, ascending.
  template <typename Take>
  bool for_each_finding(const LogRecord& record, std::uint32_t file, RecordTime time, std::span<const Index> rules,
                        Take take) {
    if (rules.empty()) return true;
    Finding made = begin(record, file, std::move(time), rules);
    for (std::size_t i = 0; i < rules.size(); ++i) {
      complete(made, rules[i], std::move(keys_[i].keys));
      if (!take(std::as_const(made), keys_[i].is_cut)) return false;
    }
    return true;
  }

 private:
  std::string first_string(Index output);
  Finding begin(const LogRecord& record, std::uint32_t file, RecordTime time, std::span<const Index> rules);
  void complete(Finding& finding, Index rule, std::vector<std::string> keys);

  const Program& program_;
  Matcher matcher_;
  ShownRecord shown_;
  Index time_ = 0, id_ = 0, account_ = 0;  // outputs
  std::vector<Index> columns_;             // outputs
  bool has_rule_outputs_ = false;

  bool is_readable_ = true;      // there is such a record
  std::vector<KeyValues> keys_;  // of each rule whose finding is made
};

}  // namespace spoor
