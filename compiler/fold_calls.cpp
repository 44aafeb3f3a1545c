#include "compiler/fold_calls.h"

#include "lang/values/fold.h"

namespace spoor {

namespace {

// The arguments as literals, if all of them are.
std::optional<std::vector<Literal>> constant_arguments(const ClosedTree& tree, const closed::Call& call) {
  std::vector<Literal> out;
  for (const NodeId arg : call.args) {
    const auto* constant = tree.get_if<closed::Constant>(arg);
    if (constant == nullptr) return std::nullopt;
    out.push_back(constant->value);
  }
  return out;
}

std::optional<Literal> folded_concat(const std::vector<Literal>& args) {
  std::string out;
  for (const Literal& arg : args) {
    const auto* text = std::get_if<std::string>(&arg);
    if (text == nullptr) return std::nullopt;
    out += *text;
  }
  return out;
}

}  // namespace

std::optional<Literal> folded_call(const ClosedTree& tree, NodeId node) {
  const auto* call = tree.get_if<closed::Call>(node);
  if (call == nullptr || !call->steps.empty()) return std::nullopt;
  const auto args = constant_arguments(tree, *call);
  if (!args || args->empty()) return std::nullopt;
  const auto* text = std::get_if<std::string>(&args->front());
  switch (call->function) {
    case Function::lower:
      if (text == nullptr) return std::nullopt;
      return Literal(folded(*text));
    case Function::concat: return folded_concat(*args);
    case Function::coalesce:
      for (const Literal& arg : *args) {
        if (arg != Literal(std::string())) return arg;
      }
      return std::nullopt;
    case Function::len:
      if (text == nullptr) return std::nullopt;
      return Literal(Number::from_integer(static_cast<std::int64_t>(count_code_points(*text))));
    case Function::count: return Literal(Number::from_integer(1));
    case Function::choose:
    case Function::base_name:
    case Function::split: return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace spoor
