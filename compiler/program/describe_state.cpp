#include <fmt/format.h>

#include "compiler/program/program.h"
#include "lang/clause.h"
#include "lang/literal.h"

// What a rule remembers, as the language would write it.
namespace spoor {

namespace {

std::string length_text(std::uint64_t milliseconds) {
  return to_text(Literal(Duration{std::chrono::milliseconds(milliseconds)}));
}

std::string millionths_text(std::int64_t millionths) {
  return to_text(Number::from_real(static_cast<double>(millionths) / 1e6));
}

class StateText {
 public:
  StateText(const Program& program, Index rule) : program_(program), state_(program.states[program.rules[rule].state]) {}

  std::string clause() const {
    const auto kind = static_cast<StateKind>(state_.kind);
    std::string out(spelling(kind));
    out += values();
    switch (kind) {
      case StateKind::count:
      case StateKind::distinct:
      case StateKind::sum: out += bound(); break;
      case StateKind::ratio: out += "(...)" + bound() + least(); break;
      case StateKind::spike:
        out += fmt::format(" >= {}{}", millionths_text(state_.bound),
                           (state_.flags & StateRow::kDeviations) != 0 ? "sd" : "x");
        break;
      case StateKind::first:
      case StateKind::sequence:
      case StateKind::together: break;
    }
    out += keys(program_.steps[state_.first_step].first_key);
    switch (kind) {
      case StateKind::count:
      case StateKind::distinct:
      case StateKind::sum:
      case StateKind::ratio:
      case StateKind::sequence:
      case StateKind::together: return out + " within " + length_text(state_.window);
      case StateKind::first: return out + looks_back();
      case StateKind::spike: return out + " per " + length_text(state_.per) + looks_back() + least();
    }
    return out;
  }

  std::string step(const StepRow& step) const {
    if (step.role == StepRole::until) return "until";
    std::string out = step.role == StepRole::absent ? "not " : "";
    out += program_.string(step.name);
    if (step.first_key != program_.steps[state_.first_step].first_key) out += keys(step.first_key);
    if (step.repeat > 1) out += fmt::format(" x{}", step.repeat);
    if (step.rule != kNone) out += fmt::format(": rule {}", program_.rule_name(step.rule));
    return out;
  }

 private:
  std::string outputs(Index first, std::uint32_t count) const {
    std::string out;
    for (Index i = first; i < first + count; ++i) {
      const OutputRow& row = program_.outputs[i];
      out += i == first ? " " : ", ";
      out += describe_operand(program_, row.operand);
      if (row.role == OutputRole::optional_key) out += "?";
    }
    return out;
  }

  std::string values() const { return outputs(state_.first_value, state_.value_count); }
  std::string keys(Index first) const {
    return state_.group_key_count == 0 ? "" : " by" + outputs(first, state_.group_key_count);
  }
  std::string bound() const {
    return fmt::format(" {} {}", (state_.flags & StateRow::kAbove) != 0 ? ">" : ">=", millionths_text(state_.bound));
  }
  std::string least() const { return state_.least == 0 ? "" : fmt::format(" min {}", state_.least); }
  std::string looks_back() const {
    return fmt::format(" over {} warmup {}", length_text(state_.window), length_text(state_.warmup));
  }

  const Program& program_;
  const StateRow& state_;
};

}  // namespace

std::string describe_state(const Program& program, Index rule) { return StateText(program, rule).clause(); }

std::string describe_step(const Program& program, Index rule, Index step) {
  return StateText(program, rule).step(program.steps[step]);
}

}  // namespace spoor
