#include "compiler/emit.h"

#include <utility>

namespace spoor {

namespace {

class Emitter {
 public:
  // `sources` may be null: then no place is known.
  Emitter(Plan& plan, const Sources* sources) : plan_(plan), program_(plan.tables.program()), sources_(sources) {
    if (sources == nullptr) program_.sources.push_back(plan.tables.string(""));
    for (std::size_t i = 0; sources != nullptr && i < sources->size(); ++i) {
      program_.sources.push_back(plan.tables.string((*sources)[static_cast<SourceId>(i)].name()));
    }
  }

  void run() {
    for (const PlanRule& rule : plan_.rules) {
      RuleRow& row = program_.rules[rule.rule];
      row.line = line(rule.name_span);
      for (Index i = 0; i < row.condition_count; ++i) {
        ConditionRow& condition = program_.conditions[row.first_condition + i];
        condition.first_instruction = here();
        block(rule.conditions[i]);
        condition.instruction_count = here() - condition.first_instruction;
      }
    }
    for (const PlanArgument& argument : plan_.arguments) {
      program_.arguments[argument.argument].index = here();
      block(argument.root);
    }
  }

 private:
  Index here() const { return static_cast<Index>(program_.code.size()); }

  LineRow line(Span span) const {
    if (sources_ == nullptr) return {};
    return {static_cast<Index>(span.source), (*sources_)[span.source].line_number(span.begin)};
  }

  Index add(Opcode op, Index a, Index b, Span span) {
    program_.code.push_back(Instruction::make(op, a, b));
    program_.lines.push_back(line(span));
    return here() - 1;
  }

  void block(PlanId root) {
    condition(root);
    add(Opcode::finish, 0, 0, plan_[root].span);
  }

  void condition(PlanId id) {
    const PlanNode& node = plan_[id];
    switch (node.kind) {
      case PlanKind::constant: add(Opcode::constant, 0, node.value, node.span); return;
      case PlanKind::test: add(Opcode::test, 0, node.value, node.span); return;
      case PlanKind::negation:
        condition(node.operands[0]);
        add(Opcode::negate, 0, 0, node.span);
        return;
      case PlanKind::conjunction: junction(node, Opcode::jump_if_false); return;
      case PlanKind::disjunction: junction(node, Opcode::jump_if_true); return;
      case PlanKind::loop: {
        const Index loop = add(node.loop_op, node.value, 0, node.span);
        block(node.operands[0]);
        program_.code[loop].b = here() - loop - 1;
        return;
      }
    }
  }

  // Each operand but the last is followed by a jump behind the whole.
  void junction(const PlanNode& node, Opcode jump) {
    std::vector<Index> jumps;
    for (std::size_t i = 0; i < node.operands.size(); ++i) {
      if (i > 0) jumps.push_back(add(jump, 0, 0, plan_[node.operands[i - 1]].span));
      condition(node.operands[i]);
    }
    for (const Index at : jumps) program_.code[at].b = here() - at - 1;
  }

  Plan& plan_;
  Program& program_;
  const Sources* sources_;
};

}  // namespace

Program emit(Plan plan, const Sources& sources) {
  Emitter(plan, &sources).run();
  return std::move(plan.tables.program());
}

Program emit(Plan plan) {
  Emitter(plan, nullptr).run();
  return std::move(plan.tables.program());
}

}  // namespace spoor
