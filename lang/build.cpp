#include "lang/build.h"

#include <fmt/format.h>

#include <charconv>
#include <utility>

#include "lang/builder.h"
#include "lang/decode_literal.h"

// What every node becomes, and the expressions; clauses and items are in files of their own.
namespace spoor {

Builder::Builder(const Syntax& syntax, std::string_view text, Offsets offsets, Ast& tree, Diagnostics& diagnostics)
    : syntax_(syntax),
      text_(text),
      offsets_(offsets),
      tree_(tree),
      diagnostics_(diagnostics),
      expr_of_(syntax.nodes.size()),
      step_of_(syntax.nodes.size()),
      meta_of_(syntax.nodes.size()) {}

void Builder::run() {
  for (std::uint32_t i = 0; i < syntax_.nodes.size(); ++i) build_node(i);
}

Span Builder::span(std::uint32_t i) const {
  if (offsets_.empty()) return {tree_.source, node(i).begin, node(i).end};
  return {tree_.source, offsets_[node(i).begin], offsets_[node(i).end]};
}

// A name as written, or what stands between backticks.
std::string Builder::unquoted(std::uint32_t i) const {
  const std::string_view text = lexeme(i);
  return std::string(kind(i) == SyntaxKind::quoted_name ? text.substr(1, text.size() - 2) : text);
}

void Builder::add(std::uint32_t i, ast::Node made) {
  expr_of_[i] = static_cast<ExprId>(tree_.exprs.size());
  tree_.exprs.push_back({std::move(made), span(i)});
}

const Literal& Builder::literal(std::uint32_t i) const {
  return std::get<ast::Constant>(tree_[expr_of_[i]].node).value;
}

std::vector<ExprId> Builder::exprs(Children nodes) const {
  std::vector<ExprId> ids;
  for (const std::uint32_t child : nodes) ids.push_back(expr_of_[child]);
  return ids;
}

std::vector<PathStep> Builder::steps(Children nodes) {
  std::vector<PathStep> out;
  for (const std::uint32_t child : nodes) out.push_back(std::move(step_of_[child]));
  return out;
}

void Builder::build_node(std::uint32_t i) {
  const Children parts = children(i);
  switch (kind(i)) {
    case SyntaxKind::string:
    case SyntaxKind::raw_string:
    case SyntaxKind::regex:
    case SyntaxKind::number:
    case SyntaxKind::duration:
    case SyntaxKind::date:
    case SyntaxKind::address:
    case SyntaxKind::true_word:
    case SyntaxKind::false_word:
      return add(i, ast::Constant{decode_literal(kind(i), lexeme(i), span(i), diagnostics_)});
    case SyntaxKind::key_step: return key_step(i);
    case SyntaxKind::index_step: return index_step(i);
    case SyntaxKind::each_step: step_of_[i] = {PathStep::Kind::each, {}, 0, span(i)}; return;
    case SyntaxKind::path:
      return add(i, ast::Path{unquoted(parts[0]), span(parts[0]), kind(parts[0]) == SyntaxKind::quoted_name,
                              steps(parts.subspan(1))});
    case SyntaxKind::call: return call(i);
    case SyntaxKind::range: return add(i, ast::Range{expr_of_[parts[0]], expr_of_[parts[1]]});
    case SyntaxKind::set: return add(i, ast::Set{exprs(parts)});
    case SyntaxKind::not_: return add(i, ast::Not{expr_of_[parts[0]]});
    case SyntaxKind::and_: return add(i, ast::And{exprs(parts)});
    case SyntaxKind::or_: return add(i, ast::Or{exprs(parts)});
    case SyntaxKind::quantified: return quantified(i);
    case SyntaxKind::exists: return add(i, ast::Exists{expr_of_[parts[0]]});
    case SyntaxKind::test: return test(i);
    case SyntaxKind::meta: return meta(i);
    case SyntaxKind::where: expr_of_[i] = expr_of_[parts[0]]; return;
    case SyntaxKind::pack:
      tree_.pack = ast::Pack{word(parts[0]), span(parts[0]), metas(parts.subspan(1)), span(i)};
      return;
    case SyntaxKind::use: return use(i);
    case SyntaxKind::param: tree_.params.push_back(param(i)); return;
    case SyntaxKind::list: tree_.lists.push_back(list(i)); return;
    case SyntaxKind::table: return table(i);
    case SyntaxKind::def: return def(i);
    case SyntaxKind::sample:
      tree_.samples.push_back({word(parts[0]), span(parts[0]), event(parts[1]), span(i)});
      return;
    case SyntaxKind::rule:
      tree_.rules.push_back({word(parts[0]), span(parts[0]), clauses(parts.subspan(1)), span(i)});
      return;
    case SyntaxKind::tune: return tune(i);
    // Read by their parents.
    case SyntaxKind::name:
    case SyntaxKind::quoted_name:
    case SyntaxKind::dotted_name:
    case SyntaxKind::tag:
    case SyntaxKind::operator_word:
    case SyntaxKind::fold_mark:
    case SyntaxKind::not_mark:
    case SyntaxKind::all_mark:
    case SyntaxKind::quantifier_word:
    case SyntaxKind::event:
    case SyntaxKind::offset:
    case SyntaxKind::repeat:
    case SyntaxKind::optional_mark:
    case SyntaxKind::state_word:
    case SyntaxKind::values:
    case SyntaxKind::bound:
    case SyntaxKind::least:
    case SyntaxKind::by:
    case SyntaxKind::within:
    case SyntaxKind::per:
    case SyntaxKind::over:
    case SyntaxKind::warmup:
    case SyntaxKind::factor:
    case SyntaxKind::step_name:
    case SyntaxKind::step_rule:
    case SyntaxKind::step:
    case SyntaxKind::until_condition:
    case SyntaxKind::state:
    case SyntaxKind::meta_word:
    case SyntaxKind::flag:
    case SyntaxKind::reason:
    case SyntaxKind::until:
    case SyntaxKind::exception:
    case SyntaxKind::key:
    case SyntaxKind::dedup:
    case SyntaxKind::field:
    case SyntaxKind::emit:
    case SyntaxKind::verdict:
    case SyntaxKind::times:
    case SyntaxKind::mock:
    case SyntaxKind::sample_name:
    case SyntaxKind::feed:
    case SyntaxKind::rule_test:
    case SyntaxKind::value_type:
    case SyntaxKind::from:
    case SyntaxKind::alias:
    case SyntaxKind::parameter: return;
  }
}

void Builder::key_step(std::uint32_t i) {
  const std::uint32_t key = children(i)[0];
  const bool is_name = kind(key) == SyntaxKind::name || kind(key) == SyntaxKind::quoted_name;
  step_of_[i] = {PathStep::Kind::key, is_name ? unquoted(key) : string(key), 0, span(i)};
}

void Builder::index_step(std::uint32_t i) {
  const std::string_view text = lexeme(i);
  std::int32_t index = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
  if (error != std::errc{}) {
    report(diagnostics_, DiagnosticKind::unreadable_literal, span(i), fmt::format("`{}` is beyond any array", text));
  }
  step_of_[i] = {PathStep::Kind::index, {}, index, span(i)};
}

void Builder::call(std::uint32_t i) {
  ast::Call made{word(children(i)[0]), span(children(i)[0]), {}, {}};
  for (const std::uint32_t child : children(i).subspan(1)) {
    const SyntaxKind k = kind(child);
    if (k == SyntaxKind::key_step || k == SyntaxKind::index_step || k == SyntaxKind::each_step) {
      made.steps.push_back(std::move(step_of_[child]));
    } else {
      made.args.push_back(expr_of_[child]);
    }
  }
  add(i, std::move(made));
}

void Builder::quantified(std::uint32_t i) {
  const Children parts = children(i);
  const std::string_view how = lexeme(parts[0]);
  const auto quantifier = how == "any"   ? ast::Quantifier::any
                          : how == "all" ? ast::Quantifier::all
                                         : ast::Quantifier::none;
  add(i, ast::Quantified{quantifier, word(parts[1]), span(parts[1]), expr_of_[parts[2]], expr_of_[parts[3]]});
}

void Builder::test(std::uint32_t i) {
  ast::Test made{};
  made.left = expr_of_[children(i)[0]];
  for (const std::uint32_t child : children(i).subspan(1)) {
    switch (kind(child)) {
      case SyntaxKind::not_mark: made.is_negated = true; break;
      case SyntaxKind::fold_mark: made.is_folded = true; break;
      case SyntaxKind::all_mark: made.needs_all = true; break;
      case SyntaxKind::operator_word:
        made.op = *find_operator(lexeme(child));
        made.op_span = span(child);
        break;
      default: made.right = expr_of_[child];
    }
  }
  add(i, made);
}

void build(const Syntax& syntax, const SourceFile& file, Ast& tree, Diagnostics& diagnostics) {
  Builder(syntax, file.text(), {}, tree, diagnostics).run();
}

}  // namespace spoor
