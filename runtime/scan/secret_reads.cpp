#include "runtime/scan/secret_reads.h"

#include "runtime/json/mask.h"

namespace spoor {

namespace {

// Follows operands to the paths that they stand on. Calls ask only those before them, and parents of paths come first.
class SecretReader {
 public:
  explicit SecretReader(const Program& program) : program_(program) {
    for (const PathNodeRow& node : program.paths) paths_.push_back(is_secret(node));
    for (const CallRow& call : program.calls) calls_.push_back(is_secret(call));
  }

  std::vector<bool> read() const {
    std::vector<bool> operands;
    for (const OperandRow& row : program_.operands) operands.push_back(is_secret(row));
    return operands;
  }

 private:
  bool is_secret(const PathNodeRow& node) const {
    if (node.kind == PathStepKind::root) return false;
    if (paths_[node.parent]) return true;
    if (node.kind != PathStepKind::key) return false;
    const std::string_view key = program_.string(node.argument);
    return is_secret_key(key) || (node.parent == kRecordNode && may_hold_declared_secrets(key));
  }

  bool is_secret(const OperandRow& row) const {
    switch (row.source) {
      case OperandSource::slot: return paths_[program_.slots[row.index].node];
      case OperandSource::constant: return false;
      case OperandSource::call: return calls_[row.index] || paths_[row.path];
      case OperandSource::element: return true;  // of what a loop goes over, which is not looked into
    }
    return true;
  }

  bool is_secret(const CallRow& call) const {
    for (Index i = call.first_argument; i < call.first_argument + call.argument_count; ++i) {
      const ArgumentRow& argument = program_.arguments[i];
      const bool is_condition = argument.kind == ArgumentKind::condition;
      if (is_condition ? asks_secret(argument.index) : is_secret(program_.operands[argument.index])) return true;
    }
    return false;
  }

  // Of the condition whose instructions begin here.
  bool asks_secret(Index at) const {
    for (;; ++at) {
      const Instruction instruction = program_.code[at];
      const OpcodeInfo& opcode = info(instruction.op());
      if (instruction.op() == Opcode::finish) return false;
      if (opcode.a == OperandKind::loop) return true;
      if (opcode.b == OperandKind::predicate && is_secret(program_.predicates[instruction.b])) return true;
    }
  }

  bool is_secret(const Instruction& predicate) const {
    return is_secret(program_.operands[predicate.a()]) ||
           (info(predicate.op()).b == OperandKind::other && is_secret(program_.operands[predicate.b]));
  }

  const Program& program_;
  std::vector<bool> paths_, calls_;
};

}  // namespace

std::vector<bool> find_secret_reads(const Program& program) { return SecretReader(program).read(); }

}  // namespace spoor
