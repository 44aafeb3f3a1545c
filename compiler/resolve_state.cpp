#include "compiler/resolve_state.h"

#include <fmt/format.h>

#include "compiler/rule_resolver.h"
#include "compiler/state_numbers.h"

namespace spoor {

namespace {

class StateResolver {
 public:
  StateResolver(const LoadedPack::ClausesRef& place, const std::vector<NodeId>& every, Closer& closer,
                ResolvedRules& others, closed::Rule& made)
      : place_(place),
        clause_(*place.clauses->state),
        every_(every),
        closer_(closer),
        others_(others),
        made_(made),
        scope_(scope_of(place)) {}

  bool run() {
    made_.state = closed::State{clause_.kind, close_keys(clause_.keys, closer_, scope_), {}, {}, {}};
    for (const ExprId value : clause_.values) {
      made_.state->values.push_back({OutputRole::value, "", closer_.close_whole(value, scope_)});
    }
    made_.state->numbers = state_numbers(clause_, *place_.tree, closer_, scope_);
    if (clause_.kind == StateKind::first && clause_.keys.empty()) report_no_keys();
    if (clause_.steps.empty()) {
      add_step({}, std::nullopt);
      if (clause_.condition) add_step({}, closer_.close_whole(*clause_.condition, scope_));
      return true;
    }
    return check_steps() && add_steps();
  }

 private:
  void report(DiagnosticKind kind, Span span, std::string message, std::string help, std::vector<Label> labels = {}) {
    spoor::report(closer_.diagnostics(), kind, span, std::move(message), std::move(help), std::move(labels));
  }

  void report_no_keys() {
    report(DiagnosticKind::bad_keys, clause_.kind_span, "`first` needs `by`: in whose history is a value the first one",
           "write `by actor`, or `by recipientAccountId` for the history of a whole account");
  }

  bool check_steps() {
    bool is_sound = true;
    const auto fail = [&](Span span, std::string message, std::string help, std::vector<Label> labels = {}) {
      report(DiagnosticKind::bad_step, span, std::move(message), std::move(help), std::move(labels));
      is_sound = false;
    };
    const std::vector<ast::Step>& steps = clause_.steps;
    if (steps.size() + (clause_.until ? 1 : 0) > kMaxSteps) {
      fail(clause_.kind_span, fmt::format("a rule has at most {} steps, found {}", kMaxSteps, steps.size()),
           "write it as several rules, and let one take the findings of another: `name: rule other`");
    }
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const ast::Step& step = steps[i];
      for (std::size_t j = 0; j < i; ++j) {
        if (steps[j].name == step.name) {
          fail(step.name_span, fmt::format("step `{}` is defined twice", step.name), "rename one of them",
               {{steps[j].name_span, "the first one"}});
          break;
        }
      }
      if (!step.is_negated) continue;
      if (clause_.kind == StateKind::together) {
        fail(step.name_span, "`together` takes no `not`: its steps come in any order, so there is no between",
             "write it with `sequence`, or end it with `until`");
      } else if (i == 0) {
        fail(step.name_span, "the first step is a `not`, and there is nothing yet that it could follow",
             "begin with what happens; what must not have happened before is no step");
      } else if (step.repeat > 1) {
        fail(step.name_span, "a `not` is not repeated: one such record is enough", "leave `x N` out");
      }
    }
    return check_key_counts() && is_sound;
  }

  // Records join if their keys are equal, so each step has as many.
  bool check_key_counts() {
    const ast::Step* first_own = nullptr;
    bool is_sound = true;
    std::size_t wanted = clause_.keys.size();
    for (const ast::Step& step : clause_.steps) {
      if (step.keys.empty()) continue;
      if (first_own == nullptr) first_own = &step;
      if (clause_.keys.empty()) wanted = first_own->keys.size();
      if (step.keys.size() == wanted) continue;
      report_count(step.name_span, step.name, step.keys.size(), wanted);
      is_sound = false;
    }
    if (first_own == nullptr || !clause_.keys.empty()) return is_sound;
    for (const ast::Step& step : clause_.steps) {
      if (!step.keys.empty()) continue;
      report_count(step.name_span, step.name, 0, wanted);
      is_sound = false;
    }
    if (clause_.until) {
      report(DiagnosticKind::bad_keys, clause_.kind_span,
             "`until` goes by the keys of the rule, and the rule has none of its own",
             fmt::format("write `by` behind `{}`; a step with other keys keeps its own", spelling(clause_.kind)));
      is_sound = false;
    }
    return is_sound;
  }

  void report_count(Span span, std::string_view step, std::size_t found, std::size_t wanted) {
    report(DiagnosticKind::bad_keys, span,
           fmt::format("step `{}` has {} key{}, the others have {}", step, found, found == 1 ? "" : "s", wanted),
           "steps join where their keys are equal, one by one: write as many behind each `by`");
  }

  // The condition is added to the rule, with what every record has to meet; none is left where there is nothing to ask.
  std::optional<std::uint32_t> add_condition(std::optional<NodeId> own, Span span, bool has_to_meet_every) {
    std::vector<NodeId> operands;
    if (has_to_meet_every) operands = every_;
    if (own) operands.push_back(*own);
    if (operands.empty()) return std::nullopt;
    const NodeId condition =
        operands.size() == 1 ? operands[0] : closer_.add_made(closed::And{std::move(operands)}, span);
    made_.conditions.push_back(condition);
    return static_cast<std::uint32_t>(made_.conditions.size() - 1);
  }

  void add_step(std::string name, std::optional<NodeId> own) {
    closed::Step step;
    step.name = std::move(name);
    step.condition = add_condition(own, own ? closer_.tree()[*own].span : clause_.kind_span, true);
    made_.state->steps.push_back(std::move(step));
  }

  bool add_steps() {
    for (const ast::Step& step : clause_.steps) {
      closed::Step made;
      made.name = step.name;
      made.role = step.is_negated ? StepRole::absent : StepRole::taken;
      made.repeat = step.repeat;
      made.keys = close_keys(step.keys, closer_, scope_);
      std::optional<NodeId> own;
      if (step.condition) {
        own = closer_.close_whole(*step.condition, scope_);
      } else {
        const auto taken = others_.take(*place_.pack, step.rule, step.rule_span);
        if (!taken) return false;
        own = taken->condition;
        made.rule = taken->rule;
        if (!own && !made.rule) return false;
      }
      made.condition = add_condition(own, step.span, true);
      made_.state->steps.push_back(std::move(made));
    }
    if (clause_.until) {
      closed::Step until;
      until.role = StepRole::until;
      const NodeId own = closer_.close_whole(*clause_.until, scope_);
      until.condition = add_condition(own, closer_.tree()[own].span, false);
      made_.state->steps.push_back(std::move(until));
    }
    return true;
  }

  const LoadedPack::ClausesRef& place_;
  const ast::State& clause_;
  const std::vector<NodeId>& every_;
  Closer& closer_;
  ResolvedRules& others_;
  closed::Rule& made_;
  Scope scope_;
};

}  // namespace

bool resolve_state(const LoadedPack::ClausesRef& place, const std::vector<NodeId>& every, Closer& closer,
                   ResolvedRules& others, closed::Rule& made) {
  return StateResolver(place, every, closer, others, made).run();
}

}  // namespace spoor
