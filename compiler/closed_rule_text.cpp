#include <fmt/format.h>

#include "compiler/closed.h"
#include "compiler/program/state_text.h"

namespace spoor {

namespace {

std::vector<std::string> values_text(const ClosedTree& tree, const std::vector<closed::Output>& values) {
  std::vector<std::string> out;
  for (const closed::Output& value : values) {
    out.push_back(to_text(tree, value.value) + (value.role == OutputRole::optional_key ? "?" : ""));
  }
  return out;
}

std::string clause_text(const ClosedTree& tree, const closed::State& state) {
  StateRow row = state.numbers;
  row.kind = static_cast<std::uint32_t>(state.kind);
  StateNames names{.values = values_text(tree, state.values), .keys = values_text(tree, state.keys)};
  if (state.share) names.share = to_text(tree, *state.share);
  return state_text(row, names);
}

}  // namespace

std::string to_text(const ClosedTree& tree, const closed::Rule& rule) {
  std::string out = fmt::format("rule {}{}\n", rule.name, rule.is_hidden ? "  hidden" : "");
  if (!rule.state) {
    for (const NodeId condition : rule.conditions) out += fmt::format("  {}\n", to_text(tree, condition));
    return out;
  }
  out += fmt::format("  {}\n", clause_text(tree, *rule.state));
  for (const closed::Step& step : rule.state->steps) {
    const std::string_view taken = step.rule ? std::string_view(tree.rules[*step.rule].name) : std::string_view();
    const std::string text = step_text(step.role, step.repeat, {step.name, values_text(tree, step.keys), taken});
    if (!text.empty()) out += fmt::format("  step {}\n", text);
    if (step.condition) out += fmt::format("    {}\n", to_text(tree, rule.conditions[*step.condition]));
  }
  return out;
}

}  // namespace spoor
