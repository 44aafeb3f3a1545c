#include <fmt/format.h>
#include <gtest/gtest.h>

#include <limits>

#include "lang/values/number.h"
#include "tests/compiler/program/sample_program.h"

namespace spoor {
namespace {

constexpr std::string_view kListing = R"(rule aws.test.first  high  rules/test.spoor:1
     0  test           p0        eventName == "StopLogging"                               ; rules/test.spoor:1
     1  jump_if_false  +13       to 15                                                    ; rules/test.spoor:2
     2  any            l0 +8     v1 in items                                              ; rules/test.spoor:3
     3    test           p1        exists v1.port                                         ; rules/test.spoor:4
     4    jump_if_false  +5        to 10                                                  ; rules/test.spoor:5
     5    all            l1 +2     v2 in v1.`odd key`                                     ; rules/test.spoor:6
     6      test           p2        lower(v2.name) == "x"                                ; rules/test.spoor:7
     7      finish                                                                        ; rules/test.spoor:8
     8    jump_if_false  +1        to 10                                                  ; rules/test.spoor:9
     9    test           p10       case(@32, "x", "x") == "x"                             ; rules/test.spoor:10
    10    finish                                                                          ; rules/test.spoor:11
    11  jump_if_false  +3        to 15                                                    ; rules/test.spoor:12
    12  test           p9        eventName == case(@28, "x", eventName)                   ; rules/test.spoor:13
    13  jump_if_false  +1        to 15                                                    ; rules/test.spoor:14
    14  test           p5        lower(eventName) matches /^a.*b$/i                       ; rules/test.spoor:15
    15  finish                                                                            ; rules/test.spoor:16

rule aws.test.second  low  rules/test.spoor:18
    16  test           p0        eventName == "StopLogging"                               ; rules/test.spoor:17
    17  jump_if_true   +9        to 27                                                    ; rules/test.spoor:18
    18  none           l2 +2     v3 in lower(eventName)                                   ; rules/test.spoor:19
    19    test           p3        exists v3.x                                            ; rules/test.spoor:20
    20    finish                                                                          ; rules/test.spoor:21
    21  jump_if_true   +5        to 27                                                    ; rules/test.spoor:22
    22  test           p4        eventName in ("x", "StopLogging", 5, 2024-04-10, 10.0.0.0/8, 2001:db8::/32, true)  ; rules/test.spoor:23
    23  jump_if_true   +3        to 27                                                    ; rules/test.spoor:24
    24  test           p7        items[*][-1] == 2024-04-10                               ; rules/test.spoor:25
    25  negate                                                                            ; rules/test.spoor:26
    26  negate                                                                            ; rules/test.spoor:27
    27  finish                                                                            ; rules/test.spoor:28

rule aws.test.burst  info  rules/test.spoor:34
  count >= 20 by eventName, items? within 5m
    34  test           p0        eventName == "StopLogging"                               ; rules/test.spoor:35
    35  finish                                                                            ; rules/test.spoor:36

rule aws.test.share  info  rules/test.spoor:36
  ratio (...) >= 0.5 min 20 within 1h
    36  test           p0        eventName == "StopLogging"                               ; rules/test.spoor:37
    37  finish                                                                            ; rules/test.spoor:38

    38  test           p4        eventName in ("x", "StopLogging", 5, 2024-04-10, 10.0.0.0/8, 2001:db8::/32, true)  ; rules/test.spoor:39
    39  finish                                                                            ; rules/test.spoor:40

rule aws.test.chain  info  rules/test.spoor:40
  sequence within 15m
  step create by eventName, items?
    40  test           p0        eventName == "StopLogging"                               ; rules/test.spoor:41
    41  finish                                                                            ; rules/test.spoor:42

  step not gone by items?, eventName: rule aws.test.burst
  step key by eventName, items? x3: rule aws.test.burst
    42  test           p4        eventName in ("x", "StopLogging", 5, 2024-04-10, 10.0.0.0/8, 2001:db8::/32, true)  ; rules/test.spoor:43
    43  finish                                                                            ; rules/test.spoor:44

  step until
    44  test           p7        items[*][-1] == 2024-04-10                               ; rules/test.spoor:45
    45  finish                                                                            ; rules/test.spoor:46

  findings of a key are shown once in 1000 ms
rule aws.test.bytes  info  rules/test.spoor:46  hidden
  sum items[*][-1] > 2.5 within 1s
    46  test           p0        eventName == "StopLogging"                               ; rules/test.spoor:47
    47  finish                                                                            ; rules/test.spoor:48

condition @28  of call 1, case
    28  any            l3 +2     v4 in items                                              ; rules/test.spoor:29
    29    test           p11       exists v4.port                                         ; rules/test.spoor:30
    30    finish                                                                          ; rules/test.spoor:31
    31  finish                                                                            ; rules/test.spoor:32

condition @32  of call 3, case
    32  test           p1        exists v1.port                                           ; rules/test.spoor:33
    33  finish                                                                            ; rules/test.spoor:34

output time  eventName  eventName
output column  x  lower(eventName).x
output key  eventName  eventName
output key?  items  items[*][-1]
output key  eventName  eventName
output key?  items  items[*][-1]
output key?  items  items[*][-1]
output key  eventName  eventName
output key  eventName  eventName
output message    eventName  of step create
output field  port  items[*][-1]  of step key
output value    items[*][-1]

shared predicates
    p0      6 rules  eventName == "StopLogging"
    p4      3 rules  eventName in ("x", "StopLogging", 5, 2024-04-10, 10.0.0.0/8, 2001:db8::/32, true)
    p7      2 rules  items[*][-1] == 2024-04-10

6 rules, 48 instructions, 13 predicates, 5 paths
)";

TEST(Disassemble, PrintsAnInstructionALine) { EXPECT_EQ(disassemble(sample_program()), kListing); }

TEST(Describe, WritesPathsAsTheLanguageDoes) {
  const Program program = sample_program();
  const std::string_view expected[] = {"record",
                                       "value",
                                       "eventName",
                                       "items",
                                       "items[*]",
                                       "items[*].port",
                                       "items[*].`odd key`",
                                       "items[*].`odd key`[*]",
                                       "items[*].`odd key`[*].name",
                                       "value.x",
                                       "items[*]",
                                       "items[*][-1]"};
  ASSERT_EQ(program.paths.size(), std::size(expected));
  for (Index node = 0; node < program.paths.size(); ++node) EXPECT_EQ(describe_path(program, node), expected[node]);
}

TEST(Describe, QuotesAHeadThatIsAWord) {
  Program program = sample_program();
  program.text.insert(program.text.end(), {'n', 'o', 't'});
  program.strings[0] = {static_cast<Index>(program.text.size() - 3), 3};
  EXPECT_EQ(describe_path(program, 2), "`not`");
}

TEST(Describe, WritesOperands) {
  const Program program = sample_program();
  const std::string_view expected[] = {
      "eventName",    "v1.port",           "v2.name",
      "\"x\"",        "lower(eventName)",  "case(any v4 in items: exists v4.port, \"x\", eventName)",
      "v3.x",         "lower(v2.name)",    "case(exists v1.port, \"x\", \"x\")",
      "items[*][-1]", "v4.port",           "5",
      "true",         "lower(eventName).x"};
  ASSERT_EQ(program.operands.size(), std::size(expected));
  for (Index i = 0; i < program.operands.size(); ++i) EXPECT_EQ(describe_operand(program, i), expected[i]);
  EXPECT_EQ(describe_operand(program, 5, Conditions::addresses), "case(@28, \"x\", eventName)");
}

// A condition as its instructions say it; b is another field than eventName.
TEST(Describe, WritesConditionsOut) {
  const auto test = Instruction::make(Opcode::test, 0, 0), other = Instruction::make(Opcode::test, 0, 1);
  const auto end = Instruction::make(Opcode::finish, 0, 0), no = Instruction::make(Opcode::negate, 0, 0);
  const auto both = [](std::uint32_t skip) { return Instruction::make(Opcode::jump_if_false, 0, skip); };
  const auto either = [](std::uint32_t skip) { return Instruction::make(Opcode::jump_if_true, 0, skip); };
  struct {
    std::vector<Instruction> code;
    std::string_view text;
  } const cases[] = {
      {{test, end}, "exists eventName"},
      {{test, no, end}, "not exists eventName"},
      {{test, both(1), other, end}, "exists eventName and exists items[*][-1]"},
      {{test, both(1), other, no, end}, "not (exists eventName and exists items[*][-1])"},
      {{test, both(2), other, no, end}, "exists eventName and not exists items[*][-1]"},
      {{test, both(3), other, either(1), test, end}, "exists eventName and (exists items[*][-1] or exists eventName)"},
      {{test, either(1), other, both(1), test, end}, "(exists eventName or exists items[*][-1]) and exists eventName"},
      {{Instruction::make(Opcode::constant, 0, 1), end}, "true"},
  };
  for (const auto& [code, text] : cases) {
    Program program = sample_program();
    program.predicates = {Instruction::make(Opcode::exists, 0, 0), Instruction::make(Opcode::exists, 9, 0)};
    program.code = code;
    for (ArgumentRow& argument : program.arguments) {
      if (argument.kind == ArgumentKind::condition) argument.index = 0;
    }
    EXPECT_EQ(describe_operand(program, 5), fmt::format("case({}, \"x\", eventName)", text));
  }
}

std::string described(Program program, Opcode op, Index b) {
  program.predicates = {Instruction::make(op, 0, b)};
  return describe_predicate(program, 0);
}

TEST(Describe, WritesTests) {
  const Program program = sample_program();
  EXPECT_EQ(described(program, Opcode::exists, 0), "exists eventName");
  EXPECT_EQ(described(program, Opcode::equals_boolean, 0), "eventName == false");
  EXPECT_EQ(described(program, Opcode::equals_string, 6), "eventName == \"StopLogging\"");
  EXPECT_EQ(described(program, Opcode::contains, 5), "eventName contains \"x\"");
  EXPECT_EQ(described(program, Opcode::startswith, 5), "eventName startswith \"x\"");
  EXPECT_EQ(described(program, Opcode::endswith, 5), "eventName endswith \"x\"");
  EXPECT_EQ(described(program, Opcode::matches, 0), "eventName matches /^a.*b$/i");
  EXPECT_EQ(described(program, Opcode::in_network, 0), "eventName in (10.0.0.0/8)");
  EXPECT_EQ(described(program, Opcode::equals_operand, 3), "eventName == \"x\"");
  EXPECT_EQ(described(program, Opcode::less_operand, 11), "eventName < 5");
  EXPECT_EQ(described(program, Opcode::less_equal_operand, 11), "eventName <= 5");
  EXPECT_EQ(described(program, Opcode::contains_operand, 4), "eventName contains lower(eventName)");
  EXPECT_EQ(described(program, Opcode::startswith_operand, 3), "eventName startswith \"x\"");
  EXPECT_EQ(described(program, Opcode::endswith_operand, 3), "eventName endswith \"x\"");
}

TEST(Describe, WritesRangesAsComparisons) {
  const auto number = [](double value, bool inclusive) {
    const Number n = Number::from_real(value);
    return NumberRow{n.bits, static_cast<std::uint32_t>(n.kind), inclusive ? 1U : 0U};
  };
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  const auto numbers = [&](NumberRow low, NumberRow high) {
    Program program = sample_program();
    program.number_ranges[0] = {low, high};
    return described(std::move(program), Opcode::in_number_range, 0);
  };
  EXPECT_EQ(numbers(number(5, true), number(5, true)), "eventName == 5");
  EXPECT_EQ(numbers(number(5, true), number(7.5, true)), "eventName in (5..7.5)");
  EXPECT_EQ(numbers(number(-kInfinity, true), number(5, false)), "eventName < 5");
  EXPECT_EQ(numbers(number(-kInfinity, true), number(5, true)), "eventName <= 5");
  EXPECT_EQ(numbers(number(5, false), number(kInfinity, true)), "eventName > 5");
  EXPECT_EQ(numbers(number(5, true), number(kInfinity, true)), "eventName >= 5");

  constexpr std::int64_t kDay = 1'712'707'200;  // 2024-04-10
  constexpr std::int64_t kLowest = std::numeric_limits<std::int64_t>::min();
  constexpr std::int64_t kHighest = std::numeric_limits<std::int64_t>::max();
  const auto times = [&](InstantRow begin, InstantRow end) {
    Program program = sample_program();
    program.time_ranges[0] = {begin, end};
    return described(std::move(program), Opcode::in_time_range, 0);
  };
  EXPECT_EQ(times({kDay}, {kDay + 86'400}), "eventName == 2024-04-10");
  EXPECT_EQ(times({kDay + 1}, {kDay + 1, 1}), "eventName == 2024-04-10T00:00:01Z");
  EXPECT_EQ(times({kDay, 999'999'999}, {kDay + 1}), "eventName == 2024-04-10T00:00:00.999999999Z");
  EXPECT_EQ(times({kDay}, {kDay + 1}), "eventName in (2024-04-10..<2024-04-10T00:00:01Z)");
  EXPECT_EQ(times({kLowest}, {kDay}), "eventName < 2024-04-10");
  EXPECT_EQ(times({kDay + 1}, {kHighest}), "eventName >= 2024-04-10T00:00:01Z");
  EXPECT_FALSE(times({kHighest}, {kLowest}).empty());
}

TEST(Describe, CutsWhatIsLong) {
  Program program = sample_program();
  program.set_strings.assign(50, 5);
  program.sets = {{0, 50}};
  EXPECT_EQ(described(program, Opcode::in_set, 0),
            R"(eventName in ("x", "x", "x", "x", "x", "x", "x", "x", ... 42 more))");

  for (int i = 0; i < 200; ++i) program.text.insert(program.text.end(), {'\xC3', '\xA9'});
  program.strings[5] = {static_cast<Index>(program.text.size() - 401), 401};
  EXPECT_TRUE(described(program, Opcode::equals_string, 5).ends_with("\"... (401 bytes)"));

  // Each call has the one before it twice.
  program = sample_program();
  for (Index i = 0; i < 60; ++i) {
    program.calls.push_back(
        {static_cast<std::uint32_t>(Function::concat), static_cast<Index>(program.arguments.size()), 2});
    const Index before = i == 0 ? 0 : static_cast<Index>(program.operands.size() - 1);
    program.arguments.insert(program.arguments.end(),
                             {{ArgumentKind::operand, before}, {ArgumentKind::operand, before}});
    program.operands.push_back({OperandSource::call, static_cast<Index>(program.calls.size() - 1)});
  }
  ASSERT_TRUE(verify(program)) << verify(program).error();
  EXPECT_LT(describe_operand(program, static_cast<Index>(program.operands.size() - 1)).size(), 2'000U);
}

}  // namespace
}  // namespace spoor
