#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/program/program.h"
#include "lang/values/instant.h"
#include "lang/values/number.h"
#include "runtime/json/value.h"

namespace spoor::test {

// Builds Programs row by row, without the compiler. Paths are written as in the language, and `{}` is the step to the
// elements that a quantifier binds: `items{}.id`.
class ProgramBuilder {
 public:
  ProgramBuilder() {
    program_.paths = {{}, {}};
    program_.scopes.push_back({});
  }

  Index string(std::string_view text) {
    const Index offset = static_cast<Index>(program_.text.size());
    program_.text.insert(program_.text.end(), text.begin(), text.end());
    return add(program_.strings, {offset, static_cast<Index>(text.size())});
  }

  Index path(std::string_view text, Index from = kRecordNode) {
    Index node = from;
    while (!text.empty()) node = child(node, take_step(text));
    return node;
  }

  Index scope_of(Index node) const {
    while (program_.paths[node].kind != PathStepKind::element) {
      if (program_.paths[node].kind == PathStepKind::root) return 0;
      node = program_.paths[node].parent;
    }
    return program_.paths[node].argument;
  }

  Index slot(std::string_view text) {
    const Index node = path(text);
    if (program_.paths[node].slot == kNone) program_.paths[node].slot = add(program_.slots, {node, scope_of(node)});
    return program_.paths[node].slot;
  }

  // Operands.
  Index field(std::string_view text, std::uint32_t reg = 0) {
    const Index index = slot(text);
    return add(program_.operands, {OperandSource::slot, index, kValueNode, reg, reg == 0 ? 1U : 0U});
  }
  Index element(std::uint32_t reg, std::string_view text = "") {
    const Index node = path(text, kValueNode);
    return add(program_.operands, {OperandSource::element, 0, node, reg, 0});
  }
  Index constant(std::string_view text) { return constant_row({ConstantKind::string, string(text), {}, 0}); }
  Index constant(Number number) { return constant_row({ConstantKind::number, kNone, row(number), 0}); }
  Index constant(const char* text) { return constant(std::string_view(text)); }
  Index constant(bool boolean) { return constant_row({ConstantKind::boolean, kNone, {}, boolean ? 1U : 0U}); }
  Index call(Function function, std::initializer_list<ArgumentRow> arguments, std::string_view text = "",
             bool is_closed = true) {
    const CallRow call{static_cast<std::uint32_t>(function), static_cast<Index>(program_.arguments.size()),
                       static_cast<Index>(arguments.size())};
    program_.arguments.insert(program_.arguments.end(), arguments);
    const Index node = path(text, kValueNode);
    return add(program_.operands, {OperandSource::call, add(program_.calls, call), node, 0, is_closed ? 1U : 0U});
  }
  static ArgumentRow value(Index operand) { return {ArgumentKind::operand, operand}; }
  // A condition that is one predicate. Stands in code of its own.
  ArgumentRow condition(Index predicate) {
    const Index begin = static_cast<Index>(program_.code.size());
    append({Instruction::make(Opcode::test, 0, predicate), Instruction::make(Opcode::finish, 0, 0)});
    return {ArgumentKind::condition, begin};
  }

  // What predicates compare with.
  static NumberRow row(Number number, bool inclusive = true) {
    return {number.bits, static_cast<std::uint32_t>(number.kind), inclusive ? 1U : 0U};
  }
  Index number_range(NumberRow low, NumberRow high) { return add(program_.number_ranges, {low, high}); }
  Index time_range(std::string_view date) {
    const TimeRange range = parse_date_literal(date).value();
    return add(program_.time_ranges,
               {{range.begin.seconds, range.begin.nanoseconds, 0}, {range.end.seconds, range.end.nanoseconds, 0}});
  }
  Index network(std::string_view text) { return add(program_.networks, parse_network(text).value().network); }
  Index regex(std::string_view pattern, std::uint32_t flags = 0) {
    return add(program_.regexes, {string(pattern), flags});
  }
  struct Set {
    std::vector<std::string> strings;
    std::vector<NumberRangeRow> numbers;
    std::vector<std::string> dates;
    std::vector<std::string> networks;
    std::uint32_t booleans = 0;
  };
  Index set(const Set& set) {
    SetRow row;
    row.first_string = static_cast<Index>(program_.set_strings.size());
    row.string_count = static_cast<Index>(set.strings.size());
    for (const std::string& text : set.strings) add(program_.set_strings, string(text));
    row.first_number_range = static_cast<Index>(program_.number_ranges.size());
    row.number_range_count = static_cast<Index>(set.numbers.size());
    for (const NumberRangeRow& range : set.numbers) add(program_.number_ranges, range);
    row.first_time_range = static_cast<Index>(program_.time_ranges.size());
    row.time_range_count = static_cast<Index>(set.dates.size());
    for (const std::string& date : set.dates) time_range(date);
    row.first_network = static_cast<Index>(program_.networks.size());
    row.network_count = static_cast<Index>(set.networks.size());
    for (const std::string& text : set.networks) network(text);
    row.booleans = set.booleans;
    return add(program_.sets, row);
  }

  Index predicate(Opcode op, Index operand, Index b = 0) {
    return add(program_.predicates, Instruction::make(op, operand, b));
  }

  // Loops and rules.
  Index loop_over_scope(std::string_view text, std::uint32_t reg, std::uint32_t parent_reg = 0) {
    const Index scope = scope_of(path(text));
    return add(program_.loops, {LoopSource::scope, scope, reg, parent_reg});
  }
  Index loop_over_values(Index operand, std::uint32_t reg) {
    return add(program_.loops, {LoopSource::values, operand, reg, 0});
  }
  static Instruction test(Index predicate) { return Instruction::make(Opcode::test, 0, predicate); }
  static Instruction op(Opcode op, Index a = 0, Index b = 0) { return Instruction::make(op, a, b); }

  // `code` without its last `finish`.
  Index rule(std::vector<Instruction> code) {
    code.push_back(op(Opcode::finish));
    RuleRow row;
    row.name = row.title = string("rule" + std::to_string(program_.rules.size()));
    row.first_condition = static_cast<Index>(program_.conditions.size());
    row.condition_count = 1;
    program_.conditions.push_back({static_cast<Index>(program_.rules.size()), kNone,
                                   static_cast<Index>(program_.code.size()), static_cast<Index>(code.size())});
    append(code);
    return add(program_.rules, row);
  }
  Index output(std::string_view name, Index operand) {
    return add(program_.outputs, {OutputRole::column, string(name), operand});
  }

  Program finish() {
    if (program_.sources.empty()) program_.sources.push_back(string("test.spoor"));
    program_.lines.resize(program_.code.size());
    return program_;
  }

 private:
  template <typename Row>
  static Index add(std::vector<Row>& rows, const Row& row) {
    rows.push_back(row);
    return static_cast<Index>(rows.size() - 1);
  }

  Index constant_row(const ConstantRow& row) {
    const Index index = add(program_.constants, row);
    return add(program_.operands, {OperandSource::constant, index, kValueNode, 0, 1});
  }

  void append(const std::vector<Instruction>& code) {
    program_.code.insert(program_.code.end(), code.begin(), code.end());
  }

  struct Step {
    PathStepKind kind;
    std::string text;
  };
  static Step take_step(std::string_view& text) {
    if (text.front() == '[' || text.front() == '{') {
      const std::size_t end = text.find_first_of("]}");
      const std::string inside(text.substr(1, end - 1));
      const PathStepKind kind = text.front() == '{' ? PathStepKind::element
                                : inside == "*"     ? PathStepKind::each
                                                    : PathStepKind::index;
      text.remove_prefix(end + 1);
      return {kind, inside};
    }
    if (text.front() == '.') text.remove_prefix(1);
    const std::size_t end = std::min(text.find_first_of(".[{"), text.size());
    const std::string key(text.substr(0, end));
    text.remove_prefix(end);
    return {PathStepKind::key, key};
  }

  Index child(Index parent, const Step& step) {
    for (Index node = 0; node < program_.paths.size(); ++node) {
      const PathNodeRow& row = program_.paths[node];
      if (row.parent == parent && row.kind == step.kind && is_same(row, step)) return node;
    }
    PathNodeRow row{parent, step.kind, 0, kNone};
    if (step.kind == PathStepKind::key) row.argument = string(step.text);
    if (step.kind == PathStepKind::index) row.argument = static_cast<std::uint32_t>(std::stoi(step.text));
    if (step.kind == PathStepKind::element) {
      row.argument = add(program_.scopes, {static_cast<Index>(program_.paths.size()), scope_of(parent)});
    }
    return add(program_.paths, row);
  }
  bool is_same(const PathNodeRow& row, const Step& step) const {
    if (step.kind == PathStepKind::key) return program_.string(row.argument) == step.text;
    if (step.kind == PathStepKind::index) return static_cast<std::int32_t>(row.argument) == std::stoi(step.text);
    return true;
  }

  Program program_;
};

inline std::string to_text(std::span<const Value> values) {
  std::string out;
  for (const Value& value : values) {
    const std::string text = spoor::to_text(value);
    out += (out.empty() ? "" : " ") + (value.is_string() ? "\"" + text + "\"" : text);
  }
  return out;
}

}  // namespace spoor::test
