#include "runtime/match/matcher.h"

#include <optional>

#include "runtime/match/candidates.h"
#include "runtime/match/machine.h"

namespace spoor {

struct Matcher::State {
  explicit State(std::shared_ptr<const PreparedProgram> program) : prepared(std::move(program)), machine(*prepared) {
    if (prepared->index() != nullptr) candidates.emplace(*prepared->index(), machine.program.conditions.size());
  }

  void begin(const RecordTokens& record) {
    prepared->decoder().decode(record, machine.event);
    machine.begin_record();
    if (candidates) candidates->find(machine);
  }

  // Calls visit(condition) for each that may hold, ascending.
  template <typename Visit>
  void for_each_candidate(Visit visit) {
    if (candidates) return candidates->take_each(visit);
    for (Index i = 0; i < machine.program.conditions.size(); ++i) visit(i);
  }

  std::shared_ptr<const PreparedProgram> prepared;
  Machine machine;
  std::optional<Candidates> candidates;  // if the search is indexed
  std::vector<Index> matched;
};

Matcher::Matcher(std::shared_ptr<const PreparedProgram> prepared)
    : state_(std::make_unique<State>(std::move(prepared))) {}
Matcher::~Matcher() = default;

std::span<const Index> Matcher::match(const RecordTokens& record) {
  state_->begin(record);
  Machine& machine = state_->machine;
  state_->matched.clear();
  state_->for_each_candidate([&](Index condition) {
    if (run(machine, machine.program.conditions[condition].first_instruction)) state_->matched.push_back(condition);
  });
  return state_->matched;
}

bool Matcher::holds(const RecordTokens& record, Index condition) {
  state_->begin(record);
  state_->for_each_candidate([](Index) {});
  return run(state_->machine, state_->machine.program.conditions[condition].first_instruction);
}

bool Matcher::holds(Index condition) {
  return run(state_->machine, state_->machine.program.conditions[condition].first_instruction);
}

void Matcher::set_mocks(std::vector<MockRow> mocks) { state_->machine.mocks = std::move(mocks); }

std::vector<Matcher::Part> Matcher::parts(Index condition) {
  Machine& machine = state_->machine;
  const ConditionRow& row = machine.program.conditions[condition];
  std::vector<Part> parts;
  for (Index at = row.first_instruction; at < row.first_instruction + row.instruction_count; ++at) {
    const Instruction instruction = machine.program.code[at];
    if (instruction.op() == Opcode::test) {
      parts.push_back({at, spoor::holds(machine, instruction.b)});
    } else if (info(instruction.op()).b == OperandKind::body) {
      parts.push_back({at, loop_holds(machine, at)});
      at += instruction.b;
    }
  }
  return parts;
}

// Outputs are closed, as verify() proves: their values are remembered, or stand in the Event, and no loan is taken.
std::span<const Value> Matcher::output(Index output) {
  Machine& machine = state_->machine;
  ValueBuffers::Loan loan(machine.buffers);
  return values_of(machine, machine.program.outputs[output].operand, loan);
}

const Event& Matcher::event() const { return state_->machine.event; }

}  // namespace spoor
