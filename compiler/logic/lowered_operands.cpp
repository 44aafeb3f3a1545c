#include <algorithm>

#include "compiler/logic/lowering.h"
#include "lang/values/wide_hash.h"

// Values that conditions ask of, each by what it is.
namespace spoor::logic {

namespace {

std::string hex(UnsignedWide value) {
  std::string out;
  for (int i = 0; i < 32; ++i, value >>= 4) out += "0123456789abcdef"[static_cast<std::size_t>(value & 15)];
  return out;
}

std::string sized(const std::string& text) { return std::to_string(text.size()) + ':' + text; }

}  // namespace

OperandId Lowering::operand(NodeId id) {
  const auto* field = tree_->get_if<closed::Field>(id);
  if (field != nullptr && !field->step) {
    const std::uint32_t level = field->variable ? of_tree_->levels[static_cast<std::uint32_t>(*field->variable)] : 0;
    return formulas_.path(level, field->steps);
  }
  static const std::vector<PathStep> kNoSteps;
  const auto* call = tree_->get_if<closed::Call>(id);
  const auto* lookup = tree_->get_if<closed::Lookup>(id);
  const std::vector<PathStep>& steps = call != nullptr ? call->steps : lookup != nullptr ? lookup->steps : kNoSteps;
  return computed(id, steps, steps.size());
}

OperandId Lowering::computed(NodeId id, const std::vector<PathStep>& steps, std::size_t step_count) {
  const auto* call = tree_->get_if<closed::Call>(id);
  const auto* lookup = tree_->get_if<closed::Lookup>(id);
  std::string key;
  if (call != nullptr) {
    key = "c" + std::to_string(static_cast<int>(call->function));
    for (const NodeId arg : call->args) key += sized(key_of(arg));
  } else if (lookup != nullptr) {
    key = "t" + table_key(tree_->table(lookup->table)) + sized(key_of(lookup->key));
  } else {
    key = "o" + to_text(*tree_, id);  // of a step's record, which no condition reads
  }
  for (std::size_t i = 0; i < step_count; ++i) key += '.' + sized(to_text(steps[i]));
  Operand made{.root = std::nullopt, .steps = {}, .parents = {}, .needs = kAlways};
  if (step_count > 0) {
    const OperandId parent = computed(id, steps, step_count - 1);
    made.parents = formulas_[parent].parents;
    made.parents.push_back(parent);
    made.needs = formulas_[parent].needs;
  } else if (call != nullptr) {
    made.is_certain = made.is_single =
        call->function == Function::count || info(call->function).result == FunctionResult::truth;
    made.needs = needs_of(*call);
  } else if (lookup != nullptr) {
    made.needs = some(lookup->key, PredicateId::always);
  }
  return formulas_.operand(key, [&] { return std::move(made); });
}

// Where a call has a value, its arguments have.
ConditionId Lowering::needs_of(const closed::Call& call) {
  if (call.function == Function::choose || call.function == Function::count ||
      info(call.function).result == FunctionResult::truth) {
    return kAlways;
  }
  std::vector<ConditionId> needs;
  for (const NodeId arg : call.args) needs.push_back(some(arg, PredicateId::always));
  return call.function == Function::coalesce ? formulas_.disjunction(std::move(needs))
                                             : formulas_.conjunction(std::move(needs));
}

std::string Lowering::key_of(NodeId id) {
  if (const Literal* constant = literal(id)) return "l" + std::to_string(constant->index()) + to_text(*constant);
  const closed::Node& node = (*tree_)[id].node;
  const bool is_value = std::holds_alternative<closed::Field>(node) || std::holds_alternative<closed::Call>(node) ||
                        std::holds_alternative<closed::Lookup>(node);
  if (is_value) return "v" + std::to_string(static_cast<std::uint32_t>(operand(id)));
  if (const auto* set = std::get_if<closed::Set>(&node)) {
    std::string key = "s";
    for (const NodeId item : set->items) key += sized(key_of(item));
    return key;
  }
  return "f" + std::to_string(static_cast<std::uint32_t>(cached(id)));
}

std::string Lowering::table_key(const LoadedTable& table) {
  std::string& key = table_keys_[&table];
  if (!key.empty()) return key;
  WideHash hash;
  hash.add(table.database.value_or(""));
  for (std::size_t i = 0; i < table.keys.strings.size(); ++i) hash.add(table.keys.string(i));
  for (const Number& number : table.keys.numbers) hash.add(to_text(number));
  for (const Network& network : table.keys.networks) hash.add(to_text(network));
  for (std::size_t i = 0; i < table.rows.size(); ++i) hash.add(table.row(i));
  return key = std::to_string(static_cast<int>(table.keys.type)) + hex(hash.value());
}

}  // namespace spoor::logic
