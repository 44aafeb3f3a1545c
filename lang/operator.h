#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace spoor {

enum class Operator : std::uint8_t {
#define OPERATOR(id, spelling, right, fold, negate, sentence) id,
#include "lang/operators.def"
#undef OPERATOR
};

enum class RightSide : std::uint8_t { value, ordered, set, strings, globs, regexes };

struct OperatorInfo {
  std::string_view spelling;
  RightSide right;
  bool can_fold;
  bool can_negate;
  std::string_view sentence;
};

std::span<const OperatorInfo> operators();  // in the order of the enum
inline const OperatorInfo& info(Operator op) { return operators()[static_cast<std::size_t>(op)]; }
// Of `<`, `<=`, `>` and `>=` the one that says the same with the sides exchanged.
Operator mirrored(Operator op);
std::optional<Operator> find_operator(std::string_view spelling);

}  // namespace spoor
