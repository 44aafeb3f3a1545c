#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compiler/resolve.h"

// A rule with what a site has tuned: of a clause that there is once the last one counts, exceptions and tests add up.
namespace spoor {

namespace {

using ClausesRef = LoadedPack::ClausesRef;

Scope scope_of(const ClausesRef& place) {
  return {.pack = place.pack, .tree = place.tree, .variables = {}, .parameters = {}, .expanding = {}, .use = {}};
}

class RuleResolver {
 public:
  RuleResolver(const LoadedPack& pack, const LoadedPack::RuleRef& rule, Closer& closer, std::vector<TestCase>& tests)
      : pack_(pack), rule_(rule), closer_(closer), tests_(tests) {}

  void run() {
    if (const ClausesRef* state = last([](const ast::Clauses& clauses) { return clauses.state.has_value(); })) {
      const ast::State& clause = *state->clauses->state;
      report(closer_.diagnostics(), DiagnosticKind::not_yet, clause.kind_span,
             fmt::format("`{}` gives rule `{}` a memory, and such rules are not evaluated yet", spelling(clause.kind),
                         rule_.rule->name),
             "take it out for now; a later version evaluates it");
      return;
    }
    const ClausesRef* where = last([](const ast::Clauses& clauses) { return clauses.where.has_value(); });
    if (where == nullptr) {
      report(closer_.diagnostics(), DiagnosticKind::missing_clause, rule_.rule->name_span,
             fmt::format("rule `{}` has no `where`", rule_.rule->name),
             "write the condition that a record must meet: `where eventName == \"...\"`");
      return;
    }
    closed::Rule made{pack_.full_name(rule_.rule->name), rule_.rule->name_span, places(), metas(), {}, {}, {}};
    Scope scope = scope_of(*where);
    made.where = with_exceptions(closer_.close_whole(*where->clauses->where, scope));
    if (const ClausesRef* dedup = last([](const ast::Clauses& clauses) { return clauses.dedup.has_value(); })) {
      add_dedup(*dedup, made);
    }
    if (const ClausesRef* emit = last([](const ast::Clauses& clauses) { return clauses.emit.has_value(); })) {
      add_outputs(*emit, made.outputs);
    }
    for (const ClausesRef& place : rule_.clauses) {
      for (const ast::RuleTest& test : place.clauses->tests) resolve_test(place, test, made.name, closer_, tests_);
    }
    const ClausesRef* flag = last([](const ast::Clauses& clauses) { return clauses.flag.has_value(); });
    if (flag == nullptr || flag->clauses->flag->is_enabled)
      closer_.tree().rules.push_back(std::move(made));
    else
      closer_.tree().disabled.push_back({made.name, flag->clauses->flag->span});
  }

 private:
  template <typename Has>
  const ClausesRef* last(Has has) const {
    const auto found = std::find_if(rule_.clauses.rbegin(), rule_.clauses.rend(),
                                    [&](const ClausesRef& place) { return has(*place.clauses); });
    return found == rule_.clauses.rend() ? nullptr : &*found;
  }

  std::vector<Span> places() const {
    std::vector<Span> out = {rule_.rule->span};
    for (std::size_t i = 1; i < rule_.clauses.size(); ++i) out.push_back(rule_.clauses[i].span);
    return out;
  }

  // A key that a site gives takes the place of the rule's own.
  std::vector<ast::Meta> metas() const {
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

  NodeId with_exceptions(NodeId where) {
    std::vector<NodeId> operands = {where};
    std::vector<const ast::Exception*> known;
    for (const ClausesRef& place : rule_.clauses) {
      for (const ast::Exception& exception : place.clauses->exceptions) {
        const auto same = std::find_if(known.begin(), known.end(),
                                       [&](const ast::Exception* other) { return other->name == exception.name; });
        if (same != known.end()) {
          report(closer_.diagnostics(), DiagnosticKind::duplicate_name, exception.name_span,
                 fmt::format("exception `{}` is defined twice", exception.name), "rename one of them",
                 {{(*same)->name_span, "the first one"}});
        }
        known.push_back(&exception);
        const NodeId when = close_exception(place, exception);
        operands.push_back(closer_.add_made(closed::Not{when}, exception.span));
      }
    }
    if (operands.size() == 1) return where;
    return closer_.add_made(closed::And{std::move(operands)}, closer_.tree()[where].span);
  }

  // Until the end of its day, by the record's own time; of a record without time it does not end.
  NodeId close_exception(const ClausesRef& place, const ast::Exception& exception) {
    Scope scope = scope_of(place);
    const NodeId when = closer_.close_whole(exception.when, scope);
    if (!exception.until) return when;
    const Span span = exception.span;
    const NodeId time = closer_.add_made(closer_.tree()[closer_.tree().time].node, span);
    const NodeId end = closer_.add_made(closed::Constant{*exception.until}, span);
    const NodeId is_over =
        closer_.add_made(closed::Test{Operator::greater, false, false, false, time, end, span}, span);
    return closer_.add_made(closed::And{{when, closer_.add_made(closed::Not{is_over}, span)}}, span);
  }

  void add_dedup(const ClausesRef& place, closed::Rule& made) {
    const ast::Dedup& dedup = *place.clauses->dedup;
    Scope scope = scope_of(place);
    made.dedup = dedup.length.length;
    if (made.dedup.count() == 0) {
      report(closer_.diagnostics(), DiagnosticKind::bad_literal, dedup.span, "`dedup` for no time at all",
             "write for how long findings of one key are shown once: `for 1h`");
    }
    for (const ast::Key& key : dedup.keys) {
      const OutputRole role = key.is_optional ? OutputRole::optional_key : OutputRole::key;
      made.outputs.push_back({role, key.text, closer_.close_whole(key.value, scope)});
    }
  }

  void add_outputs(const ClausesRef& place, std::vector<closed::Output>& outputs) {
    const ast::Emit& emit = *place.clauses->emit;
    Scope scope = scope_of(place);
    for (const auto& part : emit.message) {
      const auto* value = std::get_if<ExprId>(&part);
      const NodeId node = value != nullptr
                              ? closer_.close_whole(*value, scope)
                              : closer_.add_made(closed::Constant{std::get<std::string>(part)}, emit.message_span);
      outputs.push_back({OutputRole::message, "", node});
    }
    for (auto field = emit.fields.begin(); field != emit.fields.end(); ++field) {
      const auto same = std::find_if(emit.fields.begin(), field,
                                     [&](const ast::Emit::Field& other) { return other.name == field->name; });
      if (same != field) {
        report(closer_.diagnostics(), DiagnosticKind::duplicate_name, field->name_span,
               fmt::format("field `{}` is defined twice", field->name), "rename one of them",
               {{same->name_span, "the first one"}});
      }
      outputs.push_back({OutputRole::field, field->name, closer_.close_whole(field->value, scope)});
    }
  }

  const LoadedPack& pack_;
  const LoadedPack::RuleRef& rule_;
  Closer& closer_;
  std::vector<TestCase>& tests_;
};

}  // namespace

void resolve_rule(const LoadedPack& pack, const LoadedPack::RuleRef& rule, Closer& closer,
                  std::vector<TestCase>& tests) {
  RuleResolver(pack, rule, closer, tests).run();
}

}  // namespace spoor
