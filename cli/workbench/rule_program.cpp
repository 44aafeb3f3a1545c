#include "cli/workbench/rule_program.h"

#include <algorithm>
#include <map>
#include <utility>

#include "compiler/emit.h"
#include "compiler/plan.h"

namespace spoor {

namespace {

// The rule and, before it, those that it takes findings of, which name each other by their new places.
class Chosen {
 public:
  explicit Chosen(const ClosedTree& tree) : tree_(tree) {}

  std::uint32_t add(std::uint32_t rule) {
    if (const auto known = places_.find(rule); known != places_.end()) return known->second;
    closed::Rule made = tree_.rules[rule];
    if (made.state) {
      for (closed::Step& step : made.state->steps) {
        if (step.rule) step.rule = add(*step.rule);
      }
    }
    rules_.push_back(std::move(made));
    return places_[rule] = static_cast<std::uint32_t>(rules_.size() - 1);
  }

  // A rule that nobody sees, with this one condition.
  closed::Rule& add_question(NodeId condition) {
    closed::Rule made{"", {}, {}, {}, {condition}};
    made.is_hidden = true;
    return rules_.emplace_back(std::move(made));
  }

  const std::vector<closed::Rule>& rules() const { return rules_; }

 private:
  const ClosedTree& tree_;
  std::vector<closed::Rule> rules_;
  std::map<std::uint32_t, std::uint32_t> places_;
};

}  // namespace

tl::expected<RuleProgram, std::string> make_rule_program(const ClosedTree& tree, std::size_t rule,
                                                         const std::vector<NodeId>& questions,
                                                         const std::vector<NodeId>& values) {
  Chosen chosen(tree);
  RuleProgram made;
  made.rule = chosen.add(static_cast<std::uint32_t>(rule));
  const std::size_t first_made = chosen.rules().size();
  for (const NodeId question : questions) chosen.add_question(question);
  if (!values.empty()) {
    const std::vector<NodeId>& conditions = tree.rules[rule].conditions;
    closed::Rule& reader = chosen.add_question(conditions.empty() ? questions.at(0) : conditions[0]);
    for (const NodeId value : values) reader.outputs.push_back({OutputRole::field, "value", value});
  }
  Diagnostics diagnostics;
  Plan planned = plan(tree, chosen.rules(), diagnostics);
  if (has_error(diagnostics)) return tl::unexpected(diagnostics[0].message);
  made.table_rows = planned.table_rows;
  Program program = emit(std::move(planned));
  made.first_question = static_cast<Index>(program.conditions.size());
  if (first_made < program.rules.size()) made.first_question = program.rules[first_made].first_condition;
  if (!values.empty()) made.first_value = program.rules.back().first_output;
  auto prepared = PreparedProgram::make(std::move(program), Search::exhaustive);
  if (!prepared) return tl::unexpected(prepared.error());
  made.prepared = std::move(*prepared);
  return made;
}

std::vector<MockRow> mocks_of(const TestCase& test, const std::vector<Index>& whole_rows,
                              const std::vector<Index>& own_rows) {
  std::vector<MockRow> mocks;
  for (const TestCase::Mock& mock : test.mocks) {
    const auto table = std::find(whole_rows.begin(), whole_rows.end(), mock.table) - whole_rows.begin();
    const Index row = own_rows.at(static_cast<std::size_t>(table));
    if (row != kNone) mocks.push_back({row, mock.key, mock.row});
  }
  return mocks;
}

}  // namespace spoor
