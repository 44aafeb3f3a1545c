#include "compiler/logic/formulas.h"

#include <algorithm>

#include "compiler/schema/cloudtrail.h"

namespace spoor::logic {

namespace {

std::string key_of(char kind, std::uint32_t a, std::uint32_t b, std::uint32_t c = 0) {
  std::string key(1, kind);
  for (const std::uint32_t number : {a, b, c}) {
    for (int shift = 0; shift < 32; shift += 8) key += static_cast<char>((number >> shift) & 0xFFU);
  }
  return key;
}

template <typename Id>
std::uint32_t number(Id id) {
  return static_cast<std::uint32_t>(id);
}

bool is_field_of_schema(const std::vector<PathStep>& steps) {
  std::string path;
  for (const PathStep& step : steps) {
    if (step.kind != PathStep::Kind::key) return false;
    path += (path.empty() ? "" : ".") + step.key;
  }
  return cloudtrail_type(path).has_value();
}

}  // namespace

Formulas::Formulas() {
  nodes_.emplace_back(false);
  nodes_.emplace_back(true);
}

ConditionId Formulas::intern(Formula node, const std::string& key) {
  const auto [at, is_new] = ids_.try_emplace(key, static_cast<ConditionId>(static_cast<std::uint32_t>(nodes_.size())));
  if (is_new) nodes_.push_back(std::move(node));
  return at->second;
}

OperandId Formulas::path(std::uint32_t root, const std::vector<PathStep>& steps) {
  std::string key = "p" + std::to_string(root);
  for (const PathStep& step : steps) {
    key += static_cast<char>('0' + static_cast<int>(step.kind));
    key += std::to_string(step.kind == PathStep::Kind::key ? static_cast<std::int64_t>(step.key.size()) : step.index);
    key += ':' + step.key;
  }
  const auto known = operand_ids_.find(key);
  if (known != operand_ids_.end()) return known->second;
  Operand made{.root = root, .steps = steps, .parents = {}, .needs = kAlways};
  if (!steps.empty() && (root > 0 || steps.size() > 1)) {
    const OperandId parent = path(root, {steps.begin(), steps.end() - 1});
    made.parents = (*this)[parent].parents;
    made.parents.push_back(parent);
  }
  made.is_certain = made.is_single = steps.empty();
  made.is_field_of_schema = root == 0 && is_field_of_schema(steps);
  return operand(key, [&] { return std::move(made); });
}

ConditionId Formulas::has(OperandId operand, PredicateId predicate) {
  if (predicate == PredicateId::never) return kNever;
  if (predicate == PredicateId::always && (*this)[operand].is_certain) return kAlways;
  return intern(Has{operand, predicate}, key_of('h', number(operand), number(predicate)));
}

ConditionId Formulas::any(OperandId operand, std::uint32_t level, ConditionId body) {
  if (const auto predicate = predicate_of(body, level)) return has(operand, *predicate);
  return intern(Any{operand, level, body}, key_of('a', number(operand), level, number(body)));
}

ConditionId Formulas::fact(const std::string& key, ConditionId implied) { return intern(Fact{implied}, "f" + key); }

ConditionId Formulas::negation(ConditionId id) {
  if (const bool* truth = get_if<bool>(id)) return *truth ? kNever : kAlways;
  if (const auto* negated = get_if<NotThat>(id)) return negated->of;
  const auto all_negated = [this](const std::vector<ConditionId>& operands) {
    std::vector<ConditionId> out;
    out.reserve(operands.size());
    for (const ConditionId operand : operands) out.push_back(negation(operand));
    return out;
  };
  if (const auto* every = get_if<Every>(id)) return disjunction(all_negated(every->of));
  if (const auto* either = get_if<Either>(id)) return conjunction(all_negated(either->of));
  if (const auto* has = get_if<Has>(id); has != nullptr && (*this)[has->operand].is_variable()) {
    return this->has(has->operand, predicates_.negation(has->predicate));  // the one value satisfies it or does not
  }
  return intern(NotThat{id}, key_of('!', number(id), 0));
}

ConditionId Formulas::junction(std::vector<ConditionId> operands, bool is_all) {
  const ConditionId neutral = is_all ? kAlways : kNever, decisive = is_all ? kNever : kAlways;
  std::vector<ConditionId> flat, kept;
  for (const ConditionId operand : operands) {
    const auto* every = is_all ? get_if<Every>(operand) : nullptr;
    const auto* either = is_all ? nullptr : get_if<Either>(operand);
    const std::vector<ConditionId>* inner = every != nullptr ? &every->of : either != nullptr ? &either->of : nullptr;
    if (inner != nullptr) {
      flat.insert(flat.end(), inner->begin(), inner->end());
    } else {
      flat.push_back(operand);
    }
  }
  // One test for all of an operand: `some value is a` or `some value is b`, and the opposites of both.
  std::map<OperandId, std::vector<PredicateId>> tests, of_variables;
  for (const ConditionId operand : flat) {
    if (operand == decisive) return decisive;
    if (operand == neutral) continue;
    const auto* negated = get_if<NotThat>(operand);
    const auto* has = get_if<Has>(negated != nullptr ? negated->of : operand);
    if (has != nullptr && (*this)[has->operand].is_variable()) {
      of_variables[has->operand].push_back(has->predicate);
    } else if (has != nullptr && is_all == (negated != nullptr)) {
      tests[has->operand].push_back(has->predicate);
    } else {
      kept.push_back(operand);
    }
  }
  for (auto& [operand, predicates] : tests) {
    const ConditionId merged = has(operand, predicates_.disjunction(std::move(predicates)));
    kept.push_back(is_all ? negation(merged) : merged);
  }
  for (auto& [operand, predicates] : of_variables) {
    kept.push_back(has(operand, is_all ? predicates_.conjunction(std::move(predicates))
                                       : predicates_.disjunction(std::move(predicates))));
  }
  std::sort(kept.begin(), kept.end());
  kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
  std::erase(kept, neutral);
  for (const ConditionId operand : kept) {
    if (operand == decisive) return decisive;
    const auto* negated = get_if<NotThat>(operand);
    if (negated != nullptr && std::binary_search(kept.begin(), kept.end(), negated->of)) return decisive;
  }
  if (kept.empty()) return neutral;
  if (kept.size() == 1) return kept[0];
  std::string key(1, is_all ? '&' : '|');
  for (const ConditionId operand : kept) key += key_of(' ', number(operand), 0).substr(1, 4);
  if (is_all) return intern(Every{std::move(kept)}, key);
  return intern(Either{std::move(kept)}, key);
}

std::optional<PredicateId> Formulas::predicate_of(ConditionId id, std::uint32_t level) {
  if (const bool* truth = get_if<bool>(id)) return *truth ? PredicateId::always : PredicateId::never;
  if (const auto* has = get_if<Has>(id)) {
    const Operand& operand = (*this)[has->operand];
    return operand.is_variable() && *operand.root == level ? std::optional(has->predicate) : std::nullopt;
  }
  if (const auto* negated = get_if<NotThat>(id)) {
    const auto inner = predicate_of(negated->of, level);
    return inner ? std::optional(predicates_.negation(*inner)) : std::nullopt;
  }
  const auto* every = get_if<Every>(id);
  const auto* either = get_if<Either>(id);
  if (every == nullptr && either == nullptr) return std::nullopt;
  std::vector<PredicateId> of;
  for (const ConditionId operand : every != nullptr ? every->of : either->of) {
    const auto inner = predicate_of(operand, level);
    if (!inner) return std::nullopt;
    of.push_back(*inner);
  }
  return every != nullptr ? predicates_.conjunction(std::move(of)) : predicates_.disjunction(std::move(of));
}

}  // namespace spoor::logic
