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

namespace spoor {

// Finds the rules that hold for a record, and makes their findings. One for each thread; reuses its memory.
class FindingMaker {
 public:
  // `mask` outlives the maker: findings are read from the record without its secrets. Null: with them.
  FindingMaker(std::shared_ptr<const PreparedProgram> prepared, const Mask* mask);

  // The rules that hold for the record, ascending. Valid until the next call of match() or for_each_finding().
  std::span<const Index> match(const RecordTokens& record) { return matcher_.match(record); }

  // The time of the record that match() saw last.
  struct RecordTime {
    std::optional<Instant> instant;
    std::string text;  // as the record has it
  };
  RecordTime time();

  // Calls take(finding, has_cut_keys) for each of `rules`, until one returns false, which is returned. `has_cut_keys`:
  // see KeyValues::is_cut. REQUIRES: match(record) was the last call of match(), and time() is of then; `rules` are
  // some that it found, ascending, and not its own span.
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
  bool hide_secrets(std::string_view event);

  const Program& program_;
  Matcher matcher_;
  const Mask* mask_;
  Index time_ = 0, id_ = 0, account_ = 0;  // outputs
  std::vector<Index> columns_;             // outputs
  bool has_rule_outputs_ = false;

  std::unique_ptr<OwnedRecord> masked_;  // which the matcher saw last, if there were secrets
  bool is_readable_ = true;              // there is such a record
  std::vector<KeyValues> keys_;          // of each rule whose finding is made
};

}  // namespace spoor
