#include "runtime/scan/finding_maker.h"

#include "lang/values/number.h"
#include "runtime/scan/message.h"

namespace spoor {

FindingMaker::FindingMaker(std::shared_ptr<const PreparedProgram> prepared, const Mask* mask)
    : program_(prepared->program()), matcher_(std::move(prepared)), shown_(mask) {
  for (Index i = 0; i < program_.outputs.size(); ++i) {
    switch (program_.outputs[i].role) {
      case OutputRole::time: time_ = i; break;
      case OutputRole::id: id_ = i; break;
      case OutputRole::account: account_ = i; break;
      case OutputRole::column: columns_.push_back(i); break;
      case OutputRole::message:
      case OutputRole::field:
      case OutputRole::key:
      case OutputRole::optional_key:
      case OutputRole::value: has_rule_outputs_ = true; break;
    }
  }
}

FindingMaker::RecordTime FindingMaker::time() {
  std::string text = first_string(time_);
  return {read_instant(text), std::move(text)};
}

std::string FindingMaker::first_string(Index output) {
  const auto values = matcher_.output(output);
  return values.empty() ? std::string() : to_text(values[0]);
}

// What findings of all rules say of the record. Afterwards the matcher may stand on its masked copy.
Finding FindingMaker::begin(const LogRecord& record, std::uint32_t file, RecordTime time,
                            std::span<const Index> rules) {
  keys_.clear();  // of the record as it stands: secrets that differ are different keys
  for (const Index rule : rules) keys_.push_back(dedup_keys(program_.rules[rule], program_, matcher_));
  Finding made;
  made.time = time.instant;
  made.time_text = std::move(time.text);
  made.account = account();
  made.event_id = id();
  made.place = {file, record.number};
  made.event = record.tokens.text();
  if (columns_.empty() && !has_rule_outputs_) return made;
  is_readable_ = shown_.show(made.event, matcher_);
  for (const Index column : columns_) {
    made.columns.push_back(is_readable_ ? joined(matcher_.output(column)) : std::string());
  }
  return made;
}

void FindingMaker::complete(Finding& finding, Index rule, std::vector<std::string> keys) {
  finding.rule = rule;
  finding.keys = std::move(keys);
  if (!has_rule_outputs_) return;
  const RuleRow& row = program_.rules[rule];
  finding.message = is_readable_ ? message_of(row, program_, matcher_) : "";
  finding.fields = is_readable_ ? fields_of(row, program_, matcher_) : "";
  finding.group = is_readable_ && !finding.keys.empty() ? group_of(row, program_, matcher_) : "";
}

}  // namespace spoor
