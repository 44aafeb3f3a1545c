#include "compiler/closer.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compiler/children.h"
#include "lang/suggest.h"

namespace spoor {

namespace {

// Far beyond what is written by hand.
constexpr std::uint32_t kMaxDepth = 300;
constexpr std::size_t kMaxNodes = 4'000'000;  // of all expressions together

}  // namespace

NodeId Closer::add(closed::Node node, Span span, Span use) {
  const auto id = static_cast<NodeId>(tree_.nodes.size());
  std::uint32_t size = 1;
  for_each_child(
      node, [&](NodeId child) { size = std::min(kMostParts + 1, size + sizes_[static_cast<std::size_t>(child)]); });
  tree_.nodes.push_back({std::move(node), span, use});
  if (size > kMostParts) {
    report_parts(use);
    tree_.nodes.back().node = closed::Field{};
    size = 1;
  }
  sizes_.push_back(size);
  return id;
}

void Closer::report_parts(Span use) {
  stop(use, fmt::format("the condition has more than {} parts", kMostParts),
       "defs that use others twice double at each level; many literals are written as one list");
}

void Closer::stop(Span use, std::string message, std::string help) {
  if (std::exchange(is_stopped_, true)) return;
  spoor::report(diagnostics_, DiagnosticKind::expansion_too_large, use, std::move(message), std::move(help));
}

NodeId Closer::add(closed::Node node, Span span, const Scope& scope) {
  const NodeId id = add(std::move(node), span, scope.use.value_or(span));
  tree_[id].is_of_cloudtrail = scope.pack->has_cloudtrail_schema;
  return id;
}

void Closer::report(DiagnosticKind kind, Span span, const Scope& scope, std::string message, std::string help,
                    std::vector<Fix> fixes) {
  std::vector<Label> labels;
  if (scope.use && *scope.use != span) labels.push_back({*scope.use, "expanded here"});
  spoor::report(diagnostics_, kind, span, std::move(message), std::move(help), std::move(labels), std::move(fixes));
}

NodeId Closer::close_whole(ExprId expr, Scope& scope) {
  parts_ = 0;
  is_stopped_ = false;
  return close(expr, scope);
}

void Closer::close_alone(const ast::Def& def, Scope& scope) {
  parts_ = 0;
  is_stopped_ = false;
  close_body(def, scope);
}

NodeId Closer::close(ExprId id, Scope& scope) {
  const ast::Expr& expr = (*scope.tree)[id];
  const Span use = scope.use.value_or(expr.span);
  ++parts_;
  if (depth_ >= kMaxDepth) {
    stop(use, fmt::format("the condition expands to more than {} levels", kMaxDepth), "use fewer defs within defs");
  } else if (parts_ > kMostParts || tree_.nodes.size() > kMaxNodes) {
    report_parts(use);
  }
  if (is_stopped_) return unknown(expr.span, scope);
  ++depth_;
  const NodeId closed = close_node(expr, scope);
  --depth_;
  return closed;
}

// How many parts a def has does not depend on its arguments, so what it had once tells whether it still fits.
NodeId Closer::close_body(const ast::Def& def, Scope& scope) {
  const std::size_t before = parts_;
  const NodeId body = close(def.body, scope);
  const std::size_t parts = parts_ - before;
  if (!is_stopped_ || parts > kMostParts) parts_of_defs_[&def] = parts;
  return body;
}

NodeId Closer::close_node(const ast::Expr& expr, Scope& scope) {
  const Span span = expr.span;
  if (const auto* node = std::get_if<ast::Constant>(&expr.node)) return add(closed::Constant{node->value}, span, scope);
  if (const auto* node = std::get_if<ast::Path>(&expr.node)) return close_path(*node, span, scope);
  if (const auto* node = std::get_if<ast::Call>(&expr.node)) return close_call(*node, span, scope);
  if (const auto* node = std::get_if<ast::Range>(&expr.node)) {
    const NodeId low = close(node->low, scope);
    return add(closed::Range{low, close(node->high, scope)}, span, scope);
  }
  if (const auto* node = std::get_if<ast::Set>(&expr.node))
    return add(closed::Set{close_all(node->items, scope)}, span, scope);
  if (const auto* node = std::get_if<ast::Not>(&expr.node))
    return add(closed::Not{close(node->operand, scope)}, span, scope);
  if (const auto* node = std::get_if<ast::And>(&expr.node))
    return add(closed::And{close_all(node->operands, scope)}, span, scope);
  if (const auto* node = std::get_if<ast::Or>(&expr.node))
    return add(closed::Or{close_all(node->operands, scope)}, span, scope);
  if (const auto* node = std::get_if<ast::Quantified>(&expr.node)) return close_quantified(*node, span, scope);
  if (const auto* node = std::get_if<ast::Exists>(&expr.node))
    return add(closed::Exists{close(node->path, scope)}, span, scope);
  return close_test(std::get<ast::Test>(expr.node), span, scope);
}

std::vector<NodeId> Closer::close_all(const std::vector<ExprId>& exprs, Scope& scope) {
  std::vector<NodeId> out;
  for (const ExprId expr : exprs) out.push_back(close(expr, scope));
  return out;
}

std::optional<VariableId> Closer::find_variable(std::string_view name, const Scope& scope) const {
  const auto found = std::find_if(scope.variables.rbegin(), scope.variables.rend(),
                                  [&](const auto& variable) { return variable.first == name; });
  if (found == scope.variables.rend()) return std::nullopt;
  return found->second;
}

std::optional<std::uint32_t> Closer::find_step(std::string_view name, const Scope& scope) const {
  const auto found =
      std::find_if(scope.steps.begin(), scope.steps.end(), [&](const closed::Step& step) { return step.name == name; });
  if (found == scope.steps.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - scope.steps.begin());
}

NodeId Closer::close_step(const ast::Path& path, std::uint32_t step, Span span, const Scope& scope) {
  if (scope.steps[step].role == StepRole::absent) {
    report(DiagnosticKind::bad_step, path.head_span, scope,
           fmt::format("`{}` is a `not`, and there is no record of what did not happen", path.head),
           "name a step that happened; a path without a step is of the record that fires");
    return unknown(path.head_span, scope);
  }
  if (!path.steps.empty()) {
    tree_.step_names.push_back(path.head);
    const auto name = static_cast<std::uint32_t>(tree_.step_names.size() - 1);
    return add(closed::Field{std::nullopt, path.steps, false, closed::OfStep{step, name}}, span, scope);
  }
  report(DiagnosticKind::not_a_value, path.head_span, scope, fmt::format("`{}` is a step, not a value", path.head),
         fmt::format("write what of its record is meant: `{}.eventName`", path.head));
  return unknown(path.head_span, scope);
}

NodeId Closer::close_path(const ast::Path& path, Span span, Scope& scope) {
  if (!path.is_quoted) {
    if (const auto variable = find_variable(path.head, scope)) {
      return add(closed::Field{*variable, path.steps}, span, scope);
    }
    for (const auto& [name, bound] : scope.parameters) {
      if (name == path.head) return bound ? with_steps(*bound, path.steps, span, scope) : unknown(span, scope);
    }
    if (const auto step = find_step(path.head, scope)) return close_step(path, *step, span, scope);
    auto lookup = find_def(*scope.pack, path.head);
    std::size_t used_steps = 0;
    if (!lookup.found) {
      const std::string dotted = dotted_text(path);
      if (const auto qualified = find_qualifier(*scope.pack, dotted)) {
        const std::string_view def = qualified->rest.substr(0, qualified->rest.find('.'));
        const auto there = qualified->pack->defs.find(def);
        if (there != qualified->pack->defs.end()) {
          lookup.found = {qualified->pack, there->second};
          const std::string_view before(dotted.data(), dotted.size() - qualified->rest.size());
          used_steps = static_cast<std::size_t>(std::count(before.begin(), before.end(), '.'));
        }
      }
    }
    if (lookup.clash) {
      report(DiagnosticKind::ambiguous_name, path.head_span, scope,
             fmt::format("`{}` is defined by `{}` and by `{}`", path.head, lookup.clash->first, lookup.clash->second),
             fmt::format("write `{}.{}` or `{}.{}`", lookup.clash->first, path.head, lookup.clash->second, path.head));
      return unknown(span, scope);
    }
    if (lookup.found) {
      const NodeId expanded = expand(*lookup.found, {}, span, scope);
      return with_steps(expanded, {path.steps.begin() + static_cast<std::ptrdiff_t>(used_steps), path.steps.end()},
                        span, scope);
    }
  }
  if (!path.is_quoted) {
    if (const auto param = find_param(*scope.pack, path.head); param.found) {
      return with_steps(add(closed::Constant{param.found->ref.value()}, span, scope), path.steps, span, scope);
    }
  }
  closed::Field field{std::nullopt, {{PathStep::Kind::key, path.head, 0, path.head_span}}, path.is_quoted};
  field.steps.insert(field.steps.end(), path.steps.begin(), path.steps.end());
  return add(std::move(field), span, scope);
}

NodeId Closer::close_call(const ast::Call& call, Span span, Scope& scope) {
  auto lookup = find_def(*scope.pack, call.name);
  if (!lookup.found && !lookup.clash) {
    if (const auto qualified = find_qualifier(*scope.pack, call.name)) {
      const auto there = qualified->pack->defs.find(qualified->rest);
      if (there != qualified->pack->defs.end()) lookup.found = {qualified->pack, there->second};
    }
  }
  if (lookup.clash) {
    report(DiagnosticKind::ambiguous_name, call.name_span, scope,
           fmt::format("`{}` is defined by `{}` and by `{}`", call.name, lookup.clash->first, lookup.clash->second),
           fmt::format("write `{}.{}(...)`", lookup.clash->first, call.name));
    return unknown(span, scope);
  }
  std::vector<NodeId> args = close_all(call.args, scope);
  if (lookup.found) {
    const std::vector<std::optional<NodeId>> bound(args.begin(), args.end());
    return with_steps(expand(*lookup.found, bound, span, scope), call.steps, span, scope);
  }
  if (const auto found = close_lookup(call, args, span, scope)) return *found;
  if (const auto function = find_function(call.name)) {
    return add_call({*function, std::move(args), call.steps}, span, scope);
  }
  if (!scope.pack->breaks(call.name)) {
    const auto near = closest(call.name, callable_names(*scope.pack));
    const bool is_list = find_list(*scope.pack, call.name).found.has_value();
    report(DiagnosticKind::unknown_name, call.name_span, scope,
           fmt::format("there is no def or function `{}`", call.name),
           is_list ? "a list takes no arguments"
           : near  ? fmt::format("did you mean `{}`?", *near)
                   : "a def of another pack needs `use` and the pack's name, such as `use cloudtrail`",
           near ? std::vector<Fix>{{call.name_span, std::string(*near)}} : std::vector<Fix>{});
  }
  return unknown(span, scope);
}

NodeId Closer::expand(const FoundName<LoadedPack::DefRef>& found, std::vector<std::optional<NodeId>> args, Span span,
                      Scope& scope) {
  const ast::Def& def = *found.ref.def;
  if (std::find(scope.expanding.begin(), scope.expanding.end(), &def) != scope.expanding.end()) {
    report(DiagnosticKind::recursive_def, def.name_span, scope, fmt::format("def `{}` contains itself", def.name),
           "a def is expanded where it stands, so it must come to an end");
    return unknown(span, scope);
  }
  if (args.size() != def.parameters.size()) {
    const bool takes_none = def.parameters.empty();
    report(takes_none ? DiagnosticKind::not_callable : DiagnosticKind::argument_count, span, scope,
           takes_none ? fmt::format("def `{}` takes no arguments", def.name)
                      : fmt::format("def `{}` takes {} argument{}, found {}", def.name, def.parameters.size(),
                                    def.parameters.size() == 1 ? "" : "s", args.size()),
           takes_none ? fmt::format("write `{}`", def.name) : std::string());
    return unknown(span, scope);
  }
  if (const auto known = parts_of_defs_.find(&def);
      known != parts_of_defs_.end() && parts_ + known->second > kMostParts) {
    parts_ += known->second;
    const bool was_reported = known->second > kMostParts;  // of the def by itself
    if (was_reported) is_stopped_ = true;
    report_parts(scope.use.value_or(span));
    return unknown(span, scope);
  }
  Scope inside{.pack = found.pack,
               .tree = found.ref.tree,
               .variables = {},
               .parameters = {},
               .expanding = scope.expanding,
               .use = scope.use.value_or(span)};
  inside.expanding.push_back(&def);
  for (std::size_t i = 0; i < args.size(); ++i) inside.parameters.emplace_back(def.parameters[i].name, args[i]);
  const NodeId body = close_body(def, inside);
  tree_.expansions.push_back({body, span, def.name_span});
  return body;
}

// A copy of the value with more steps behind it.
NodeId Closer::with_steps(NodeId base, const std::vector<PathStep>& steps, Span span, const Scope& scope) {
  if (steps.empty()) return base;
  closed::Node node = tree_[base].node;
  if (auto* field = std::get_if<closed::Field>(&node)) {
    if (!field->variable && field->steps.empty()) return base;  // reported already
    field->steps.insert(field->steps.end(), steps.begin(), steps.end());
    return add(std::move(node), span, scope);
  }
  if (auto* call = std::get_if<closed::Call>(&node)) {
    call->steps.insert(call->steps.end(), steps.begin(), steps.end());
    return add_call(std::move(*call), span, scope);
  }
  if (auto* lookup = std::get_if<closed::Lookup>(&node)) {
    lookup->steps.insert(lookup->steps.end(), steps.begin(), steps.end());
    return add_lookup(std::move(*lookup), span, scope);
  }
  report(DiagnosticKind::step_on_literal, steps[0].span, scope,
         fmt::format("found the path step `{}` behind {}", to_text(steps[0]),
                     std::holds_alternative<closed::Constant>(node) ? "a literal" : "a condition or list"),
         "steps go on from a path or a computed value");
  return base;
}

NodeId Closer::close_quantified(const ast::Quantified& quantified, Span span, Scope& scope) {
  const NodeId over = close(quantified.over, scope);
  const auto variable = static_cast<VariableId>(tree_.variables.size());
  tree_.variables.push_back(quantified.variable);
  scope.variables.emplace_back(quantified.variable, variable);
  const NodeId body = close(quantified.body, scope);
  scope.variables.pop_back();
  return add(closed::Quantified{quantified.quantifier, variable, over, body}, span, scope);
}

// `null` is no word of the language, and a field of that name hardly exists.
bool Closer::is_null(ExprId expr, const Scope& scope) const {
  const auto* path = std::get_if<ast::Path>(&(*scope.tree)[expr].node);
  if (path == nullptr || path->head != "null" || path->is_quoted || !path->steps.empty()) return false;
  const bool is_parameter = std::any_of(scope.parameters.begin(), scope.parameters.end(),
                                        [](const auto& parameter) { return parameter.first == "null"; });
  return !is_parameter && !find_variable("null", scope) && !find_def(*scope.pack, "null").found;
}

NodeId Closer::close_test(const ast::Test& test, Span span, Scope& scope) {
  const RightSide side = info(test.op).right;
  const bool left_is_null = is_null(test.left, scope);
  if (left_is_null || is_null(test.right, scope)) {
    const NodeId other = close(left_is_null ? test.right : test.left, scope);
    const std::string mended =
        fmt::format("{}exists {}", test.op == Operator::equal ? "not " : "", to_text(tree_, other));
    const bool is_equality = side == RightSide::value;
    report(DiagnosticKind::compare_with_null, span, scope,
           "there is no `null` to compare with: a null value is a missing one",
           is_equality ? fmt::format("write `{}`", mended) : "`exists` asks whether there is a value",
           is_equality ? std::vector<Fix>{{span, mended}} : std::vector<Fix>{});
    return unknown(span, scope);
  }
  const NodeId left = close(test.left, scope);
  NodeId right{};
  switch (side) {
    case RightSide::value:
    case RightSide::ordered: right = close(test.right, scope); break;
    case RightSide::set: return close_membership(test, left, close_set(test.right, scope), span, scope);
    case RightSide::strings:
    case RightSide::globs:
    case RightSide::regexes: right = close_string_set(test.right, scope); break;
  }
  return add(closed::Test{test.op, test.is_negated, test.is_folded, test.needs_all, left, right, test.op_span}, span,
             scope);
}

}  // namespace spoor
