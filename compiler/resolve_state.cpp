#include "compiler/resolve_state.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

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

  void run() {
    made_.state = closed::State{clause_.kind, close_keys(clause_.keys, closer_, scope_), {}, {}, {}, {}};
    for (const ast::Key& value : clause_.values) {
      made_.state->values.push_back({OutputRole::value, value.text, closer_.close_whole(value.value, scope_)});
    }
    made_.state->numbers = state_numbers(clause_, *place_.tree, closer_, scope_);
    if (clause_.kind == StateKind::first && clause_.keys.empty()) report_no_history();
    if (clause_.steps.empty()) {
      add_unnamed(std::nullopt);
      if (clause_.condition) {
        made_.state->share = closer_.close_whole(*clause_.condition, scope_);
        add_unnamed(made_.state->share);
      }
    } else {
      check_step_count();
      check_names();
      check_places_of_nots();
      check_key_counts();
      for (const ast::Step& step : first_steps()) add_step(step);
      if (clause_.until) add_until(*clause_.until);
    }
    check_size();
  }

 private:
  void report(DiagnosticKind kind, Span span, std::string message, std::string help, std::vector<Label> labels = {}) {
    spoor::report(closer_.diagnostics(), kind, span, std::move(message), std::move(help), std::move(labels));
  }

  void report_no_history() {
    report(DiagnosticKind::bad_keys, clause_.kind_span, "`first` needs `by`: in whose history is a value the first one",
           "write `by actor`, or `by recipientAccountId` for the history of a whole account");
  }

  void report_step(Span span, std::string message, std::string help, std::vector<Label> labels = {}) {
    report(DiagnosticKind::bad_step, span, std::move(message), std::move(help), std::move(labels));
  }

  // What is beyond the limit is an error as a whole.
  std::span<const ast::Step> first_steps() const {
    return std::span(clause_.steps).first(std::min<std::size_t>(clause_.steps.size(), kMaxSteps));
  }

  void check_step_count() {
    const std::size_t count = clause_.steps.size() + (clause_.until ? 1 : 0);
    if (count <= kMaxSteps) return;
    report_step(clause_.kind_span,
                fmt::format("`{}` has at most {} steps, `until` among them, found {}", spelling(clause_.kind),
                            kMaxSteps, count),
                "write it as several rules, and let one take the findings of another: `name: rule other`");
  }

  void check_names() {
    const std::span steps = first_steps();
    for (auto step = steps.begin(); step != steps.end(); ++step) {
      const auto same =
          std::find_if(steps.begin(), step, [&](const ast::Step& other) { return other.name == step->name; });
      if (same == step) continue;
      report(DiagnosticKind::duplicate_name, step->name_span, fmt::format("step `{}` is defined twice", step->name),
             "rename one of them", {{same->name_span, "the first one"}});
    }
  }

  void check_places_of_nots() {
    for (const ast::Step& step : clause_.steps) {
      if (!step.is_negated) continue;
      if (clause_.kind == StateKind::together) {
        report_step(step.name_span, "`together` takes no `not`: its steps come in any order, so there is no between",
                    "write it with `sequence`, or end it with `until`");
      } else if (&step == &clause_.steps.front()) {
        report_step(step.name_span, "the first step is a `not`, and there is nothing yet that it could follow",
                    "begin with what happens; what must not have happened before is no step");
      }
      if (step.repeat > 1) {
        report_step(step.name_span, fmt::format("a `not` is met by one record, `x{}` asks for more", step.repeat),
                    fmt::format("leave `x{}` out", step.repeat));
      }
    }
  }

  // Records join if their keys are equal, so each step has as many.
  void check_key_counts() {
    const std::vector<ast::Step>& steps = clause_.steps;
    const auto own = std::find_if(steps.begin(), steps.end(), [](const ast::Step& step) { return !step.keys.empty(); });
    if (own == steps.end()) return;
    const bool has_shared = !clause_.keys.empty();
    const std::size_t wanted = has_shared ? clause_.keys.size() : own->keys.size();
    const Label counted = has_shared ? Label{clause_.kind_span, fmt::format("{} here", count_text(wanted))}
                                     : Label{own->name_span, fmt::format("{} here", count_text(wanted))};
    for (const ast::Step& step : steps) {
      const std::size_t found = step.keys.empty() && has_shared ? wanted : step.keys.size();
      if (found == wanted) continue;
      report(DiagnosticKind::bad_keys, step.name_span,
             fmt::format("step `{}` has {}, and others have {}", step.name, count_text(found), wanted),
             "steps join where their keys are equal, one by one: write as many behind each `by`", {counted});
    }
    if (clause_.until && !has_shared) {
      report(DiagnosticKind::bad_keys, span_of(*clause_.until),
             "`until` goes by the keys of the rule, and the rule has none of its own",
             fmt::format("write `by` behind `{}`; a step with other keys keeps its own", spelling(clause_.kind)));
    }
  }

  static std::string count_text(std::size_t keys) {
    return keys == 0 ? "no key" : fmt::format("{} key{}", keys, keys == 1 ? "" : "s");
  }
  Span span_of(ExprId expr) const { return (*place_.tree)[expr].span; }

  // What all of these ask is added to the rule as one condition; none is where there is nothing to ask.
  std::optional<std::uint32_t> add_condition(std::vector<NodeId> operands, Span span) {
    if (operands.empty()) return std::nullopt;
    const NodeId condition =
        operands.size() == 1 ? operands[0] : closer_.add_made(closed::And{std::move(operands)}, span);
    made_.conditions.push_back(condition);
    return static_cast<std::uint32_t>(made_.conditions.size() - 1);
  }

  // Of a step too what every record has to meet is asked.
  std::vector<NodeId> with_every(std::optional<NodeId> own) const {
    std::vector<NodeId> operands = every_;
    if (own) operands.push_back(*own);
    return operands;
  }

  // Of a kind without steps.
  void add_unnamed(std::optional<NodeId> own) {
    closed::Step step;
    step.own = own;
    step.condition = add_condition(with_every(own), own ? closer_.tree()[*own].span : clause_.kind_span);
    made_.state->steps.push_back(std::move(step));
  }

  void add_step(const ast::Step& step) {
    closed::Step made;
    made.name = step.name;
    made.role = step.is_negated ? StepRole::absent : StepRole::taken;
    made.repeat = step.repeat;
    made.keys = close_keys(step.keys, closer_, scope_);
    std::optional<NodeId> own;
    if (step.condition) {
      own = closer_.close_whole(*step.condition, scope_);
    } else {
      const ResolvedRules::Taken taken = others_.take(*place_.pack, step.rule, step.rule_span);
      own = taken.condition;
      made.rule = taken.rule;
    }
    made.own = own;
    made.condition = add_condition(with_every(own), step.span);
    made_.state->steps.push_back(std::move(made));
  }

  // `where` and exceptions say what may be a step; what ends all is none.
  void add_until(ExprId condition) {
    closed::Step until;
    until.role = StepRole::until;
    const NodeId own = closer_.close_whole(condition, scope_);
    until.own = own;
    until.condition = add_condition({own}, closer_.tree()[own].span);
    made_.state->steps.push_back(std::move(until));
  }

  // Each step asks all of `where`, so what fits once may be too much together.
  void check_size() {
    std::size_t parts = 0;
    for (const NodeId condition : made_.conditions) parts += closer_.size_of(condition);
    if (parts <= kMostParts) return;
    report(DiagnosticKind::expansion_too_large, clause_.kind_span,
           fmt::format("the steps of the rule have more than {} parts together", kMostParts),
           "each step has all parts of `where` and of the exceptions; many literals are written as one list");
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

void resolve_state(const LoadedPack::ClausesRef& place, const std::vector<NodeId>& every, Closer& closer,
                   ResolvedRules& others, closed::Rule& made) {
  StateResolver(place, every, closer, others, made).run();
}

}  // namespace spoor
