#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/lint/lint.h"
#include "compiler/lint/text_of_pattern.h"

// Patterns that say no more than text does, which is faster to find and easier to read, and `.*` that change nothing.
namespace spoor {

namespace {

// The constants right of an operator, as they stand in the file; empty if there is anything else.
std::vector<const ast::Expr*> constants(const Ast& tree, ExprId right) {
  const auto* set = std::get_if<ast::Set>(&tree[right].node);
  std::vector<const ast::Expr*> items;
  for (const ExprId item : set == nullptr ? std::vector<ExprId>{right} : set->items) {
    if (!std::holds_alternative<ast::Constant>(tree[item].node)) return {};
    items.push_back(&tree[item]);
  }
  return items;
}

std::optional<TextTest> text_of_item(const ast::Expr& item, Operator op) {
  const Literal& value = std::get<ast::Constant>(item.node).value;
  if (const auto* regex = std::get_if<Regex>(&value); regex != nullptr && op == Operator::matches) {
    return text_of(*regex);
  }
  if (const auto* glob = std::get_if<std::string>(&value); glob != nullptr && op == Operator::like) {
    return text_of_glob(*glob);
  }
  return std::nullopt;
}

// `contains ("a", "b")`, `not startswith~ "a"`, `!= "a"`, `in ("a", "b")`: nothing if no operator says it.
std::optional<std::string> written(const ast::Test& test, const std::vector<TextTest>& texts) {
  const bool is_folded = test.is_folded || texts[0].is_folded;
  const std::string_view fold = is_folded ? "~" : "";
  std::string items;
  for (const TextTest& text : texts) {
    items += fmt::format("{}{}", items.empty() ? "" : ", ", to_text(Literal(text.text)));
  }
  const bool is_one = texts.size() == 1;
  if (!is_one) items = fmt::format("({})", items);
  const std::string_view negation = test.is_negated ? "not " : "";
  const std::string_view all = test.needs_all && !is_one ? "all " : "";
  switch (texts[0].op) {
    case Operator::equal:
      if (is_one) return fmt::format("{}{} {}", test.is_negated ? "!=" : "==", fold, items);
      if (test.needs_all) return std::nullopt;
      return fmt::format("{}in{} {}", negation, fold, items);
    case Operator::startswith:
    case Operator::endswith:
    case Operator::contains: return fmt::format("{}{}{} {}{}", negation, info(texts[0].op).spelling, fold, all, items);
    case Operator::not_equal:
    case Operator::less:
    case Operator::less_equal:
    case Operator::greater:
    case Operator::greater_equal:
    case Operator::in:
    case Operator::like:
    case Operator::matches: break;
  }
  return std::nullopt;
}

// A pattern without the `.*` at its ends that a search does not need; the pattern itself if it has none.
std::string_view without_dotstars(const Regex& regex) {
  const std::string_view whole = regex.pattern;
  if (whole.find("\\Q") != std::string_view::npos) return whole;
  std::string_view rest = whole;
  const auto skip = [&rest](std::string_view word) {
    if (!rest.starts_with(word)) return false;
    rest.remove_prefix(word.size());
    return true;
  };
  // A `.` that takes line ends too reaches the ends of the text from wherever it begins.
  const bool is_bound = regex.dot_all && rest.starts_with("^.*");
  if (is_bound) rest.remove_prefix(1);
  while (skip(".*?") || skip(".*")) {
  }
  if (rest.find_first_of("*+?{") == 0) return whole;
  const auto ends_with = [&rest](std::string_view word) {
    if (!rest.ends_with(word)) return false;
    const std::string_view before = rest.substr(0, rest.size() - word.size());
    const std::size_t last = before.find_last_not_of('\\');
    const std::size_t escapes = before.size() - (last == std::string_view::npos ? 0 : last + 1);
    return escapes % 2 == 0;
  };
  if (regex.dot_all && (ends_with(".*$") || ends_with(".*?$"))) rest.remove_suffix(1);
  while (ends_with(".*?") || ends_with(".*")) rest.remove_suffix(rest.ends_with('?') ? 3 : 2);
  return rest;
}

class Patterns {
 public:
  Patterns(const LintSubject& subject, const Ast& tree, Diagnostics& out) : subject_(subject), tree_(tree), out_(out) {}

  void run() {
    for (const ast::Expr& expr : tree_.exprs) {
      const auto* test = std::get_if<ast::Test>(&expr.node);
      if (test != nullptr && (test->op == Operator::matches || test->op == Operator::like)) look(*test);
    }
  }

 private:
  void look(const ast::Test& test) {
    const std::vector<const ast::Expr*> items = constants(tree_, test.right);
    if (items.empty() || look_for_text(test, items) || test.op != Operator::matches) return;
    for (const ast::Expr* item : items) look_for_dotstar(*item);
  }

  // Of several patterns all must say the same: one operator takes their place.
  bool look_for_text(const ast::Test& test, const std::vector<const ast::Expr*>& items) {
    std::vector<TextTest> texts;
    for (const ast::Expr* item : items) {
      auto text = text_of_item(*item, test.op);
      if (!text) return false;
      if (!texts.empty() && (text->op != texts[0].op || text->is_folded != texts[0].is_folded)) return false;
      texts.push_back(std::move(*text));
    }
    const auto mended = written(test, texts);
    if (!mended) return false;
    const Span right = tree_[test.right].span;
    const Span old{right.source, tree_[test.left].span.end, right.end};
    const std::string text = subject_.sources()[old.source].text().substr(old.begin, old.end - old.begin);
    std::vector<Fix> fixes;
    if (text.find('#') == std::string::npos) fixes.push_back({old, " " + *mended});
    const bool is_regex = test.op == Operator::matches, is_one = items.size() == 1;
    report(out_, is_regex ? DiagnosticKind::regex_is_literal : DiagnosticKind::glob_is_literal, right,
           fmt::format("{} no more than text",
                       is_regex ? is_one ? "this regular expression says" : "these regular expressions say"
                       : is_one ? "this pattern says"
                                : "these patterns say"),
           fmt::format("write `{}`", *mended), {}, std::move(fixes));
    return true;
  }

  void look_for_dotstar(const ast::Expr& item) {
    const auto* regex = std::get_if<Regex>(&std::get<ast::Constant>(item.node).value);
    if (regex == nullptr) return;
    const std::string_view rest = without_dotstars(*regex);
    if (rest.size() == regex->pattern.size()) return;
    if (rest.empty() || rest == "^" || rest == "$" || rest == "^$") {
      if (rest.empty()) report_all(item);
      return;
    }
    if (rest.starts_with('|') || rest.ends_with('|')) return;  // an alternative that is empty then
    Regex mended = *regex;
    mended.pattern = std::string(rest);
    const std::string text = to_text(Literal(mended));
    report(out_, DiagnosticKind::regex_unanchored_dotstar, item.span,
           "`matches` finds its pattern anywhere: `.*` at its ends changes nothing", fmt::format("write `{}`", text),
           {}, {{item.span, text}});
  }

  void report_all(const ast::Expr& item) {
    report(out_, DiagnosticKind::regex_unanchored_dotstar, item.span,
           "this regular expression is found in every string",
           "write `exists` if any value is meant, or leave the test out");
  }

  const LintSubject& subject_;
  const Ast& tree_;
  Diagnostics& out_;
};

}  // namespace

void lint_text_pattern(const LintSubject& subject, Diagnostics& out) {
  for (const Ast& tree : subject.rules.trees.trees) {
    if (subject.files.contains(tree.source)) Patterns(subject, tree, out).run();
  }
}

}  // namespace spoor
