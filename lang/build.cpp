#include "lang/build.h"

#include <fmt/format.h>

#include <charconv>
#include <utility>

#include "lang/decode_literal.h"

namespace spoor {

namespace {

// One pass over the nodes, children before parents. What a node became is kept until its parent takes it.
class Builder {
 public:
  Builder(const Syntax& syntax, const SourceFile& file, Ast& tree, Diagnostics& diagnostics)
      : syntax_(syntax),
        file_(file),
        tree_(tree),
        diagnostics_(diagnostics),
        expr_of_(syntax.nodes.size()),
        step_of_(syntax.nodes.size()),
        meta_of_(syntax.nodes.size()) {}

  void run() {
    for (std::uint32_t i = 0; i < syntax_.nodes.size(); ++i) build_node(i);
  }

 private:
  using Children = std::span<const std::uint32_t>;

  const SyntaxNode& node(std::uint32_t i) const { return syntax_.nodes[i]; }
  Children children(std::uint32_t i) const { return syntax_.children_of(node(i)); }
  SyntaxKind kind(std::uint32_t i) const { return node(i).kind; }
  Span span(std::uint32_t i) const { return {tree_.source, node(i).begin, node(i).end}; }
  std::string_view lexeme(std::uint32_t i) const { return file_.text(span(i)); }
  std::string word(std::uint32_t i) const { return std::string(lexeme(i)); }

  // A name as written, or what stands between backticks.
  std::string unquoted(std::uint32_t i) const {
    const std::string_view text = lexeme(i);
    return std::string(kind(i) == SyntaxKind::quoted_name ? text.substr(1, text.size() - 2) : text);
  }

  void add(std::uint32_t i, ast::Node made) {
    expr_of_[i] = static_cast<ExprId>(tree_.exprs.size());
    tree_.exprs.push_back({std::move(made), span(i)});
  }

  std::vector<ExprId> exprs(Children nodes) const {
    std::vector<ExprId> ids;
    for (const std::uint32_t child : nodes) ids.push_back(expr_of_[child]);
    return ids;
  }

  std::vector<PathStep> steps(Children nodes) {
    std::vector<PathStep> out;
    for (const std::uint32_t child : nodes) out.push_back(std::move(step_of_[child]));
    return out;
  }

  void build_node(std::uint32_t i) {
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
      case SyntaxKind::pack: tree_.pack = ast::Pack{word(parts[0]), span(parts[0]), metas(parts.subspan(1))}; return;
      case SyntaxKind::use: return use(i);
      case SyntaxKind::list: return list(i);
      case SyntaxKind::def: return def(i);
      case SyntaxKind::rule: return rule(i);
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
      case SyntaxKind::meta_word:
      case SyntaxKind::list_type:
      case SyntaxKind::alias:
      case SyntaxKind::parameter: return;
    }
  }

  void key_step(std::uint32_t i) {
    const std::uint32_t key = children(i)[0];
    const bool is_name = kind(key) == SyntaxKind::name || kind(key) == SyntaxKind::quoted_name;
    step_of_[i] = {PathStep::Kind::key, is_name ? unquoted(key) : key_text(key), 0, span(i)};
  }

  std::string key_text(std::uint32_t key) {
    return std::get<std::string>(std::get<ast::Constant>(tree_[expr_of_[key]].node).value);
  }

  void index_step(std::uint32_t i) {
    const std::string_view text = lexeme(i);
    std::int32_t index = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
    if (error != std::errc{}) {
      diagnostics_.push_back({.kind = DiagnosticKind::bad_literal,
                              .span = span(i),
                              .message = fmt::format("`{}` is beyond any array", text),
                              .label = ""});
    }
    step_of_[i] = {PathStep::Kind::index, {}, index, span(i)};
  }

  void call(std::uint32_t i) {
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

  void quantified(std::uint32_t i) {
    const Children parts = children(i);
    const std::string_view how = lexeme(parts[0]);
    const auto quantifier = how == "any"   ? ast::Quantifier::any
                            : how == "all" ? ast::Quantifier::all
                                           : ast::Quantifier::none;
    add(i, ast::Quantified{quantifier, word(parts[1]), span(parts[1]), expr_of_[parts[2]], expr_of_[parts[3]]});
  }

  void test(std::uint32_t i) {
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

  void meta(std::uint32_t i) {
    const Children parts = children(i);
    ast::Meta made{*find_meta_key(lexeme(parts[0])), span(parts[0]), {}};
    for (const std::uint32_t child : parts.subspan(1)) {
      made.values.push_back({decode_meta(child), span(child)});
    }
    meta_of_[i] = std::move(made);
  }

  Literal decode_meta(std::uint32_t i) {
    if (kind(i) == SyntaxKind::tag) return word(i);
    return std::get<ast::Constant>(tree_[expr_of_[i]].node).value;
  }

  std::vector<ast::Meta> metas(Children nodes) {
    std::vector<ast::Meta> out;
    for (const std::uint32_t child : nodes) {
      if (kind(child) == SyntaxKind::meta) out.push_back(std::move(meta_of_[child]));
    }
    return out;
  }

  void use(std::uint32_t i) {
    const Children parts = children(i);
    ast::Use made{word(parts[0]), span(parts[0]), {}};
    if (parts.size() > 1) made.alias = word(children(parts[1])[0]);
    tree_.uses.push_back(std::move(made));
  }

  void list(std::uint32_t i) {
    Children parts = children(i);
    ast::List made{word(parts[0]), span(parts[0]), ast::ListType::none, {}};
    parts = parts.subspan(1);
    if (!parts.empty() && kind(parts[0]) == SyntaxKind::list_type) {
      made.type = list_type(parts[0]);
      parts = parts.subspan(1);
    }
    made.items = exprs(parts);
    tree_.lists.push_back(std::move(made));
  }

  ast::ListType list_type(std::uint32_t i) {
    const std::string_view name = lexeme(i);
    if (name == "string") return ast::ListType::string;
    if (name == "int") return ast::ListType::integer;
    if (name == "cidr") return ast::ListType::cidr;
    if (name == "ip") return ast::ListType::ip;
    diagnostics_.push_back({.kind = DiagnosticKind::syntax,
                            .span = span(i),
                            .message = fmt::format("`{}` is no type of a list", name),
                            .label = "",
                            .help = "a list is one of `string`, `int`, `cidr` or `ip`"});
    return ast::ListType::none;
  }

  void def(std::uint32_t i) {
    const Children parts = children(i);
    ast::Def made{word(parts[0]), span(parts[0]), {}, expr_of_[parts.back()]};
    for (const std::uint32_t child : parts.subspan(1, parts.size() - 2)) {
      made.parameters.push_back({word(child), span(child)});
    }
    tree_.defs.push_back(std::move(made));
  }

  void rule(std::uint32_t i) {
    const Children parts = children(i);
    ast::Rule made{word(parts[0]), span(parts[0]), metas(parts.subspan(1)), std::nullopt, {}};
    for (const std::uint32_t child : parts.subspan(1)) {
      if (kind(child) != SyntaxKind::where) continue;
      if (made.where) {
        diagnostics_.push_back({.kind = DiagnosticKind::duplicate_name,
                                .span = span(child),
                                .message = fmt::format("rule `{}` has two `where` clauses", made.name),
                                .label = "",
                                .labels = {{made.where_span, "the first one"}},
                                .help = "join the conditions with `and`"});
        continue;
      }
      made.where = expr_of_[child];
      made.where_span = span(child);
    }
    tree_.rules.push_back(std::move(made));
  }

  const Syntax& syntax_;
  const SourceFile& file_;
  Ast& tree_;
  Diagnostics& diagnostics_;
  std::vector<ExprId> expr_of_;
  std::vector<PathStep> step_of_;
  std::vector<ast::Meta> meta_of_;
};

}  // namespace

void build(const Syntax& syntax, const SourceFile& file, Ast& tree, Diagnostics& diagnostics) {
  Builder(syntax, file, tree, diagnostics).run();
}

}  // namespace spoor
