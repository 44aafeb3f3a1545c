#include "compiler/lint/name_uses.h"

#include <algorithm>
#include <string>
#include <vector>

#include "compiler/scope.h"

namespace spoor {

// Walks what one file says; `pack` is the one that it is of.
class NameCollector {
 public:
  NameCollector(const LoadedPack& pack, const Ast& tree, NameUses& uses) : pack_(pack), tree_(tree), uses_(uses) {}

  void run() {
    for (const ast::Def& def : tree_.defs) {
      for (const ast::Parameter& parameter : def.parameters) bound_.push_back(parameter.name);
      visit(def.body);
      bound_.clear();
    }
    for (const ast::Rule& rule : tree_.rules) visit(rule.clauses);
    for (const ast::Tune& tune : tree_.tunes) {
      mark_tuned(tune.target);
      visit(tune.clauses);
    }
  }

 private:
  void visit(const ast::Clauses& clauses) {
    visit(clauses.where);
    if (clauses.state) visit(*clauses.state);
    for (const ast::Exception& exception : clauses.exceptions) visit(exception.when);
    if (clauses.dedup) visit(clauses.dedup->keys);
    if (clauses.emit) {
      for (const auto& part : clauses.emit->message) {
        if (const auto* value = std::get_if<ExprId>(&part)) visit(*value);
      }
      for (const ast::Emit::Field& field : clauses.emit->fields) visit(field.value);
    }
    for (const ast::RuleTest& test : clauses.tests) {
      for (const ast::Mock& mock : test.mocks) mark(NameKind::table, mock.table, &LoadedPack::tables);
      for (const ast::Feed& feed : test.feeds) mark(NameKind::sample, feed.sample, &LoadedPack::samples);
    }
  }

  void visit(const ast::State& state) {
    visit(state.values);
    visit(state.condition);
    if (state.bound) visit(state.bound->value);
    visit(state.least);
    visit(state.keys);
    for (const ast::Step& step : state.steps) {
      visit(step.keys);
      visit(step.condition);
      if (step.rule.empty()) continue;
      if (const auto qualified = find_qualifier(pack_, step.rule)) mark_pack(*qualified->pack);
    }
    visit(state.until);
  }

  void visit(const std::vector<ast::Key>& keys) {
    for (const ast::Key& key : keys) visit(key.value);
  }
  void visit(const std::vector<ExprId>& exprs) {
    for (const ExprId expr : exprs) visit(expr);
  }
  void visit(std::optional<ExprId> expr) {
    if (expr) visit(*expr);
  }

  // Its depth is bounded by the parser.
  void visit(ExprId id) {
    const ast::Node& node = tree_[id].node;
    if (const auto* path = std::get_if<ast::Path>(&node)) {
      if (!path->is_quoted && !is_bound(path->head)) mark_any(path->head, dotted_text(*path));
    } else if (const auto* call = std::get_if<ast::Call>(&node)) {
      mark_any(call->name, call->name);
      visit(call->args);
    } else if (const auto* range = std::get_if<ast::Range>(&node)) {
      visit(range->low);
      visit(range->high);
    } else if (const auto* set = std::get_if<ast::Set>(&node)) {
      visit(set->items);
    } else if (const auto* negation = std::get_if<ast::Not>(&node)) {
      visit(negation->operand);
    } else if (const auto* both = std::get_if<ast::And>(&node)) {
      visit(both->operands);
    } else if (const auto* either = std::get_if<ast::Or>(&node)) {
      visit(either->operands);
    } else if (const auto* quantified = std::get_if<ast::Quantified>(&node)) {
      visit(quantified->over);
      bound_.push_back(quantified->variable);
      visit(quantified->body);
      bound_.pop_back();
    } else if (const auto* exists = std::get_if<ast::Exists>(&node)) {
      visit(exists->path);
    } else if (const auto* test = std::get_if<ast::Test>(&node)) {
      visit(test->left);
      visit(test->right);
    }
  }

  bool is_bound(std::string_view name) const { return std::find(bound_.begin(), bound_.end(), name) != bound_.end(); }

  void mark_any(std::string_view head, std::string_view dotted) {
    mark(NameKind::def, head, &LoadedPack::defs);
    mark(NameKind::list, head, &LoadedPack::lists);
    mark(NameKind::table, head, &LoadedPack::tables);
    mark(NameKind::param, head, &LoadedPack::params);
    const auto qualified = find_qualifier(pack_, dotted);
    if (!qualified) return;
    mark_pack(*qualified->pack);
    const std::string_view name = qualified->rest.substr(0, qualified->rest.find('.'));
    mark_in(*qualified->pack, NameKind::def, name, &LoadedPack::defs);
    mark_in(*qualified->pack, NameKind::list, name, &LoadedPack::lists);
    mark_in(*qualified->pack, NameKind::table, name, &LoadedPack::tables);
    mark_in(*qualified->pack, NameKind::param, name, &LoadedPack::params);
  }

  // A name of this pack, else of each used one that has it.
  template <typename Names>
  void mark(NameKind kind, std::string_view name, Names LoadedPack::*names) {
    if (mark_in(pack_, kind, name, names)) return;
    for (const LoadedPack::Used& use : pack_.uses) {
      if (mark_in(*use.pack, kind, name, names)) mark_pack(*use.pack);
    }
  }

  template <typename Names>
  bool mark_in(const LoadedPack& pack, NameKind kind, std::string_view name, Names LoadedPack::*names) {
    const auto found = (pack.*names).find(name);
    if (found == (pack.*names).end()) return false;
    uses_.names_.insert({&pack, kind, found->first});
    return true;
  }

  void mark_pack(const LoadedPack& other) { uses_.packs_.insert({&tree_, &other}); }

  void mark_tuned(std::string_view target) {
    for (const LoadedPack::Used& use : pack_.uses) {
      if (target == use.name || target.starts_with(use.name + ".")) mark_pack(*use.pack);
    }
  }

  const LoadedPack& pack_;
  const Ast& tree_;
  NameUses& uses_;
  std::vector<std::string_view> bound_;  // variables and parameters, innermost last
};

NameUses::NameUses(const PackTrees& trees) {
  for (const LoadedPack& pack : trees.packs) {
    for (const Ast* tree : pack.trees) NameCollector(pack, *tree, *this).run();
  }
}

}  // namespace spoor
