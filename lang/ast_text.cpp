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

class Printer {
 public:
  Printer(const Ast& tree, const Sources& sources) : tree_(tree), sources_(sources) {}

  std::string print() {
    if (tree_.pack) {
      line(0, tree_.pack->name_span, "pack " + tree_.pack->name);
      metas(tree_.pack->metas);
    }
    for (const ast::Use& use : tree_.uses) {
      line(0, use.span, "use " + use.pack + (use.alias.empty() ? "" : " as " + use.alias));
    }
    for (const ast::List& list : tree_.lists) {
      line(0, list.name_span, "list " + list.name);
      for (const ExprId item : list.items) expr(item, 1);
    }
    for (const ast::Def& def : tree_.defs) {
      std::string parameters;
      for (const ast::Parameter& parameter : def.parameters) parameters += " " + parameter.name;
      line(0, def.name_span, "def " + def.name + (parameters.empty() ? "" : " of" + parameters));
      expr(def.body, 1);
    }
    for (const ast::Rule& rule : tree_.rules) {
      line(0, rule.name_span, "rule " + rule.name);
      metas(rule.metas);
      if (rule.where) {
        line(1, rule.where_span, "where");
        expr(*rule.where, 2);
      }
    }
    // Defs, lists and rules name their expressions; what is left is an expression that stands alone.
    if (tree_.rules.empty() && tree_.defs.empty() && tree_.lists.empty() && !tree_.exprs.empty()) {
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
      if (step.key.empty() || step.key.find('`') != std::string::npos) return fmt::format("[{}]", quoted(step.key));
      return "." + key_text(step.key);
    case PathStep::Kind::index: return fmt::format("[{}]", step.index);
    case PathStep::Kind::each: return "[*]";
  }
  return "";
}

std::string to_text(const Ast& tree, const Sources& sources) { return Printer(tree, sources).print(); }

}  // namespace spoor
