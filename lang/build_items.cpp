#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "lang/builder.h"

// What stands in a file.
namespace spoor {

void Builder::use(std::uint32_t i) {
  const Children parts = children(i);
  ast::Use made{word(parts[0]), span(parts[0]), {}, span(i)};
  if (parts.size() > 1) made.alias = word(children(parts[1])[0]);
  tree_.uses.push_back(std::move(made));
}

ast::Param Builder::param(std::uint32_t i) {
  const Children parts = children(i);
  return {word(parts[0]), span(parts[0]), expr_of_[parts[1]], span(i)};
}

ast::ValueType Builder::value_type(std::uint32_t i) {
  const std::string_view name = lexeme(i);
  if (name == "string") return ast::ValueType::string;
  if (name == "int") return ast::ValueType::integer;
  if (name == "cidr") return ast::ValueType::cidr;
  if (name == "ip") return ast::ValueType::ip;
  report(diagnostics_, DiagnosticKind::syntax, span(i), fmt::format("`{}` is no type", name),
         "a list or a table's keys are one of `string`, `int`, `cidr` or `ip`");
  return ast::ValueType::none;
}

ast::FileName Builder::file_name(std::uint32_t i) const {
  const std::uint32_t name = children(i)[0];
  return {string(name), span(name)};
}

ast::List Builder::list(std::uint32_t i) {
  Children parts = children(i);
  ast::List made{word(parts[0]), span(parts[0]), ast::ValueType::none, std::nullopt, {}, span(i)};
  parts = parts.subspan(1);
  if (!parts.empty() && kind(parts[0]) == SyntaxKind::value_type) {
    made.type = value_type(parts[0]);
    parts = parts.subspan(1);
  }
  if (!parts.empty() && kind(parts[0]) == SyntaxKind::from) {
    made.from = file_name(parts[0]);
  } else {
    made.items = exprs(parts);
  }
  return made;
}

void Builder::table(std::uint32_t i) {
  const Children parts = children(i);
  ast::Table made{word(parts[0]), span(parts[0]), ast::ValueType::none, {}, {}, {}, span(i)};
  for (const std::uint32_t child : parts.subspan(1)) {
    if (kind(child) == SyntaxKind::value_type) {
      made.type = value_type(child);
    } else if (kind(child) == SyntaxKind::from) {
      made.from = file_name(child);
    } else {
      made.key_column = unquoted(child);
      made.key_column_span = span(child);
    }
  }
  tree_.tables.push_back(std::move(made));
}

void Builder::def(std::uint32_t i) {
  const Children parts = children(i);
  ast::Def made{word(parts[0]), span(parts[0]), {}, expr_of_[parts.back()], span(i)};
  for (const std::uint32_t child : parts.subspan(1, parts.size() - 2)) {
    made.parameters.push_back({word(child), span(child)});
  }
  tree_.defs.push_back(std::move(made));
}

void Builder::tune(std::uint32_t i) {
  const Children parts = children(i);
  ast::Tune made{word(parts[0]), span(parts[0]), clauses(parts.subspan(1)), {}, {}, span(i)};
  // Its params and lists were read before it, as if they were the file's own, and are the last ones there.
  const auto take_last = [&](auto& items, auto& own, SyntaxKind wanted) {
    const auto count =
        std::count_if(parts.begin(), parts.end(), [&](std::uint32_t child) { return kind(child) == wanted; });
    own.assign(std::make_move_iterator(items.end() - count), std::make_move_iterator(items.end()));
    items.erase(items.end() - count, items.end());
  };
  take_last(tree_.params, made.params, SyntaxKind::param);
  take_last(tree_.lists, made.lists, SyntaxKind::list);
  tree_.tunes.push_back(std::move(made));
}

}  // namespace spoor
