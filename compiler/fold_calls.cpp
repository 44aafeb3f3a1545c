#include "compiler/fold_calls.h"

#include "lang/functions/each.h"

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

// As the functions know it that take one value at a time.
std::optional<Scalar> scalar_of(const Literal& literal) {
  if (const auto* text = std::get_if<std::string>(&literal)) return *text;
  if (const auto* number = std::get_if<Number>(&literal)) return *number;
  if (const auto* boolean = std::get_if<bool>(&literal)) return *boolean;
  return std::nullopt;
}

std::optional<Literal> literal_of(const Scalar& scalar) {
  if (const auto* text = std::get_if<std::string_view>(&scalar)) return std::string(*text);
  if (const auto* number = std::get_if<Number>(&scalar)) return *number;
  if (const auto* boolean = std::get_if<bool>(&scalar)) return *boolean;
  return std::nullopt;
}

std::optional<Literal> folded_each(Function function, const Literal& argument) {
  if (info(function).result == FunctionResult::time) return std::nullopt;
  const auto scalar = scalar_of(argument);
  if (!scalar) return std::nullopt;
  std::string made;
  const auto result = each_function(function)(*scalar, made);
  return result ? literal_of(*result) : std::nullopt;
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

std::optional<Literal> folded_coalesce(const std::vector<Literal>& args) {
  for (const Literal& arg : args) {
    if (arg != Literal(std::string())) return arg;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Literal> folded_call(const ClosedTree& tree, NodeId node) {
  const auto* call = tree.get_if<closed::Call>(node);
  if (call == nullptr || !call->steps.empty()) return std::nullopt;
  const auto args = constant_arguments(tree, *call);
  if (!args || args->empty()) return std::nullopt;
  if (each_function(call->function) != nullptr) return folded_each(call->function, args->front());
  if (call->function == Function::concat) return folded_concat(*args);
  if (call->function == Function::coalesce) return folded_coalesce(*args);
  if (call->function == Function::count) return Number::from_integer(1);
  return std::nullopt;
}

}  // namespace spoor
