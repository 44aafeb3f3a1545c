#include "lang/operator.h"

#include <algorithm>

namespace spoor {

namespace {

constexpr bool folds = true, exact = false;
constexpr bool negates = true, plain = false;

constexpr OperatorInfo kOperators[] = {
#define OPERATOR(id, spelling, right, fold, negate, sentence) {spelling, RightSide::right, fold, negate, sentence},
#include "lang/operators.def"
#undef OPERATOR
};

}  // namespace

std::span<const OperatorInfo> operators() { return kOperators; }

std::optional<Operator> find_operator(std::string_view spelling) {
  const auto all = operators();
  const auto op = std::find_if(all.begin(), all.end(), [&](const OperatorInfo& o) { return o.spelling == spelling; });
  if (op == all.end()) return std::nullopt;
  return static_cast<Operator>(op - all.begin());
}

Operator mirrored(Operator op) {
  if (op == Operator::less) return Operator::greater;
  if (op == Operator::less_equal) return Operator::greater_equal;
  if (op == Operator::greater) return Operator::less;
  return Operator::less_equal;
}

}  // namespace spoor
