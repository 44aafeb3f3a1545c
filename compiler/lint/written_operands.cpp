#include "compiler/lint/written_operands.h"

#include <algorithm>

#include "lang/values/characters.h"

namespace spoor {

namespace {

constexpr std::size_t kLongestText = 60;

// With the parentheses around it.
Span with_parentheses(std::string_view text, Span span) {
  for (;;) {
    std::size_t before = span.begin, after = span.end;
    while (before > 0 && is_space(text[before - 1])) --before;
    while (after < text.size() && is_space(text[after])) ++after;
    if (before == 0 || after == text.size() || text[before - 1] != '(' || text[after] != ')') return span;
    span.begin = static_cast<std::uint32_t>(before - 1);
    span.end = static_cast<std::uint32_t>(after + 1);
  }
}

const std::vector<ExprId>* operands_of(const ast::Node& node) {
  if (const auto* junction = std::get_if<ast::And>(&node)) return &junction->operands;
  if (const auto* junction = std::get_if<ast::Or>(&node)) return &junction->operands;
  return nullptr;
}

}  // namespace

WrittenOperands::WrittenOperands(const LintSubject& subject) : subject_(subject) {
  for (const Ast& tree : subject.rules.trees.trees) {
    if (!subject.files.contains(tree.source)) continue;
    for (const ast::Expr& expr : tree.exprs) {
      const std::vector<ExprId>* operands = operands_of(expr.node);
      if (operands == nullptr) continue;
      std::vector<Span> spans;
      for (const ExprId operand : *operands) spans.push_back(tree[operand].span);
      junctions_.emplace(Key{expr.span.source, expr.span.begin, expr.span.end}, std::move(spans));
    }
    for (const ast::Def& def : tree.defs) {
      defs_.emplace(std::pair(tree.source, def.span.begin), Def{def.span, def.name, !def.parameters.empty()});
    }
  }
}

std::optional<std::vector<Span>> WrittenOperands::spans(NodeId junction) const {
  const closed::Entry& entry = subject_.tree()[junction];
  const auto found = junctions_.find({entry.span.source, entry.span.begin, entry.span.end});
  if (found == junctions_.end()) return std::nullopt;
  const auto* every = std::get_if<closed::And>(&entry.node);
  const auto* either = std::get_if<closed::Or>(&entry.node);
  if (every == nullptr && either == nullptr) return std::nullopt;
  const std::size_t count = (every != nullptr ? every->operands : either->operands).size();
  return count == found->second.size() ? std::optional(found->second) : std::nullopt;
}

std::optional<Span> WrittenOperands::removal(const std::vector<Span>& operands, std::size_t one) const {
  const std::string_view text = subject_.sources()[operands[one].source].text();
  const Span own = with_parentheses(text, operands[one]);
  const Span first = with_parentheses(text, operands.front()), last = with_parentheses(text, operands.back());
  if (text.substr(first.begin, last.end - first.begin).find('#') != std::string_view::npos) return std::nullopt;
  if (one == 0) return Span{own.source, own.begin, with_parentheses(text, operands[1]).begin};
  return Span{own.source, with_parentheses(text, operands[one - 1]).end, own.end};
}

const WrittenOperands::Def* WrittenOperands::def_at(Span place) const {
  auto after = defs_.upper_bound({place.source, place.begin});
  if (after == defs_.begin()) return nullptr;
  const Def& def = std::prev(after)->second;
  return def.span.source == place.source && place.end <= def.span.end ? &def : nullptr;
}

std::string WrittenOperands::text(Span span) const {
  std::string out;
  for (const char c : subject_.sources().text(span)) {
    if (!is_space(c)) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (out.size() <= kLongestText) return out;
  std::size_t end = kLongestText;
  while (end > 0 && (static_cast<unsigned char>(out[end]) & 0xC0U) == 0x80U) --end;
  return out.substr(0, end) + "...";
}

}  // namespace spoor
