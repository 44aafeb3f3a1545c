#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include "compiler/lint/lint.h"
#include "compiler/scope.h"

// A site replaces the steps of a rule, and a message of before still names one of the old: it reads a field by that
// name now, which no record has.
namespace spoor {

namespace {

using ClausesRef = LoadedPack::ClausesRef;

const ast::Step* find_step(const ast::State& state, std::string_view name) {
  const auto found =
      std::find_if(state.steps.begin(), state.steps.end(), [&](const ast::Step& step) { return step.name == name; });
  return found == state.steps.end() ? nullptr : &*found;
}

class OldSteps {
 public:
  OldSteps(const LintSubject& subject, const LoadedPack::RuleRef& rule, Diagnostics& out)
      : subject_(subject), rule_(rule), out_(out) {}

  void run() {
    for (const ClausesRef& place : rule_.clauses) {
      if (place.clauses->state) states_.push_back(&place);
      if (place.clauses->emit) emit_ = &place;
    }
    if (states_.size() < 2 || emit_ == nullptr) return;
    const ast::Emit& emit = *emit_->clauses->emit;
    for (const auto& part : emit.message) {
      if (const auto* value = std::get_if<ExprId>(&part)) visit(*value);
    }
    for (const ast::Emit::Field& field : emit.fields) visit(field.value);
  }

 private:
  void visit(ExprId id) {
    const ast::Node& node = (*emit_->tree)[id].node;
    if (const auto* path = std::get_if<ast::Path>(&node)) {
      look(*path);
    } else if (const auto* call = std::get_if<ast::Call>(&node)) {
      for (const ExprId argument : call->args) visit(argument);
    }
  }

  void look(const ast::Path& path) {
    const ast::State& state = *states_.back()->clauses->state;
    if (path.is_quoted || find_step(state, path.head) != nullptr || find_def(*emit_->pack, path.head).found) return;
    const auto old = std::find_if(states_.begin(), states_.end() - 1, [&](const ClausesRef* place) {
      return find_step(*place->clauses->state, path.head) != nullptr;
    });
    if (old == states_.end() - 1 || !told_.insert(path.head).second) return;
    const Span step = find_step(*(*old)->clauses->state, path.head)->name_span;
    const bool is_of_files = subject_.is_of_files(path.head_span);
    std::vector<Label> labels = {{step, "the step that it named"}};
    labels.push_back(is_of_files ? Label{state.kind_span, "these steps run instead"} : Label{path.head_span, "here"});
    report(out_, DiagnosticKind::step_read_as_field, is_of_files ? path.head_span : state.kind_span,
           fmt::format("the message of `{}` reads `{}`, which is no step any more but a field", rule_.rule->name,
                       path.head),
           fmt::format("name a step `{}` here too, or give the rule an `emit` that fits its steps", path.head),
           std::move(labels));
  }

  const LintSubject& subject_;
  const LoadedPack::RuleRef& rule_;
  Diagnostics& out_;
  std::vector<const ClausesRef*> states_;  // the last one counts
  const ClausesRef* emit_ = nullptr;       // the last one
  std::set<std::string_view> told_;
};

}  // namespace

void lint_step_read_as_field(const LintSubject& subject, Diagnostics& out) {
  for (const LoadedPack& pack : subject.rules.trees.packs) {
    for (const LoadedPack::RuleRef& rule : pack.rules) {
      if (rule.clauses.size() > 1) OldSteps(subject, rule, out).run();
    }
  }
}

}  // namespace spoor
