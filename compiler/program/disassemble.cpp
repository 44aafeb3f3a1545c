#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/program/program.h"
#include "lang/clause.h"

namespace spoor {

namespace {

std::string_view name_of(OutputRole role) {
  switch (role) {
    case OutputRole::time: return "time";
    case OutputRole::id: return "id";
    case OutputRole::account: return "account";
    case OutputRole::column: return "column";
    case OutputRole::message: return "message";
    case OutputRole::field: return "field";
    case OutputRole::key: return "key";
    case OutputRole::optional_key: return "key?";
    case OutputRole::value: return "value";
  }
  return "";
}

class Listing {
 public:
  explicit Listing(const Program& program) : program_(program) {}

  std::string make() {
    for (Index i = 0; i < program_.rules.size(); ++i) {
      const RuleRow& rule = program_.rules[i];
      add("rule {}  {}  {}{}\n", program_.string(rule.name), to_text(static_cast<Level>(rule.level)), place(rule.line),
          rule.is_hidden != 0 ? "  hidden" : "");
      if (rule.state == kNone)
        block(program_.conditions[rule.first_condition].first_instruction);
      else
        memory(i, program_.states[rule.state]);
      if (rule.key_count > 0) add("  findings of a key are shown once in {} ms\n", rule.dedup_milliseconds);
    }
    conditions();
    outputs();
    shared_predicates();
    add("{} rules, {} instructions, {} predicates, {} paths\n", program_.rules.size(), program_.code.size(),
        program_.predicates.size(), program_.slots.size());
    return std::move(out_);
  }

 private:
  template <typename... Args>
  void add(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }

  std::string place(const LineRow& line) const {
    return fmt::format("{}:{}", program_.string(program_.sources[line.source]), line.line);
  }

  void memory(Index rule, const StateRow& state) {
    add("  {}\n", describe_state(program_, rule));
    for (Index i = state.first_step; i < state.first_step + state.step_count; ++i) {
      const StepRow& step = program_.steps[i];
      if (const std::string text = describe_step(program_, rule, i); !text.empty()) add("  step {}\n", text);
      if (step.condition != kNone) block(program_.conditions[step.condition].first_instruction);
    }
  }

  // From `first` to the `finish` that belongs to it, bodies of loops indented.
  void block(Index first) {
    std::vector<Index> ends;  // of the bodies around
    for (Index at = first;; ++at) {
      const Instruction& instruction = program_.code[at];
      line(at, ends.size());
      if (info(instruction.op()).b == OperandKind::body) ends.push_back(at + instruction.b);
      if (instruction.op() != Opcode::finish) continue;
      if (ends.empty()) break;
      ends.pop_back();
    }
    out_ += '\n';
  }

  void line(Index at, std::size_t depth) {
    const Instruction& instruction = program_.code[at];
    const auto [operands, meaning] = operands_of(at, instruction);
    const std::string text =
        fmt::format("{:{}}{:<13}  {:<8}  {}", "", depth * 2, info(instruction.op()).name, operands, meaning);
    add("{:>6}  {:<80}  ; {}\n", at, text, place(program_.lines[at]));
  }

  // As numbers, and as what they stand for.
  struct Operands {
    std::string numbers;
    std::string meaning;
  };
  Operands operands_of(Index at, const Instruction& instruction) const {
    const std::uint32_t a = instruction.a(), b = instruction.b;
    switch (info(instruction.op()).b) {
      case OperandKind::predicate:
        return {fmt::format("p{}", b), describe_predicate(program_, b, Conditions::addresses)};
      case OperandKind::flag: return {fmt::format("{}", b), b != 0 ? "true" : "false"};
      case OperandKind::skip: return {fmt::format("+{}", b), fmt::format("to {}", at + 1 + b)};
      case OperandKind::body: return {fmt::format("l{} +{}", a, b), describe_loop(program_, a, Conditions::addresses)};
      case OperandKind::none:
      case OperandKind::operand:
      case OperandKind::loop:
      case OperandKind::string:
      case OperandKind::number_range:
      case OperandKind::time_range:
      case OperandKind::network:
      case OperandKind::regex:
      case OperandKind::set:
      case OperandKind::other: break;
    }
    return {};
  }

  void conditions() {
    std::map<Index, Index> call_of;  // where a condition begins, and who asks it
    for (Index call = 0; call < program_.calls.size(); ++call) {
      const CallRow& row = program_.calls[call];
      for (Index i = row.first_argument; i < row.first_argument + row.argument_count; ++i) {
        if (program_.arguments[i].kind == ArgumentKind::condition) call_of.emplace(program_.arguments[i].index, call);
      }
    }
    for (const auto& [first, call] : call_of) {
      add("condition @{}  of call {}, {}\n", first, call,
          info(static_cast<Function>(program_.calls[call].function)).name);
      block(first);
    }
  }

  void outputs() {
    for (const OutputRow& output : program_.outputs) {
      add("output {}  {}  {}{}\n", name_of(output.role), program_.string(output.name),
          describe_operand(program_, output.operand, Conditions::addresses),
          output.step == kNone ? "" : fmt::format("  of step {}", program_.string(program_.steps[output.step].name)));
    }
    if (!program_.outputs.empty()) out_ += '\n';
  }

  // Those that stand in more than one rule, the most shared first.
  void shared_predicates() {
    std::vector<std::uint32_t> rules(program_.predicates.size());
    std::vector<Index> last_rule(program_.predicates.size(), kNone);
    for (const ConditionRow& row : program_.conditions) {
      const Index rule = row.rule;
      for (Index at = row.first_instruction; at < row.first_instruction + row.instruction_count; ++at) {
        const Instruction& instruction = program_.code[at];
        if (instruction.op() != Opcode::test || last_rule[instruction.b] == rule) continue;
        last_rule[instruction.b] = rule;
        ++rules[instruction.b];
      }
    }
    std::vector<Index> shared;
    for (Index i = 0; i < rules.size(); ++i) {
      if (rules[i] > 1) shared.push_back(i);
    }
    std::stable_sort(shared.begin(), shared.end(), [&](Index a, Index b) { return rules[a] > rules[b]; });
    if (!shared.empty()) out_ += "shared predicates\n";
    for (const Index i : shared) {
      add("{:>6}  {:>5} rules  {}\n", fmt::format("p{}", i), rules[i],
          describe_predicate(program_, i, Conditions::addresses));
    }
    if (!shared.empty()) out_ += '\n';
  }

  const Program& program_;
  std::string out_;
};

}  // namespace

std::string disassemble(const Program& program) { return Listing(program).make(); }

}  // namespace spoor
