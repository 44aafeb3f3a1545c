#include "cli/workbench/rule_coverage.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "cli/workbench/event_builder.h"
#include "cli/workbench/fired_records.h"
#include "cli/workbench/memory_test.h"
#include "cli/workbench/rule_program.h"
#include "cli/workbench/shown_findings.h"
#include "cli/workbench/truth_tree.h"

namespace spoor {

namespace {

// A record for which conditions of the rule, bit by bit, come out otherwise if a part is turned around.
struct Change {
  std::size_t record;
  StepSet conditions;
};

std::unordered_set<NodeId> whole_nodes(const std::vector<RulePart>& parts) {
  std::unordered_set<NodeId> nodes;
  for (const RulePart& part : parts) {
    if (part.is_whole) nodes.insert(part.node);
  }
  return nodes;
}

// What is asked of each record: the questions of all conditions, then those for parts within quantifiers.
class Questions {
 public:
  Questions(const ClosedTree& tree, const closed::Rule& rule, const RuleQuestions& asked) {
    const std::unordered_set<NodeId> whole = whole_nodes(asked.parts);
    for (const NodeId condition : rule.conditions) {
      trees.emplace_back(tree, condition, whole);
      for (const NodeId question : trees.back().questions()) add(question);
    }
    for (const auto& turned : asked.turned) {
      if (!turned) continue;
      for (const NodeId question : {turned->turned, turned->held, turned->failed}) add(question);
    }
  }

  std::vector<TruthTree> trees;  // by condition of the rule
  std::vector<NodeId> nodes;

  // REQUIRES: `node` is among the nodes.
  std::size_t number(NodeId node) const { return numbers_.at(node); }

 private:
  void add(NodeId node) {
    if (numbers_.try_emplace(node, nodes.size()).second) nodes.push_back(node);
  }

  std::unordered_map<NodeId, std::size_t> numbers_;
};

class RuleTrial {
 public:
  RuleTrial(const RuleProgram& program, const RuleQuestions& asked, Questions& questions,
            const std::vector<Index>& table_rows)
      : made_(program),
        program_(program.program()),
        asked_(asked),
        questions_(questions),
        table_rows_(table_rows),
        matcher_(program.prepared),
        form_(program_),
        fired_(program_, matcher_),
        memory_(program_, matcher_),
        facts_(asked.parts.size()) {}

  // Says why, if the test cannot be run.
  std::string add(const TestCase& test) {
    const auto records = build_events(test, program_);
    if (!records) return records.error();
    records_ = *records;
    matcher_.set_mocks(mocks_of(test, table_rows_, made_.table_rows));
    holds_.clear();
    changes_.assign(asked_.parts.size(), {});
    outcomes_.clear();
    fired_.begin(made_.rule);
    for (std::size_t i = 0; i < records_.size(); ++i) look_at(i);
    return judge(test);
  }

  std::vector<PartFacts> take() { return std::move(facts_); }

 private:
  void look_at(std::size_t number) {
    const auto record = OwnedRecord::read(records_[number]);
    std::vector<char> answers(questions_.nodes.size());
    if (record != nullptr) {
      for (std::size_t i = 0; i < answers.size(); ++i) {
        const Index condition = made_.first_question + static_cast<Index>(i);
        answers[i] = i == 0 ? matcher_.holds(record->record(), condition) : matcher_.holds(condition);
      }
    }
    for (TruthTree& tree : questions_.trees) {
      std::vector<char> own;
      for (const NodeId question : tree.questions()) own.push_back(answers[questions_.number(question)]);
      tree.evaluate(own);
    }
    if (!has_memory()) {
      holds_.push_back(!questions_.trees.empty() && questions_.trees[0].value());
      fired_.add(records_[number]);
    }
    for (std::size_t i = 0; i < asked_.parts.size(); ++i) look_at_part(i, number, answers);
  }

  void look_at_part(std::size_t i, std::size_t record, const std::vector<char>& answers) {
    const RulePart& part = asked_.parts[i];
    const auto& turned = asked_.turned[i];
    const NodeId decider = turned ? part.quantifiers[0] : part.node;
    StepSet conditions = 0;
    for (std::size_t c = 0; c < questions_.trees.size(); ++c) {
      const TruthTree& tree = questions_.trees[c];
      if (!tree.has(decider)) continue;
      const bool value = tree.value(decider);
      if (!turned) (value ? facts_[i].has_held : facts_[i].has_failed) = true;
      const bool is_changed = !turned || (answers[questions_.number(turned->turned)] != 0) != value;
      if (is_changed && tree.decides(decider)) conditions |= StepSet{1} << c;
    }
    if (turned) {
      facts_[i].has_held |= answers[questions_.number(turned->held)] != 0;
      facts_[i].has_failed |= answers[questions_.number(turned->failed)] != 0;
    }
    if (conditions == 0) return;
    facts_[i].has_decided = true;
    if (!facts_[i].is_covered) changes_[i].push_back({record, conditions});
  }

  bool has_memory() const { return program_.rules[made_.rule].state != kNone; }

  std::string judge(const TestCase& test) {
    const auto before = outcome({});
    if (!before) return before.error();
    for (std::size_t i = 0; i < changes_.size(); ++i) {
      if (changes_[i].empty()) continue;
      const auto after = outcome(changes_[i]);
      if (!after) return after.error();
      facts_[i].is_covered = test.times ? *after != *before : (*after > 0) != (*before > 0);
    }
    return {};
  }

  // How often the rule fires.
  tl::expected<std::uint64_t, std::string> outcome(const std::vector<Change>& changes) {
    if (has_memory()) return outcome_with_memory(changes);
    std::vector<char> holds = holds_;
    for (const Change& change : changes) holds[change.record] = holds[change.record] == 0;
    return fired_.count(holds);
  }

  // Many parts change the same, so that what came of it is remembered.
  tl::expected<std::uint64_t, std::string> outcome_with_memory(const std::vector<Change>& changes) {
    std::vector<StepSet> turned(records_.size());
    for (const Change& change : changes) turned[change.record] |= change.conditions;
    std::string key(reinterpret_cast<const char*>(turned.data()), turned.size() * sizeof(StepSet));
    if (const auto known = outcomes_.find(key); known != outcomes_.end()) return known->second;
    const auto found = memory_.run(made_.rule, records_, turned);
    if (!found) return tl::unexpected(found.error());
    std::vector<const Finding*> findings;
    for (const Finding& finding : *found) findings.push_back(&finding);
    const auto shown = count_shown(program_, form_, made_.rule, findings);
    if (shown) outcomes_.emplace(std::move(key), *shown);
    return shown;
  }

  const RuleProgram& made_;
  const Program& program_;
  const RuleQuestions& asked_;
  Questions& questions_;
  const std::vector<Index>& table_rows_;
  Matcher matcher_;
  FindingBytes form_;
  FiredRecords fired_;
  MemoryTest memory_;
  std::vector<PartFacts> facts_;

  // Of the test under way.
  std::vector<std::string> records_;
  std::vector<char> holds_;                                  // without memory: the condition, by record
  std::vector<std::vector<Change>> changes_;                 // by part
  std::unordered_map<std::string, std::uint64_t> outcomes_;  // by what is turned around
};

}  // namespace

std::vector<PartFacts> facts_of(const ClosedTree& tree, std::size_t rule, const RuleQuestions& asked,
                                const std::vector<const TestCase*>& tests, const std::vector<Index>& table_rows,
                                std::string& problem) {
  if (tests.empty() || asked.parts.empty()) return std::vector<PartFacts>(asked.parts.size());
  Questions questions(tree, tree.rules[rule], asked);
  const auto program = make_rule_program(tree, rule, questions.nodes);
  if (!program) {
    problem = program.error();
    return std::vector<PartFacts>(asked.parts.size());
  }
  RuleTrial trial(*program, asked, questions, table_rows);
  for (const TestCase* test : tests) {
    if (std::string wrong = trial.add(*test); problem.empty()) problem = std::move(wrong);
  }
  return trial.take();
}

}  // namespace spoor
