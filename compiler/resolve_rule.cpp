#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compiler/records_read.h"
#include "compiler/resolve.h"
#include "compiler/resolve_state.h"
#include "compiler/rule_resolver.h"

namespace spoor {

Scope scope_of(const LoadedPack::ClausesRef& place) {
  return {.pack = place.pack, .tree = place.tree, .variables = {}, .parameters = {}, .expanding = {}, .use = {}};
}

std::vector<closed::Output> close_keys(const std::vector<ast::Key>& keys, Closer& closer, Scope& scope) {
  std::vector<closed::Output> out;
  for (const ast::Key& key : keys) {
    const OutputRole role = key.is_optional ? OutputRole::optional_key : OutputRole::key;
    out.push_back({role, key.text, closer.close_whole(key.value, scope)});
  }
  return out;
}

template <typename Has>
const LoadedPack::ClausesRef* RuleResolver::last(Has has) const {
  const auto found = std::find_if(rule_.clauses.rbegin(), rule_.clauses.rend(),
                                  [&](const ClausesRef& place) { return has(*place.clauses); });
  return found == rule_.clauses.rend() ? nullptr : &*found;
}

const LoadedPack::ClausesRef* RuleResolver::last_where() const {
  return last([](const ast::Clauses& clauses) { return clauses.where.has_value(); });
}
const LoadedPack::ClausesRef* RuleResolver::last_state() const {
  return last([](const ast::Clauses& clauses) { return clauses.state.has_value(); });
}

bool RuleResolver::has_memory() const { return last_state() != nullptr; }

std::optional<Span> RuleResolver::disabled_at() const {
  const ClausesRef* place = last([](const ast::Clauses& clauses) { return clauses.flag.has_value(); });
  if (place == nullptr || place->clauses->flag->is_enabled) return std::nullopt;
  return place->clauses->flag->span;
}

void RuleResolver::report_no_where() {
  report(closer_.diagnostics(), DiagnosticKind::missing_clause, rule_.rule->name_span,
         fmt::format("rule `{}` has no `where`", rule_.rule->name),
         "write the condition that a record must meet: `where eventName == \"...\"`");
}

RuleResolver::Condition RuleResolver::condition() {
  const ClausesRef* where = last_where();
  if (where == nullptr) {
    report_no_where();
    return {};
  }
  Condition made;
  Scope scope = scope_of(*where);
  made.where = closer_.close_whole(*where->clauses->where, scope);
  std::vector<NodeId> operands = {*made.where};
  for (const NodeId exception : exceptions(made.exceptions)) operands.push_back(exception);
  const Span span = closer_.tree()[operands[0]].span;
  made.whole = operands.size() == 1 ? operands[0] : closer_.add_made(closed::And{std::move(operands)}, span);
  return made;
}

// What each record that is to be a step has to meet; for kinds with steps nothing may be left.
std::vector<NodeId> RuleResolver::every(const ast::State& state, closed::Rule& made) {
  std::vector<NodeId> every;
  if (const ClausesRef* where = last_where()) {
    Scope scope = scope_of(*where);
    made.where = closer_.close_whole(*where->clauses->where, scope);
    every.push_back(*made.where);
  } else if (state.steps.empty()) {
    report_no_where();
  }
  for (const NodeId exception : exceptions(made.exceptions)) every.push_back(exception);
  return every;
}

closed::Rule RuleResolver::rule(ResolvedRules& others) {
  closed::Rule made{name(), rule_.rule->name_span, places(), metas(), {}};
  if (const ClausesRef* state = last_state()) {
    std::vector<NodeId> every = this->every(*state->clauses->state, made);
    resolve_state(*state, std::move(every), closer_, others, made);
  } else {
    Condition condition = this->condition();
    if (condition.whole) made.conditions = {*condition.whole};
    made.where = condition.where;
    made.exceptions = std::move(condition.exceptions);
  }
  if (const ClausesRef* dedup = last([](const ast::Clauses& clauses) { return clauses.dedup.has_value(); })) {
    add_dedup(*dedup, made);
  }
  if (const ClausesRef* emit = last([](const ast::Clauses& clauses) { return clauses.emit.has_value(); })) {
    add_outputs(*emit, made);
  }
  return made;
}

void RuleResolver::add_tests(std::vector<TestCase>& tests) {
  for (const ClausesRef& place : rule_.clauses) {
    for (const ast::RuleTest& test : place.clauses->tests) resolve_test(place, test, name(), closer_, tests);
  }
}

std::vector<Span> RuleResolver::places() const {
  std::vector<Span> out = {rule_.rule->span};
  for (std::size_t i = 1; i < rule_.clauses.size(); ++i) out.push_back(rule_.clauses[i].span);
  return out;
}

// A key that a site gives takes the place of the rule's own.
std::vector<ast::Meta> RuleResolver::metas() const {
  std::vector<ast::Meta> out = rule_.clauses[0].clauses->metas;
  for (std::size_t i = 1; i < rule_.clauses.size(); ++i) {
    const std::vector<ast::Meta>& site = rule_.clauses[i].clauses->metas;
    std::erase_if(out, [&](const ast::Meta& own) {
      return std::any_of(site.begin(), site.end(), [&](const ast::Meta& meta) { return meta.key == own.key; });
    });
    out.insert(out.end(), site.begin(), site.end());
  }
  return out;
}

// What is left after each exception.
std::vector<NodeId> RuleResolver::exceptions(std::vector<closed::Exception>& exceptions) {
  std::vector<NodeId> out;
  std::vector<const ast::Exception*> known;
  for (const ClausesRef& place : rule_.clauses) {
    for (const ast::Exception& made : place.clauses->exceptions) {
      const auto same = std::find_if(known.begin(), known.end(),
                                     [&](const ast::Exception* other) { return other->name == made.name; });
      if (same != known.end()) {
        report(closer_.diagnostics(), DiagnosticKind::duplicate_name, made.name_span,
               fmt::format("exception `{}` is defined twice", made.name), "rename one of them",
               {{(*same)->name_span, "the first one"}});
      }
      known.push_back(&made);
      Scope scope = scope_of(place);
      const NodeId when = closer_.close_whole(made.when, scope);
      exceptions.push_back({made.name, made.name_span, made.span, when, made.until});
      out.push_back(closer_.add_made(closed::Not{exception(made, when)}, made.span));
    }
  }
  return out;
}

// Until the end of its day, by the record's own time; of a record without time it does not end.
NodeId RuleResolver::exception(const ast::Exception& exception, NodeId when) {
  if (!exception.until) return when;
  const Span span = exception.span;
  const NodeId time = closer_.add_made(closer_.tree()[closer_.tree().time].node, span);
  const NodeId end = closer_.add_made(closed::Constant{*exception.until}, span);
  const NodeId is_over = closer_.add_made(closed::Test{Operator::greater, false, false, false, time, end, span}, span);
  return closer_.add_made(closed::And{{when, closer_.add_made(closed::Not{is_over}, span)}}, span);
}

void RuleResolver::add_dedup(const ClausesRef& place, closed::Rule& made) {
  const ast::Dedup& dedup = *place.clauses->dedup;
  Scope scope = scope_of(place);
  made.dedup = dedup.length.length;
  if (made.dedup.count() == 0) {
    report(closer_.diagnostics(), DiagnosticKind::unreadable_literal, dedup.span, "`dedup` for no time at all",
           "write for how long findings of one key are shown once: `for 1h`");
  }
  for (closed::Output& key : close_keys(dedup.keys, closer_, scope)) made.outputs.push_back(std::move(key));
}

void RuleResolver::add_outputs(const ClausesRef& place, closed::Rule& made) {
  const ast::Emit& emit = *place.clauses->emit;
  Scope scope = scope_of(place);
  if (made.state) scope.steps = made.state->steps;
  for (const auto& part : emit.message) {
    if (const auto* value = std::get_if<ExprId>(&part)) {
      add_output(OutputRole::message, "", *value, scope, made);
    } else {
      const NodeId text = closer_.add_made(closed::Constant{std::get<std::string>(part)}, emit.message_span);
      made.outputs.push_back({OutputRole::message, "", text});
    }
  }
  for (auto field = emit.fields.begin(); field != emit.fields.end(); ++field) {
    const auto same = std::find_if(emit.fields.begin(), field,
                                   [&](const ast::Emit::Field& other) { return other.name == field->name; });
    if (same != field) {
      report(closer_.diagnostics(), DiagnosticKind::duplicate_name, field->name_span,
             fmt::format("field `{}` is defined twice", field->name), "rename one of them",
             {{same->name_span, "the first one"}});
    }
    add_output(OutputRole::field, field->name, field->value, scope, made);
  }
}

void RuleResolver::add_output(OutputRole role, std::string name, ExprId value, Scope& scope, closed::Rule& made) {
  const NodeId node = closer_.close_whole(value, scope);
  const RecordsRead read = records_read(closer_.tree(), node);
  if (read.steps.size() + (read.has_own ? 1 : 0) > 1) {
    report(closer_.diagnostics(), DiagnosticKind::several_records, (*scope.tree)[value].span,
           "a value of `emit` reads one record, this one reads several",
           "write a value for each step that is read; a path without a step is of the record that fires");
  }
  made.outputs.push_back(
      {role, std::move(name), node, read.steps.empty() ? std::nullopt : std::optional(*read.steps.begin())});
}

}  // namespace spoor
