#include <fmt/format.h>

#include "compiler/plan.h"

namespace spoor {

namespace {

class PlanText {
 public:
  explicit PlanText(const Plan& plan) : plan_(plan) {}

  void write(const PlanRule& rule) {
    const Program& program = plan_.tables.program();
    const RuleRow& row = program.rules[rule.rule];
    line(0, fmt::format("rule {}{}", program.rule_name(rule.rule), row.is_hidden != 0 ? "  hidden" : ""));
    if (row.state == kNone) return write(rule.conditions[0], 1);
    const StateRow& state = program.states[row.state];
    line(1, describe_state(program, rule.rule));
    for (Index i = state.first_step; i < state.first_step + state.step_count; ++i) {
      if (const std::string text = describe_step(program, rule.rule, i); !text.empty()) line(1, "step " + text);
      const Index condition = program.steps[i].condition;
      if (condition != kNone) write(rule.conditions[condition - row.first_condition], 2);
    }
  }

  std::string take() { return std::move(out_); }

 private:
  void write(PlanId id, std::size_t depth) {
    const PlanNode& node = plan_[id];
    const Program& program = plan_.tables.program();
    switch (node.kind) {
      case PlanKind::constant: line(depth, node.value != 0 ? "true" : "false"); break;
      case PlanKind::test:
        line(depth, fmt::format("#{} {}", node.value, describe_predicate(program, node.value, Conditions::addresses)));
        break;
      case PlanKind::negation: line(depth, "not"); break;
      case PlanKind::conjunction: line(depth, "and"); break;
      case PlanKind::disjunction: line(depth, "or"); break;
      case PlanKind::loop:
        line(depth, fmt::format("{} {}", info(node.loop_op).name, loop_text(program, node.value)));
        break;
    }
    for (const PlanId operand : node.operands) write(operand, depth + 1);
  }

  void line(std::size_t depth, std::string_view text) { out_ += fmt::format("{:{}}{}\n", "", depth * 2, text); }

  static std::string loop_text(const Program& program, Index row) {
    const LoopRow& loop = program.loops[row];
    const std::string over = loop.source == LoopSource::values
                                 ? describe_operand(program, loop.index, Conditions::addresses)
                                 : describe_path(program, program.scopes[loop.index].node);
    return fmt::format("r{} in {}", loop.reg, over);
  }

  const Plan& plan_;
  std::string out_;
};

}  // namespace

std::string to_text(const Plan& plan) {
  PlanText writer(plan);
  for (const PlanRule& rule : plan.rules) writer.write(rule);
  return writer.take();
}

}  // namespace spoor
