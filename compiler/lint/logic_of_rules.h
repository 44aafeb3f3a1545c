#pragma once

#include <set>
#include <string>
#include <vector>

#include "compiler/lint/lint.h"
#include "compiler/lint/written_operands.h"
#include "compiler/logic/logic.h"

namespace spoor {

// What the lints of the family `logic` share that reason about rules.
struct LogicOfRules {
  LogicOfRules(const LintSubject& given, Diagnostics& findings) : subject(given), out(findings), written(given) {}

  const LintSubject& subject;
  Diagnostics& out;
  Logic logic{SiteValues::may_change};
  WrittenOperands written;

  ConditionId intern(NodeId node) { return logic.intern(subject.tree(), node); }
  // True of rules of which files have a part.
  bool is_of_files(const closed::Rule& rule) const;
};

// What a record must meet to be anything to a rule, exceptions aside: `where`, with what a step asks.
struct RecordCondition {
  ConditionId condition;
  std::vector<NodeId> parts;  // it is the conjunction of these
};
// Nothing if a step takes what other rules find, or an error took a part away.
std::vector<RecordCondition> record_conditions(LogicOfRules& rules, const closed::Rule& rule);

// How a claim holds: of every record, or of those in which fields of the schema have one value.
enum class Certainty : std::uint8_t { none, of_one_value, of_every_record };

// Whether premises imply a conclusion. `of_cloudtrail`: fields of the schema may be taken as having one value.
Certainty implied(Logic& logic, ConditionId premise, ConditionId conclusion, bool of_cloudtrail);
Certainty impossible(Logic& logic, ConditionId condition, bool of_cloudtrail);

// A field of which several of the nodes ask, as it must have one value for them to be in each other's way: for
// messages, empty if there is none.
std::string common_field(const ClosedTree& tree, const std::vector<NodeId>& nodes);
// `, as a record has one `eventName``; empty where it holds of every record.
std::string because(Certainty certainty, const ClosedTree& tree, const std::vector<NodeId>& nodes);

void lint_conditions(LogicOfRules& rules);
void lint_exceptions(LogicOfRules& rules);
void lint_compared_rules(LogicOfRules& rules);
void lint_negations(LogicOfRules& rules);

}  // namespace spoor
