#pragma once

#include <span>
#include <vector>

#include "lang/functions/each.h"
#include "runtime/match/machine.h"

namespace spoor::function {

// In bytes: of text that `concat` makes and `json` reads.
inline constexpr std::size_t kMaxTextLength = std::size_t{1} << 20;

// What a function is asked: its arguments, worked out when it looks at them, and where text that it makes goes. `arena`
// lives as long as what it returns.
struct Call {
  Machine& machine;
  std::span<const ArgumentRow> arguments;
  Arena& arena;

  // REQUIRES: argument < arguments.size(). Of a condition there are no values, and a value does not hold.
  std::span<const Value> values(std::size_t argument, ValueBuffers::Loan& loan) const {
    const ArgumentRow& row = arguments[argument];
    return row.kind == ArgumentKind::operand ? values_of(machine, row.index, loan) : std::span<const Value>();
  }
  bool holds(std::size_t argument) const {
    const ArgumentRow& row = arguments[argument];
    return row.kind == ArgumentKind::condition && run(machine, row.index);
  }

  // Calls visit(text) for each string among an argument's values.
  template <typename Visit>
  void for_each_string(std::size_t argument, Visit&& visit) const {
    ValueBuffers::Loan loan(machine.buffers);
    for (const Value& value : values(argument, loan)) {
      if (value.is_string()) visit(value.text());
    }
  }
};

// The rows FUNCTION of lang/functions.def, each in the file of its name: appends the function's values. All are total.
#define FUNCTION(id, name, takes, result, minimum, maximum, sentence) \
  void id(const Call& call, std::vector<Value>& out);
#define EACH(id, name, takes, result, sentence)
#define PART(of, part, takes, result, sentence)
#include "lang/functions.def"
#undef FUNCTION

// All others: appends what each value of the argument gives, or, of a truth, whether some value gives true.
void map(const Call& call, EachFunction each, std::vector<Value>& out);
void some(const Call& call, EachFunction each, std::vector<Value>& out);

}  // namespace spoor::function
