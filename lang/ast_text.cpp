#include <fmt/format.h>

#include <vector>

#include "lang/ast.h"
#include "lang/quote.h"

namespace spoor {

namespace {

// What a line of the dump says about a node, and which nodes follow below it.
struct Line {
  std::string text;
  std::vector<ExprId> children;
};

std::string steps_text(const std::vector<PathStep>& steps) {
  std::string out;
  for (const PathStep& step : steps) out += to_text(step);
  return out;
}

std::string_view quantifier_word(ast::Quantifier quantifier) {
  switch (quantifier) {
    case ast::Quantifier::any: return "any";
    case ast::Quantifier::all: return "all";
    case ast::Quantifier::none: return "none";
  }
  return "";
}

struct Describe {
  Line operator()(const ast::Constant& node) const { return {"constant " + to_text(node.value), {}}; }
  Line operator()(const ast::Path& node) const {
    return {"path " + (node.is_quoted ? fmt::format("`{}`", node.head) : node.head) + steps_text(node.steps), {}};
  }
  Line operator()(const ast::Call& node) const {
    return {fmt::format("call {}{}", node.name, node.steps.empty() ? "" : " then " + steps_text(node.steps)),
            node.args};
  }
  Line operator()(const ast::Range& node) const { return {"range", {node.low, node.high}}; }
  Line operator()(const ast::Set& node) const { return {"set", node.items}; }
  Line operator()(const ast::Not& node) const { return {"not", {node.operand}}; }
  Line operator()(const ast::And& node) const { return {"and", node.operands}; }
  Line operator()(const ast::Or& node) const { return {"or", node.operands}; }
  Line operator()(const ast::Quantified& node) const {
    return {fmt::format("{} {} in", quantifier_word(node.quantifier), node.variable), {node.over, node.body}};
  }
  Line operator()(const ast::Exists& node) const { return {"exists", {node.path}}; }
  Line operator()(const ast::Test& node) const {
    return {fmt::format("test {}{}{}{}", node.is_negated ? "not " : "", info(node.op).spelling,
                        node.is_folded ? "~" : "", node.needs_all ? " all" : ""),
            {node.left, node.right}};
  }
};

class TreeText {
 public:
  TreeText(const Ast& tree, const Sources& sources) : tree_(tree), sources_(sources) {}

  std::string print() {
    if (tree_.pack) {
      line(0, tree_.pack->name_span, "pack " + tree_.pack->name);
      metas(tree_.pack->metas);
    }
    for (const ast::Use& use : tree_.uses) {
      line(0, use.pack_span, "use " + use.pack + (use.alias.empty() ? "" : " as " + use.alias));
    }
    for (const ast::Param& param : tree_.params) this->param(param, 0);
    for (const ast::List& list : tree_.lists) this->list(list, 0);
    for (const ast::Table& table : tree_.tables) {
      line(0, table.name_span, fmt::format("table {} from {}", table.name, string_text(table.from.name)));
    }
    for (const ast::Def& def : tree_.defs) {
      std::string parameters;
      for (const ast::Parameter& parameter : def.parameters) parameters += " " + parameter.name;
      line(0, def.name_span, "def " + def.name + (parameters.empty() ? "" : " of" + parameters));
      expr(def.body, 1);
    }
    for (const ast::Sample& sample : tree_.samples) line(0, sample.name_span, "sample " + sample.name);
    for (const ast::Rule& rule : tree_.rules) {
      line(0, rule.name_span, "rule " + rule.name);
      clauses(rule.clauses);
    }
    for (const ast::Tune& tune : tree_.tunes) {
      line(0, tune.target_span, "tune " + tune.target);
      for (const ast::Param& param : tune.params) this->param(param, 1);
      for (const ast::List& list : tune.lists) this->list(list, 1);
      clauses(tune.clauses);
    }
    // Defs, lists and rules name their expressions; what is left is an expression that stands alone.
    if (out_.empty() && !tree_.exprs.empty()) {
      expr(static_cast<ExprId>(tree_.exprs.size() - 1), 0);
    }
    return std::move(out_);
  }

 private:
  void line(std::size_t depth, Span span, std::string_view text) {
    const Position at = sources_.begin(span);
    out_ += fmt::format("{:<9}{:{}}{}\n", fmt::format("{}:{}", at.line, at.column), "", depth * 2, text);
  }

  void metas(const std::vector<ast::Meta>& metas) {
    for (const ast::Meta& meta : metas) {
      std::string text = fmt::format("meta {}", spelling(meta.key));
      for (const ast::Meta::Value& value : meta.values) text += " " + to_text(value.literal);
      line(1, meta.key_span, text);
    }
  }

  void param(const ast::Param& param, std::size_t depth) {
    line(depth, param.name_span, "param " + param.name);
    expr(param.value, depth + 1);
  }

  void list(const ast::List& list, std::size_t depth) {
    line(depth, list.name_span, "list " + list.name + (list.from ? " from " + string_text(list.from->name) : ""));
    for (const ExprId item : list.items) expr(item, depth + 1);
  }

  void clauses(const ast::Clauses& clauses) {
    metas(clauses.metas);
    if (clauses.flag) line(1, clauses.flag->span, clauses.flag->is_enabled ? "enable" : "disable");
    if (clauses.where) {
      line(1, clauses.where_span, "where");
      expr(*clauses.where, 2);
    }
    if (clauses.state) state(*clauses.state);
    for (const ast::Exception& exception : clauses.exceptions) {
      line(1, exception.name_span, "except " + exception.name);
      expr(exception.when, 2);
    }
    if (clauses.emit) emit(*clauses.emit);
    if (clauses.dedup) {
      line(1, clauses.dedup->span, "dedup for " + to_text(Literal(clauses.dedup->length)));
      keys(clauses.dedup->keys, 2);
    }
    for (const ast::RuleTest& test : clauses.tests) {
      line(1, test.name_span, fmt::format("test {} {}", string_text(test.name), test.fires ? "fires" : "silent"));
    }
  }

  void keys(const std::vector<ast::Key>& keys, std::size_t depth) {
    for (const ast::Key& key : keys) {
      if (key.is_optional) line(depth, tree_[key.value].span, "optional");
      expr(key.value, depth + (key.is_optional ? 1 : 0));
    }
  }

  void state(const ast::State& state) {
    line(1, state.kind_span, spelling(state.kind));
    keys(state.values, 2);
    if (state.condition) expr(*state.condition, 2);
    if (state.bound) {
      line(2, state.bound->op_span, fmt::format("bound {}", info(state.bound->op).spelling));
      expr(state.bound->value, 3);
    }
    if (state.factor) {
      const std::string_view unit = state.factor->is_deviations ? "sd" : "x";
      line(2, state.factor->span, fmt::format("factor {}{}", to_text(state.factor->value), unit));
    }
    if (!state.keys.empty()) by(state.keys, 2);
    length("within", state.within);
    length("per", state.per);
    length("over", state.over);
    if (state.least) {
      line(2, tree_[*state.least].span, "min");
      expr(*state.least, 3);
    }
    length("warmup", state.warmup);
    for (const ast::Step& step : state.steps) this->step(step);
    if (state.until) {
      line(2, tree_[*state.until].span, "until");
      expr(*state.until, 3);
    }
  }

  void by(const std::vector<ast::Key>& keys, std::size_t depth) {
    line(depth, tree_[keys[0].value].span, "by");
    this->keys(keys, depth + 1);
  }

  void length(std::string_view word, const std::optional<ast::State::Length>& length) {
    if (length) line(2, length->span, fmt::format("{} {}", word, to_text(Literal(length->duration))));
  }

  void step(const ast::Step& step) {
    const std::string times = step.repeat == 1 ? "" : fmt::format(" x{}", step.repeat);
    line(2, step.name_span, fmt::format("step {}{}{}", step.is_negated ? "not " : "", step.name, times));
    if (!step.keys.empty()) by(step.keys, 3);
    if (step.condition) {
      expr(*step.condition, 3);
    } else {
      line(3, step.rule_span, "rule " + step.rule);
    }
  }

  void emit(const ast::Emit& emit) {
    line(1, emit.message_span, "emit");
    for (const auto& part : emit.message) {
      if (const auto* value = std::get_if<ExprId>(&part)) {
        expr(*value, 2);
      } else {
        line(2, emit.message_span, "text " + string_text(std::get<std::string>(part)));
      }
    }
    for (const ast::Emit::Field& field : emit.fields) {
      line(2, field.name_span, "field " + field.name);
      expr(field.value, 3);
    }
  }

  // Recursion is bounded by the grammar's nesting.
  void expr(ExprId id, std::size_t depth) {
    const Line described = std::visit(Describe{}, tree_[id].node);
    line(depth, tree_[id].span, described.text);
    for (const ExprId child : described.children) expr(child, depth + 1);
  }

  const Ast& tree_;
  const Sources& sources_;
  std::string out_;
};

}  // namespace

std::string to_text(const PathStep& step) {
  switch (step.kind) {
    case PathStep::Kind::key:
      if (step.key.empty() || step.key.find('`') != std::string::npos)
        return fmt::format("[{}]", string_text(step.key));
      return "." + key_text(step.key);
    case PathStep::Kind::index: return fmt::format("[{}]", step.index);
    case PathStep::Kind::each: return "[*]";
  }
  return "";
}

std::string to_text(const Ast& tree, const Sources& sources) { return TreeText(tree, sources).print(); }

}  // namespace spoor
