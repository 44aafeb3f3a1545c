#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/closer.h"
#include "compiler/test_case.h"

namespace spoor {

class ResolvedRules;

// One rule with what a site has tuned: of a clause that there is once the last one counts, exceptions and tests add up.
class RuleResolver {
 public:
  RuleResolver(const LoadedPack& pack, const LoadedPack::RuleRef& rule, Closer& closer)
      : pack_(pack), rule_(rule), closer_(closer) {}

  std::string name() const { return pack_.full_name(rule_.rule->name); }
  bool has_memory() const;
  // Where it is said that the rule does not run; nothing: it does.
  std::optional<Span> disabled_at() const;

  // What a record has to meet, of a rule without memory. Nothing if there is no `where`, which is reported.
  struct Condition {
    std::optional<NodeId> whole;
    std::optional<NodeId> where;                // of it
    std::vector<closed::Exception> exceptions;  // what is not in it
  };
  Condition condition();

  // The rule; `others` has those whose findings it takes. What is wrong with it is reported, and not in it.
  closed::Rule rule(ResolvedRules& others);

  void add_tests(std::vector<TestCase>& tests);

 private:
  using ClausesRef = LoadedPack::ClausesRef;

  template <typename Has>
  const ClausesRef* last(Has has) const;
  const ClausesRef* last_where() const;
  const ClausesRef* last_state() const;

  std::vector<Span> places() const;
  std::vector<ast::Meta> metas() const;
  std::vector<NodeId> every(const ast::State& state, closed::Rule& made);
  std::vector<NodeId> exceptions(std::vector<closed::Exception>& made);
  NodeId exception(const ast::Exception& exception, NodeId when);
  void report_no_where();
  void add_dedup(const ClausesRef& place, closed::Rule& made);
  void add_outputs(const ClausesRef& place, closed::Rule& made);
  void add_output(OutputRole role, std::string name, ExprId value, Scope& scope, closed::Rule& made);

  const LoadedPack& pack_;
  const LoadedPack::RuleRef& rule_;
  Closer& closer_;
};

// Names as the clauses at this place see them.
Scope scope_of(const LoadedPack::ClausesRef& place);

// The keys of a `by`.
std::vector<closed::Output> close_keys(const std::vector<ast::Key>& keys, Closer& closer, Scope& scope);

}  // namespace spoor
