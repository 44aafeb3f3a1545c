#include "cli/workbench/fired_records.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "cli/workbench/shown_findings.h"
#include "runtime/scan/dedup_keys.h"

namespace spoor {

FiredRecords::FiredRecords(const Program& program, Matcher& matcher)
    : program_(program), matcher_(matcher), form_(program) {
  for (Index i = 0; i < program.outputs.size(); ++i) {
    const OutputRole role = program.outputs[i].role;
    if (role == OutputRole::time || role == OutputRole::id || role == OutputRole::account) {
      identity_outputs_.push_back(i);
    }
  }
}

void FiredRecords::begin(Index rule) {
  rule_ = rule;
  identities_.clear();
  findings_.clear();
}

void FiredRecords::add(const std::string& event) {
  identities_.push_back(identity());
  if (program_.rules[rule_].key_count == 0) return;
  findings_.push_back(finding(event));
}

tl::expected<std::uint64_t, std::string> FiredRecords::count(const std::vector<char>& holds) const {
  std::set<std::string_view> known;
  std::vector<const Finding*> found;
  for (std::size_t i = 0; i < holds.size(); ++i) {
    if (holds[i] == 0 || !known.insert(identities_[i]).second) continue;
    if (!findings_.empty()) found.push_back(&findings_[i]);
  }
  return findings_.empty() ? known.size() : count_shown(program_, form_, rule_, found);
}

std::string FiredRecords::first_text(OutputRole role) {
  const auto output = std::find_if(identity_outputs_.begin(), identity_outputs_.end(),
                                   [&](Index i) { return program_.outputs[i].role == role; });
  const auto values = output == identity_outputs_.end() ? std::span<const Value>() : matcher_.output(*output);
  return values.empty() ? std::string() : to_text(values[0]);
}

std::string FiredRecords::identity() {
  std::string out;
  for (const Index output : identity_outputs_) {
    for (const Value& value : matcher_.output(output)) out += to_text(value);
    out += '\0';
  }
  return out;
}

// What decides on the finding of the record that was seen last.
Finding FiredRecords::finding(const std::string& event) {
  Finding made;
  made.rule = rule_;
  made.time_text = first_text(OutputRole::time);
  made.time = read_instant(made.time_text);
  made.account = first_text(OutputRole::account);
  made.event_id = first_text(OutputRole::id);
  made.place.record = identities_.size();
  made.event = event;
  made.keys = dedup_keys(program_.rules[rule_], program_, matcher_).keys;
  return made;
}

}  // namespace spoor
