#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <utility>

#include "cli/workbench/event_builder.h"
#include "cli/workbench/lint/every_record.h"
#include "cli/workbench/lint/lint_rules.h"
#include "cli/workbench/rule_program.h"
#include "cli/workbench/source_text.h"
#include "compiler/lint/cloudtrail_files.h"
#include "compiler/schema/record_fields.h"
#include "runtime/json/tokens.h"
#include "runtime/match/matcher.h"

// Values of `emit` that the records for which the rule fires do not have.
namespace spoor {

namespace {

bool is_of_emit(const closed::Output& output) {
  return output.role == OutputRole::message || output.role == OutputRole::field;
}

// A path that has no value, or an empty one, in every record for which a condition holds, and what says so.
struct Excluded {
  const std::vector<PathStep>* path;
  NodeId cause;
};

// A path of the record itself; nothing if the value is another one.
const std::vector<PathStep>* path_of(const ClosedTree& tree, NodeId value) {
  const auto* field = tree.get_if<closed::Field>(value);
  return field == nullptr || field->variable || field->steps.empty() ? nullptr : &field->steps;
}

bool is_empty_text(const ClosedTree& tree, NodeId value) {
  const auto* constant = tree.get_if<closed::Constant>(value);
  return constant != nullptr && constant->value == Literal(std::string());
}

// The paths that the condition excludes if it holds, or, else, if it does not.
std::vector<Excluded> excluded_by(const ClosedTree& tree, NodeId node, bool holds) {
  const closed::Node& written = tree[node].node;
  if (const auto* negation = std::get_if<closed::Not>(&written)) return excluded_by(tree, negation->operand, !holds);
  const auto* junction = std::get_if<closed::And>(&written);
  const auto* either = std::get_if<closed::Or>(&written);
  std::vector<Excluded> out;
  if (junction != nullptr || either != nullptr) {
    const bool is_every = (junction != nullptr) == holds;
    bool is_first = true;
    for (const NodeId operand : junction != nullptr ? junction->operands : either->operands) {
      std::vector<Excluded> own = excluded_by(tree, operand, holds);
      if (is_every || std::exchange(is_first, false)) {
        out.insert(out.end(), own.begin(), own.end());
        continue;
      }
      std::erase_if(out, [&](Excluded& known) {
        known.cause = node;
        return std::none_of(own.begin(), own.end(), [&](const Excluded& other) { return *other.path == *known.path; });
      });
    }
  } else if (const auto* exists = std::get_if<closed::Exists>(&written); exists != nullptr && !holds) {
    if (const auto* path = path_of(tree, exists->value)) out.push_back({path, node});
  } else if (const auto* test = std::get_if<closed::Test>(&written); test != nullptr) {
    const auto* path = path_of(tree, test->left);
    const bool is_equal = test->op == (holds ? Operator::equal : Operator::not_equal);
    if (is_equal && path != nullptr && is_empty_text(tree, test->right)) out.push_back({path, node});
  }
  return out;
}

bool is_below(const std::vector<PathStep>& path, const std::vector<PathStep>& above) {
  return path.size() >= above.size() && std::equal(above.begin(), above.end(), path.begin());
}

// What of the condition says that the value is missing.
std::optional<NodeId> cause_of(const ClosedTree& tree, NodeId value, const std::vector<Excluded>& excluded) {
  const auto* read = tree.get_if<closed::Field>(value);
  if (read == nullptr || read->variable) return std::nullopt;
  const auto found = std::find_if(excluded.begin(), excluded.end(),
                                  [&](const Excluded& known) { return is_below(read->steps, *known.path); });
  return found == excluded.end() ? std::nullopt : std::optional(found->cause);
}

// Whether it says something of a value that the record does not have it: a test's record need not be whole. One that
// has what each of CloudTrail has tells of every value; another one of a path whose beginning it has, or that no record
// of CloudTrail has.
bool tells_of(const nlohmann::json& record, const ClosedTree& tree, NodeId value) {
  const bool is_whole = std::all_of(kOfEveryRecord.begin(), kOfEveryRecord.end(),
                                    [&](std::string_view name) { return record.contains(std::string(name)); });
  const auto* path = path_of(tree, value);
  if (is_whole || path == nullptr) return is_whole;
  const std::string_view head = (*path)[0].key;
  return record.contains(std::string(head)) || record_field({&head, 1}).fit != FieldAnswer::Fit::has;
}

class Templates {
 public:
  Templates(const LintSubject& subject, Diagnostics& out) : subject_(subject), tree_(subject.tree()), out_(out) {
    for (const TestCase& test : subject.rules.compiled.tests) {
      if (test.fires) tests_[test.rule].push_back(&test);
    }
  }

  void look_at(std::size_t number) {
    const closed::Rule& rule = tree_.rules[number];
    std::vector<std::size_t> open;  // outputs of which nothing is known yet
    for (std::size_t i = 0; i < rule.outputs.size(); ++i) {
      const closed::Output& output = rule.outputs[i];
      if (!is_of_emit(output) || tree_.get_if<closed::Constant>(output.value) != nullptr) continue;
      if (!subject_.is_of_files(subject_.place(output.value))) continue;
      if (const auto cause = cause_of(tree_, output.value, excluded_for(rule, output)))
        report_excluded(output, *cause);
      else
        open.push_back(i);
    }
    const auto tests = tests_.find(rule.name);
    if (!open.empty() && tests != tests_.end()) look_at_tests(number, open, tests->second);
  }

 private:
  // What no record has that the output is read from.
  std::vector<Excluded> excluded_for(const closed::Rule& rule, const closed::Output& output) const {
    std::optional<std::uint32_t> condition;
    if (rule.state && output.step)
      condition = rule.state->steps[*output.step].condition;
    else if (rule.conditions.size() == 1)
      condition = 0;
    if (condition) return excluded_by(tree_, rule.conditions[*condition], true);
    return rule.where && !has_until(rule) ? excluded_by(tree_, *rule.where, true) : std::vector<Excluded>();
  }

  // A record that ends a rule's wait need not be what `where` asks for.
  static bool has_until(const closed::Rule& rule) {
    return rule.state && std::any_of(rule.state->steps.begin(), rule.state->steps.end(),
                                     [](const closed::Step& step) { return step.role == StepRole::until; });
  }

  void report_excluded(const closed::Output& output, NodeId condition) {
    const Span place = subject_.place(output.value), cause = subject_.place(condition);
    report(out_, DiagnosticKind::template_missing, place,
           fmt::format("`{}` never has a value where the rule fires", one_line(subject_.sources().text(place))),
           "read what these records have, or leave it out", {{cause, "this asks that it has none"}});
  }

  // A record of a rule with memory may be the one that a finding stands at whatever steps it meets.
  static bool may_be_read(const closed::Rule& rule, const closed::Output& output, const std::vector<char>& holds) {
    if (!rule.state) return !holds.empty() && holds[0] != 0;
    if (!output.step) return true;
    const auto condition = rule.state->steps[*output.step].condition;
    return !condition || holds[*condition] != 0;
  }

  void look_at_tests(std::size_t number, std::vector<std::size_t> open, const std::vector<const TestCase*>& tests) {
    const closed::Rule& rule = tree_.rules[number];
    const auto program = make_rule_program(tree_, number, {});
    if (!program) return;
    const RuleRow& row = program->program().rules[program->rule];
    Matcher matcher(program->prepared);
    const bool is_of_cloudtrail = !rule.conditions.empty() && cloudtrail_.contains(tree_[rule.conditions[0]]);
    std::vector<bool> was_read(rule.outputs.size());
    for (const TestCase* test : tests) {
      const auto records = build_events(*test, program->program());
      if (!records) return;
      matcher.set_mocks(mocks_of(*test, subject_.rules.compiled.table_rows, program->table_rows));
      for (const std::string& text : *records) {
        if (open.empty()) return;
        const auto record = OwnedRecord::read(text);
        if (record == nullptr) continue;
        const auto members = nlohmann::json::parse(text, nullptr, false);
        std::vector<char> holds(row.condition_count);
        const auto matched = matcher.match(record->record());
        for (const Index condition : matched) {
          if (condition >= row.first_condition && condition - row.first_condition < holds.size()) {
            holds[condition - row.first_condition] = 1;
          }
        }
        std::erase_if(open, [&](std::size_t i) {
          if (!may_be_read(rule, rule.outputs[i], holds)) return false;
          if (!is_of_cloudtrail || tells_of(members, tree_, rule.outputs[i].value)) was_read[i] = true;
          return !matcher.output(row.first_output + static_cast<Index>(i)).empty();
        });
      }
    }
    for (const std::size_t i : open) {
      if (was_read[i]) report_missing(rule.outputs[i]);
    }
  }

  void report_missing(const closed::Output& output) {
    const Span place = subject_.place(output.value);
    report(out_, DiagnosticKind::template_missing, place,
           fmt::format("`{}` has no value in any record for which the tests fire",
                       one_line(subject_.sources().text(place))),
           "mend the path, or give the records of the tests what real ones have");
  }

  const LintSubject& subject_;
  const ClosedTree& tree_;
  Diagnostics& out_;
  CloudTrailFiles cloudtrail_{subject_};
  std::map<std::string_view, std::vector<const TestCase*>> tests_;  // those that fire, by rule
};

}  // namespace

void lint_template_missing(const LintSubject& subject, Diagnostics& out) {
  if (!subject.settings.asks(DiagnosticKind::template_missing)) return;
  Templates templates(subject, out);
  for (std::size_t rule = 0; rule < subject.tree().rules.size(); ++rule) {
    if (!subject.tree().rules[rule].is_hidden) templates.look_at(rule);
  }
}

}  // namespace spoor
