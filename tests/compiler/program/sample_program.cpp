#include "tests/compiler/program/sample_program.h"

#include <functional>

#include "lang/clause.h"

namespace spoor {

namespace {

class Builder {
 public:
  Index string(std::string_view text) {
    program.strings.push_back({static_cast<Index>(program.text.size()), static_cast<Index>(text.size())});
    program.text.insert(program.text.end(), text.begin(), text.end());
    return static_cast<Index>(program.strings.size() - 1);
  }

  void add(Opcode op, Index a = 0, Index b = 0) {
    program.code.push_back(Instruction::make(op, a, b));
    program.lines.push_back({0, static_cast<std::uint32_t>(program.code.size())});
  }

  void loop(Opcode op, Index row, const std::function<void()>& body) {
    const std::size_t at = program.code.size();
    add(op, row);
    body();
    add(Opcode::finish);
    program.code[at].b = static_cast<std::uint32_t>(program.code.size() - at - 1);
  }

  Index condition(const std::function<void()>& body) {
    const auto first = static_cast<Index>(program.code.size());
    body();
    add(Opcode::finish);
    return first;
  }

  void predicate(Opcode op, Index operand, Index other) {
    program.predicates.push_back(Instruction::make(op, operand, other));
  }

  Program program;
};

void add_values(Builder& builder) {
  Program& program = builder.program;
  for (const std::string_view text : {"eventName",
                                      "items",
                                      "port",
                                      "odd key",
                                      "name",
                                      "x",
                                      "StopLogging",
                                      "^a.*b$",
                                      "aws.test.first",
                                      "aws.test.second",
                                      "rules/test.spoor",
                                      "Ümläut",
                                      "aws.test.burst",
                                      "create",
                                      "gone",
                                      "key",
                                      "aws.test.share",
                                      "aws.test.chain",
                                      "aws.test.bytes",
                                      ""}) {
    builder.string(text);
  }
  program.number_ranges = {{{22, 0, 1}, {3389, 0, 1}}, {{5, 0, 1}, {5, 0, 1}}};
  program.time_ranges = {{{1'712'707'200, 0, 0}, {1'712'793'600, 0, 0}}};
  program.networks = {parse_network("10.0.0.0/8")->network, parse_network("2001:db8::/32")->network};
  program.regexes = {{7, RegexRow::kIgnoreCase}};
  program.set_strings = {5, 6};
  program.sets = {{0, 2, 1, 1, 0, 1, 0, 2, 2}};
  program.constants = {
      {ConstantKind::string, 5}, {ConstantKind::number, kNone, {5}}, {ConstantKind::boolean, kNone, {}, 1}};
  program.sources = {10};
}

void add_paths(Builder& builder) {
  builder.program.paths = {
      {},
      {},
      {0, PathStepKind::key, 0, 0},             // 2: eventName
      {0, PathStepKind::key, 1},                // 3: items
      {3, PathStepKind::element, 1, 1},         // 4: v1 in items
      {4, PathStepKind::key, 2, 2},             // 5: v1.port
      {4, PathStepKind::key, 3},                // 6: v1.`odd key`
      {6, PathStepKind::element, 2},            // 7: v2 in v1.`odd key`
      {7, PathStepKind::key, 4, 3},             // 8: v2.name
      {1, PathStepKind::key, 5},                // 9: value.x
      {3, PathStepKind::each, 0},               // 10: items[*]
      {10, PathStepKind::index, 0xFFFFFFFF, 4}  // 11: items[*][-1]
  };
  builder.program.scopes = {{0, kNone}, {4, 0}, {7, 1}};
  builder.program.slots = {{2, 0}, {4, 1}, {5, 1}, {8, 2}, {11, 0}};
}

void add_operands(Builder& builder) {
  Program& program = builder.program;
  program.operands = {
      {OperandSource::slot, 0},                    // 0: eventName
      {OperandSource::slot, 2, kValueNode, 1, 0},  // 1: v1.port
      {OperandSource::slot, 3, kValueNode, 2, 0},  // 2: v2.name
      {OperandSource::constant, 0},                // 3: "x"
      {OperandSource::call, 0},                    // 4: lower(eventName)
      {OperandSource::call, 1},                    // 5: case(any v4 in items: (exists v4.port), "x", eventName)
      {OperandSource::element, 0, 9, 3, 0},        // 6: v3.x
      {OperandSource::call, 2, kValueNode, 0, 0},  // 7: lower(v2.name)
      {OperandSource::call, 3, kValueNode, 0, 0},  // 8: case(exists v1.port, "x", "x")
      {OperandSource::slot, 4},                    // 9: items[*][-1]
      {OperandSource::slot, 2, kValueNode, 4, 0},  // 10: v4.port
      {OperandSource::constant, 1},                // 11: 5
      {OperandSource::constant, 2},                // 12: true
      {OperandSource::call, 0, 9},                 // 13: lower(eventName).x
  };
  const auto function = [](Function f) { return static_cast<std::uint32_t>(f); };
  program.calls = {{function(Function::lower), 0, 1},
                   {function(Function::choose), 1, 3},
                   {function(Function::lower), 4, 1},
                   {function(Function::choose), 5, 3}};
  using enum ArgumentKind;
  program.arguments = {{operand, 0}, {condition, 0}, {operand, 3}, {operand, 0},
                       {operand, 2}, {condition, 0}, {operand, 3}, {operand, 3}};
  program.loops = {{LoopSource::scope, 1, 1, 0},
                   {LoopSource::scope, 2, 2, 1},
                   {LoopSource::values, 4, 3, 0},
                   {LoopSource::scope, 1, 4, 0}};
}

void add_predicates(Builder& builder) {
  builder.predicate(Opcode::equals_string, 0, 6);    // 0
  builder.predicate(Opcode::exists, 1, 0);           // 1: reads register 1
  builder.predicate(Opcode::equals_string, 7, 5);    // 2: reads register 2, in a call
  builder.predicate(Opcode::exists, 6, 0);           // 3: reads register 3
  builder.predicate(Opcode::in_set, 0, 0);           // 4
  builder.predicate(Opcode::matches, 4, 0);          // 5
  builder.predicate(Opcode::in_number_range, 1, 0);  // 6: reads register 1
  builder.predicate(Opcode::in_time_range, 9, 0);    // 7
  builder.predicate(Opcode::in_network, 0, 1);       // 8
  builder.predicate(Opcode::equals_operand, 0, 5);   // 9: a call that binds register 4
  builder.predicate(Opcode::equals_string, 8, 5);    // 10: a call that reads register 1
  builder.predicate(Opcode::exists, 10, 0);          // 11: reads register 4
  builder.predicate(Opcode::equals_boolean, 0, 1);   // 12
}

void add_code(Builder& builder) {
  Program& program = builder.program;
  // eventName == "StopLogging" and any v1 in items: (exists v1.port and all v2 in v1.`odd key`: (...)) and ...
  builder.add(Opcode::test, 0, 0);
  builder.add(Opcode::jump_if_false, 0, 13);
  builder.loop(Opcode::any, 0, [&] {
    builder.add(Opcode::test, 0, 1);
    builder.add(Opcode::jump_if_false, 0, 5);
    builder.loop(Opcode::all, 1, [&] { builder.add(Opcode::test, 0, 2); });
    builder.add(Opcode::jump_if_false, 0, 1);
    builder.add(Opcode::test, 0, 10);
  });
  builder.add(Opcode::jump_if_false, 0, 3);
  builder.add(Opcode::test, 0, 9);
  builder.add(Opcode::jump_if_false, 0, 1);
  builder.add(Opcode::test, 0, 5);
  builder.add(Opcode::finish);
  const auto second = static_cast<Index>(program.code.size());
  // eventName == "StopLogging" or none v3 in lower(eventName): (exists v3.x) or not ...
  builder.add(Opcode::test, 0, 0);
  builder.add(Opcode::jump_if_true, 0, 9);
  builder.loop(Opcode::none, 2, [&] { builder.add(Opcode::test, 0, 3); });
  builder.add(Opcode::jump_if_true, 0, 5);
  builder.add(Opcode::test, 0, 4);
  builder.add(Opcode::jump_if_true, 0, 3);
  builder.add(Opcode::test, 0, 7);
  builder.add(Opcode::negate);
  builder.add(Opcode::negate);
  builder.add(Opcode::finish);
  const auto end = static_cast<Index>(program.code.size());
  program.arguments[1].index =
      builder.condition([&] { builder.loop(Opcode::any, 3, [&] { builder.add(Opcode::test, 0, 11); }); });
  program.arguments[5].index = builder.condition([&] { builder.add(Opcode::test, 0, 1); });
  program.metas = {{static_cast<std::uint32_t>(MetaKey::author), 11}};
  RuleRow high, low;
  high.name = 8, high.title = 11, high.level = static_cast<std::uint32_t>(Level::high), high.line = {0, 1};
  high.first_condition = 0, high.condition_count = 1, high.meta_count = 1;
  low.name = low.title = 9, low.level = static_cast<std::uint32_t>(Level::low), low.line = {0, 18};
  low.first_condition = 1, low.condition_count = 1, low.first_meta = 1;
  program.rules = {high, low};
  program.conditions = {{0, kNone, 0, second}, {1, kNone, second, end - second}};
  program.outputs = {{OutputRole::time, 0, 0}, {OutputRole::column, 5, 13}};
}

class RulesWithMemory {
 public:
  explicit RulesWithMemory(Builder& builder) : builder_(builder), program_(builder.program) {}

  void add() {
    program_.outputs.insert(program_.outputs.end(), {{OutputRole::key, 0, 0},           // 2: of the count's step
                                                     {OutputRole::optional_key, 1, 9},  // 3
                                                     {OutputRole::key, 0, 0},           // 4: of the sequence
                                                     {OutputRole::optional_key, 1, 9},  // 5
                                                     {OutputRole::optional_key, 1, 9},  // 6: of its second step
                                                     {OutputRole::key, 0, 0},           // 7
                                                     {OutputRole::key, 0, 0},           // 8: of its `dedup`
                                                     {OutputRole::message, 19, 0, 3},   // 9
                                                     {OutputRole::field, 2, 9, 5},      // 10
                                                     {OutputRole::value, 19, 9}});      // 11: of the sum
    using enum StepRole;
    begin(12, {.window = 300'000, .bound = 20'000'000, .kind = of(StateKind::count), .group_key_count = 2});
    step({19, taken, 1, condition(0), kNone, 2});
    begin(16, {.window = 3'600'000, .bound = 500'000, .least = 20, .kind = of(StateKind::ratio)});
    step({19, taken, 1, condition(0), kNone, 0});
    step({19, taken, 1, condition(4), kNone, 0});
    begin(17, {.window = 900'000, .kind = of(StateKind::sequence), .group_key_count = 2});
    step({13, taken, 1, condition(0), kNone, 4});
    step({14, absent, 1, kNone, 2, 6});
    step({15, taken, 3, condition(4), 2, 4});
    step({19, until, 1, condition(7), kNone, 4});
    program_.rules.back().dedup_milliseconds = 1000;
    program_.rules.back().key_count = 1;
    program_.rules.back().first_output = 8;
    program_.rules.back().output_count = 3;
    begin(18, {.window = 1000,
               .bound = 2'500'000,
               .kind = of(StateKind::sum),
               .flags = StateRow::kAbove,
               .first_value = 11,
               .value_count = 1});
    step({19, taken, 1, condition(0), kNone, 0});
    program_.rules.back().is_hidden = 1;
  }

 private:
  static std::uint32_t of(StateKind kind) { return static_cast<std::uint32_t>(kind); }

  void begin(Index name, StateRow state) {
    RuleRow rule;
    rule.name = rule.title = name;
    rule.line = {0, static_cast<std::uint32_t>(program_.code.size())};
    rule.first_condition = static_cast<Index>(program_.conditions.size());
    rule.state = static_cast<Index>(program_.states.size());
    rule.first_meta = static_cast<Index>(program_.metas.size());
    program_.rules.push_back(rule);
    state.first_step = static_cast<Index>(program_.steps.size());
    program_.states.push_back(state);
  }

  // One that asks a single predicate, for the step that comes next.
  Index condition(Index predicate) {
    const Index first = builder_.condition([&] { builder_.add(Opcode::test, 0, predicate); });
    const auto count = static_cast<Index>(program_.code.size()) - first;
    program_.conditions.push_back(
        {static_cast<Index>(program_.rules.size() - 1), static_cast<Index>(program_.steps.size()), first, count});
    ++program_.rules.back().condition_count;
    return static_cast<Index>(program_.conditions.size() - 1);
  }

  void step(StepRow row) {
    program_.steps.push_back(row);
    ++program_.states.back().step_count;
  }

  Builder& builder_;
  Program& program_;
};

}  // namespace

Program sample_program() {
  Builder builder;
  add_values(builder);
  add_paths(builder);
  add_operands(builder);
  add_predicates(builder);
  add_code(builder);
  RulesWithMemory(builder).add();
  return std::move(builder.program);
}

}  // namespace spoor
