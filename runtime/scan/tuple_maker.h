#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/log/reader.h"
#include "runtime/match/matcher.h"
#include "runtime/scan/finding.h"
#include "runtime/scan/shown_record.h"
#include "runtime/scan/state_plan.h"
#include "runtime/scan/tuple_outputs.h"
#include "runtime/state/tuple.h"

namespace spoor {

// What of their records tuples hold for the findings that may be made of them.
struct TupleTexts {
  bool are_deferred = false;  // nothing, if their rule stands alone: see FiringTexts
  bool have_events = false;   // also the record itself
};

// Makes tuples of a record that meets steps of rules with memory. One for each thread; reuses its memory.
class TupleMaker {
 public:
  // All outlive it.
  TupleMaker(const StatePlan& plan, const Program& program, Matcher& matcher, const Mask* mask, TupleTexts texts);

  // What the matcher, which stands on it, and its reader know of a record.
  struct Record {
    RecordTokens tokens;
    Place place;
    Time time = 0;
    std::string_view id, account;
  };
  using Take = std::function<bool(std::string_view tuple)>;

  // Calls take(tuple) for each, until it returns false, which is returned. `conditions`: those of rules with memory
  // that hold, ascending. REQUIRES: the matcher stands on the record; it does again afterwards.
  bool make(const Record& record, std::span<const Index> conditions, const Take& take);

  // Of the last record: the rules it could not be a step of, since a key had no value; whether it had more combinations
  // of keys than are looked at, those of `dedup` among them.
  std::span<const Index> rules_without_key() const { return without_key_; }
  bool has_cut_keys() const { return has_cut_keys_; }

 private:
  // A key, and the steps for which the record has it.
  struct KeySteps {
    std::string key;
    StepSet steps = 0;
    Index first_key = 0;  // outputs that it was read from
  };
  struct Draft {
    Index rule = 0;
    std::vector<KeySteps> keys;
    std::string values;
    std::vector<std::string> dedup_keys;
    std::vector<Draft> forwarded;  // to rules that take a finding that stands at the record
  };

  bool is_bare(Index rule) const { return texts_of_.are_deferred && plan_.stands_alone(rule); }
  bool has_to_show(const Record& record) const;
  void draft(Index rule, StepSet steps);
  void add_keys(const StateRow& state, Index first_key, StepSet steps, Draft& draft);
  bool add_values(const StateRow& state, Draft& draft);
  bool may_fire(Index rule, StepSet steps) const { return (steps & plan_.firing_steps(rule)) != 0; }
  bool may_fire(const Draft& draft) const;
  void note_cut_dedup_keys(const Draft& draft);
  void add_what_findings_need(Draft& draft);
  void append_tuple_of(const Record& record, const Draft& draft, const KeySteps& key, bool has_event, std::string& out);
  void append_outputs_of(const Record& record, const Draft& draft, StepSet steps, std::string& out);
  void add_finding_texts(const RuleRow& row, const Draft& draft);
  std::string_view text_of(Index output);
  const std::vector<std::string>& columns();
  std::vector<std::string> forwarded_of(const Record& record, const Draft& draft);
  bool holds(Index condition) const;

  const StatePlan& plan_;
  const Program& program_;
  Matcher& matcher_;
  ShownRecord shown_;
  std::unique_ptr<OwnedRecord> own_;  // the record as it stands, where the matcher is put back on it
  const TupleTexts texts_of_;

  std::span<const Index> conditions_;  // that hold for the record
  std::vector<Draft> drafts_;          // made from the record as it stands, before it is shown
  std::vector<Index> without_key_;
  bool has_cut_keys_ = false, is_readable_ = true;
  UnsignedWide identity_ = 0;
  std::uint64_t text_hash_ = 0;
  std::vector<std::string> columns_;  // texts, once a tuple needed them
  bool has_columns_ = false;
  std::string bytes_;  // of a tuple

  // What is made for one tuple.
  TupleOutputs outputs_;
  Arena texts_;  // that they view
  std::string text_;
};

}  // namespace spoor
