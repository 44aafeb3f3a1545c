#include "compiler/logic/logic.h"

#include <set>
#include <unordered_set>

#include "compiler/logic/lowering.h"
#include "compiler/logic/solver.h"

namespace spoor {

using namespace logic;

namespace {

// Of one question: a few milliseconds.
constexpr int kMaxQuestionSteps = 20'000;

}  // namespace

struct Logic::Parts {
  explicit Parts(SiteValues site_values) : lowering(formulas, site_values) {}

  Formulas formulas;
  Lowering lowering;
  std::unordered_map<ConditionId, bool> never[2];  // by Assumptions::has_one_value
  std::unordered_set<ConditionId> given_up;

  bool may_hold(std::vector<ConditionId> conditions, Assumptions assumptions, std::vector<ConditionId> asked) {
    int steps = kMaxQuestionSteps;
    const bool may = Solver(formulas, assumptions, steps).may_hold(std::move(conditions));
    if (steps < 0) given_up.insert(asked.begin(), asked.end());
    return may;
  }
};

Logic::Logic(SiteValues site_values) : parts_(std::make_unique<Parts>(site_values)) {}
Logic::Logic(Logic&&) noexcept = default;
Logic& Logic::operator=(Logic&&) noexcept = default;
Logic::~Logic() = default;

ConditionId Logic::intern(const ClosedTree& tree, NodeId condition) {
  return parts_->lowering.condition(tree, condition);
}
ConditionId Logic::exists(const ClosedTree& tree, NodeId value) { return parts_->lowering.exists(tree, value); }

ConditionId Logic::truth(bool value) { return parts_->formulas.truth(value); }
ConditionId Logic::negation(ConditionId condition) { return parts_->formulas.negation(condition); }
ConditionId Logic::conjunction(std::span<const ConditionId> operands) {
  return parts_->formulas.conjunction({operands.begin(), operands.end()});
}
ConditionId Logic::conjunction(ConditionId a, ConditionId b) { return parts_->formulas.conjunction({a, b}); }
ConditionId Logic::disjunction(std::span<const ConditionId> operands) {
  return parts_->formulas.disjunction({operands.begin(), operands.end()});
}

bool Logic::surely_never(ConditionId condition, Assumptions assumptions) {
  auto& known = parts_->never[assumptions.has_one_value ? 1 : 0];
  const auto at = known.find(condition);
  if (at != known.end()) return at->second;
  const bool never = !parts_->may_hold({condition}, assumptions, {condition});
  known.emplace(condition, never);
  return never;
}

bool Logic::surely_always(ConditionId condition, Assumptions assumptions) {
  const ConditionId opposite = negation(condition);
  const bool always = surely_never(opposite, assumptions);
  if (parts_->given_up.contains(opposite)) parts_->given_up.insert(condition);
  return always;
}

bool Logic::surely_implies(ConditionId a, ConditionId b, Assumptions assumptions) {
  if (a == b || a == kNever || b == kAlways) return true;
  return !parts_->may_hold({a, negation(b)}, assumptions, {a, b});
}

bool Logic::gave_up(ConditionId condition) const {
  return parts_->given_up.contains(condition) || parts_->lowering.is_too_large(condition);
}

std::vector<ConditionId> Logic::conjuncts(ConditionId condition) const {
  const auto* every = parts_->formulas.get_if<Every>(condition);
  return every != nullptr ? every->of : std::vector<ConditionId>{condition};
}

std::vector<Logic::Anchor> Logic::anchors(ConditionId condition) const {
  const Formulas& formulas = parts_->formulas;
  const Predicates& predicates = formulas.predicates();
  std::vector<Anchor> out;
  for (const ConditionId operand : conjuncts(condition)) {
    const auto* has = formulas.get_if<Has>(operand);
    if (has == nullptr) continue;
    const auto* via = predicates.get_if<Via>(has->predicate);
    const auto* set = predicates.get_if<TextIn>(via != nullptr ? via->of : has->predicate);
    if (set == nullptr) continue;
    out.push_back({static_cast<std::uint32_t>(has->operand),
                   via != nullptr ? std::optional(via->function) : std::nullopt, set->texts});
  }
  return out;
}

std::vector<std::uint32_t> Logic::operands(ConditionId condition) const {
  const Formulas& formulas = parts_->formulas;
  std::set<std::uint32_t> out;
  std::set<ConditionId> seen;
  std::vector<ConditionId> pending = {condition};
  const auto add = [&](OperandId operand) {
    out.insert(static_cast<std::uint32_t>(operand));
    for (const OperandId parent : formulas[operand].parents) out.insert(static_cast<std::uint32_t>(parent));
    pending.push_back(formulas[operand].needs);
  };
  while (!pending.empty()) {
    const ConditionId id = pending.back();
    pending.pop_back();
    if (!seen.insert(id).second) continue;
    if (const auto* has = formulas.get_if<Has>(id)) add(has->operand);
    if (const auto* any = formulas.get_if<Any>(id)) {
      add(any->operand);
      pending.push_back(any->body);
    }
    if (const auto* fact = formulas.get_if<Fact>(id)) pending.push_back(fact->implied);
    if (const auto* negated = formulas.get_if<NotThat>(id)) pending.push_back(negated->of);
    if (const auto* every = formulas.get_if<Every>(id)) {
      pending.insert(pending.end(), every->of.begin(), every->of.end());
    }
    if (const auto* either = formulas.get_if<Either>(id)) {
      pending.insert(pending.end(), either->of.begin(), either->of.end());
    }
  }
  return {out.begin(), out.end()};
}

}  // namespace spoor
