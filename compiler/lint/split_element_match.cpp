#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "compiler/children.h"
#include "compiler/lint/lint.h"

// Two tests of parts of an array's elements, joined by `and` outside of a quantifier: each holds if some element meets
// it, and it need not be the same one.
namespace spoor {

namespace {

// Keys that hold arrays in the records of AWS and in policies, whether or not a path says so with `[*]`.
constexpr auto kArrays = std::to_array<std::string_view>(
    {"items", "resources", "Resources", "Statement", "tags", "Tags", "tagSet", "tagList", "Records"});

// A path without marks that change nothing, and where it goes through arrays.
struct Path {
  std::vector<std::string> steps;   // the head first
  std::vector<std::size_t> arrays;  // how many steps lead to an array; not all of them
};

class Paths {
 public:
  explicit Paths(const ClosedTree& tree) : tree_(tree) {}

  // Of the value that a test reads; without arrays if it reads something else.
  Path of(NodeId id) const {
    Path path;
    if (const auto* field = tree_.get_if<closed::Field>(id)) {
      if (field->step) return path;
      if (field->variable) path.steps.push_back(fmt::format("{}", tree_.variable(*field->variable)));
      if (field->variable) variable_of(path, *field->variable);
      add_steps(field->steps, path);
    } else if (const auto* call = tree_.get_if<closed::Call>(id)) {
      if (call->steps.empty() && call->args.size() == 1) return of(call->args[0]);
      closed::Call head = *call;
      path.steps.push_back(head_text(head));
      add_steps(call->steps, path);
    }
    return path;
  }

 private:
  // Two variables may have one name.
  static void variable_of(Path& path, VariableId variable) {
    path.steps.back() += fmt::format("\n{}", static_cast<std::uint32_t>(variable));
  }

  std::string head_text(const closed::Call& call) const {
    std::string text;
    for (const NodeId argument : call.args) text += (text.empty() ? "" : ", ") + to_text(tree_, argument);
    const FunctionInfo& function = info(call.function);
    const std::string part = function.part.empty() ? "" : fmt::format(".{}", function.part);
    return fmt::format("{}({}){}", function.name, text, part);
  }

  // An index picks one element, so that what follows is of that one.
  static void add_steps(const std::vector<PathStep>& steps, Path& path) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      switch (steps[i].kind) {
        case PathStep::Kind::each: add_array(path); break;
        case PathStep::Kind::index:
          if (!path.arrays.empty() && path.arrays.back() == path.steps.size()) path.arrays.pop_back();
          path.steps.push_back(fmt::format("[{}]", steps[i].index));
          break;
        case PathStep::Kind::key:
          path.steps.push_back(steps[i].key);
          if (std::find(kArrays.begin(), kArrays.end(), steps[i].key) != kArrays.end()) add_array(path);
          break;
      }
    }
    if (!path.arrays.empty() && path.arrays.back() == path.steps.size()) path.arrays.pop_back();
  }

  static void add_array(Path& path) {
    if (path.arrays.empty() || path.arrays.back() != path.steps.size()) path.arrays.push_back(path.steps.size());
  }

  const ClosedTree& tree_;
};

std::string text_of(const std::vector<std::string>& steps) {
  std::string text;
  for (const std::string& step : steps) {
    const bool is_index = step.starts_with('[');
    text += (text.empty() || is_index ? "" : ".") + step.substr(0, step.find('\n'));
  }
  return text;
}

// The tests of one conjunction.
class Conjunction {
 public:
  Conjunction(const LintSubject& subject, Diagnostics& out) : tree_(subject.tree()), subject_(subject), out_(out) {}

  void add(NodeId id) {
    if (const auto* both = tree_.get_if<closed::And>(id)) {
      for (const NodeId operand : both->operands) add(operand);
    } else if (const auto* test = tree_.get_if<closed::Test>(id)) {
      if (test->is_negated || test->op == Operator::not_equal) return;
      Path path = Paths(tree_).of(test->left);
      for (const std::size_t length : path.arrays) {
        std::vector<std::string> prefix(path.steps.begin(), path.steps.begin() + static_cast<std::ptrdiff_t>(length));
        by_array_[prefix].push_back({id, path.steps});
      }
    }
  }

  // What is said of an inner array is not said again of the one around it.
  void finish() {
    std::set<NodeId> told;
    for (auto array = by_array_.rbegin(); array != by_array_.rend(); ++array) {
      const auto& [prefix, tests] = *array;
      const auto other =
          std::find_if(tests.begin(), tests.end(), [&](const Part& part) { return part.steps != tests[0].steps; });
      if (other == tests.end() || (told.contains(tests[0].test) && told.contains(other->test))) continue;
      for (const Part& part : tests) told.insert(part.test);
      report_split(prefix, tests[0], *other);
    }
  }

 private:
  struct Part {
    NodeId test;
    std::vector<std::string> steps;
  };

  void report_split(const std::vector<std::string>& array, const Part& first, const Part& second) {
    const Span place = subject_.place(second.test), other = subject_.place(first.test);
    std::vector<Label> labels;
    if (other != place) labels.push_back({other, "the other one"});
    const std::string name = text_of(array);
    report(out_, DiagnosticKind::split_element_match, place,
           fmt::format("`{}` and `{}` need not be of one element of `{}`", text_of(first.steps), text_of(second.steps),
                       name),
           fmt::format("write both tests in `any x in {}: (...)`, where `x` is one element", name), std::move(labels));
  }

  const ClosedTree& tree_;
  const LintSubject& subject_;
  Diagnostics& out_;
  std::map<std::vector<std::string>, std::vector<Part>> by_array_;  // longer ones behind their beginnings
};

class Splits {
 public:
  Splits(const LintSubject& subject, Diagnostics& out) : tree_(subject.tree()), subject_(subject), out_(out) {}

  void look_at(NodeId root) {
    std::vector<NodeId> open = {root};
    while (!open.empty()) {
      const NodeId id = open.back();
      open.pop_back();
      if (!seen_.insert(static_cast<std::uint32_t>(id)).second) continue;
      if (const auto* both = tree_.get_if<closed::And>(id)) look_at_and(*both, id);
      for_each_child(tree_[id].node, [&](NodeId child) { open.push_back(child); });
    }
  }

 private:
  void look_at_and(const closed::And& both, NodeId id) {
    if (inner_.contains(static_cast<std::uint32_t>(id))) return;
    Conjunction conjunction(subject_, out_);
    conjunction.add(id);
    conjunction.finish();
    mark_inner(both);
  }

  // An `and` within an `and` was looked at with it.
  void mark_inner(const closed::And& both) {
    for (const NodeId operand : both.operands) {
      const auto* inner = tree_.get_if<closed::And>(operand);
      if (inner == nullptr) continue;
      inner_.insert(static_cast<std::uint32_t>(operand));
      mark_inner(*inner);
    }
  }

  const ClosedTree& tree_;
  const LintSubject& subject_;
  Diagnostics& out_;
  std::unordered_set<std::uint32_t> seen_, inner_;
};

}  // namespace

void lint_split_element_match(const LintSubject& subject, Diagnostics& out) {
  Splits splits(subject, out);
  for (const closed::Rule& rule : subject.tree().rules) {
    for (const NodeId condition : rule.conditions) splits.look_at(condition);
  }
}

}  // namespace spoor
