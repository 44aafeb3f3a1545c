#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "tests/compiler/program/mutation.h"
#include "tests/compiler/program/sample_program.h"

namespace spoor {
namespace {

TEST(Verify, TakesTheSample) {
  const auto verified = verify(sample_program());
  EXPECT_TRUE(verified) << verified.error();
}

TEST(Verify, RefusesAnEmptyProgram) { EXPECT_FALSE(verify(Program{})); }

TEST(Verify, RefusesBadValues) {
  const Mutation mutations[] = {
      {"text not UTF-8", [](Program& p) { p.text[0] = '\xFF'; }, "text"},
      {"string beyond text", [](Program& p) { p.strings[1].length = 10'000; }, "strings[1]"},
      {"string offset beyond text",
       [](Program& p) {
         p.strings[1] = {10'000, 0};
       },
       "strings[1]"},
      {"string that overflows",
       [](Program& p) {
         p.strings[1] = {5, 0xFFFFFFFF};
       },
       "strings[1]"},
      {"string begins inside a code point",
       [](Program& p) {
         ++p.strings[11].offset;
         --p.strings[11].length;
       },
       "strings[11]"},
      {"string ends inside a code point", [](Program& p) { p.strings[11].length = 1; }, "strings[11]"},
      {"number of no kind", [](Program& p) { p.number_ranges[0].low.kind = 3; }, "number_ranges[0]"},
      {"natural that is an integer",
       [](Program& p) {
         p.number_ranges[0].low = {5, 1, 1};
       },
       "number_ranges[0]"},
      {"real that is an integer",
       [](Program& p) {
         p.number_ranges[0].high = {std::bit_cast<std::uint64_t>(5.0), 2, 1};
       },
       "number_ranges[0]"},
      {"negative zero",
       [](Program& p) {
         p.number_ranges[0].high = {std::bit_cast<std::uint64_t>(-0.0), 2, 1};
       },
       "number_ranges[0]"},
      {"not a number",
       [](Program& p) {
         p.number_ranges[1].high = {std::bit_cast<std::uint64_t>(std::numeric_limits<double>::quiet_NaN()), 2, 1};
       },
       "number_ranges[1]"},
      {"half inclusive", [](Program& p) { p.number_ranges[0].low.inclusive = 2; }, "number_ranges[0]"},
      {"a whole second of nanoseconds", [](Program& p) { p.time_ranges[0].begin.nanoseconds = 1'000'000'000; },
       "time_ranges[0]"},
      {"reserved field", [](Program& p) { p.time_ranges[0].end.reserved = 1; }, "time_ranges[0]"},
      {"family", [](Program& p) { p.networks[0].base.family = static_cast<AddressFamily>(2); }, "networks[0]"},
      {"prefix of IPv4", [](Program& p) { p.networks[0].prefix = 33; }, "networks[0]"},
      {"prefix of IPv6", [](Program& p) { p.networks[1].prefix = 129; }, "networks[1]"},
      {"host bits", [](Program& p) { p.networks[0].base.bytes[1] = 1; }, "networks[0]"},
      {"bytes behind an IPv4", [](Program& p) { p.networks[0].base.bytes[15] = 1; }, "networks[0]"},
      {"pattern", [](Program& p) { p.regexes[0].pattern = 99; }, "regexes[0]"},
      {"pattern that RE2 refuses",
       [](Program& p) {
         p.text.push_back('(');
         p.strings[7] = {static_cast<Index>(p.text.size() - 1), 1};
       },
       "regexes[0]"},
      {"flags", [](Program& p) { p.regexes[0].flags = 8; }, "regexes[0]"},
      {"set string", [](Program& p) { p.set_strings[1] = 99; }, "set_strings[1]"},
      {"set beyond strings", [](Program& p) { p.sets[0].string_count = 3; }, "sets[0]"},
      {"set that overflows", [](Program& p) { p.sets[0].first_string = 0xFFFFFFFF; }, "sets[0]"},
      {"set beyond numbers", [](Program& p) { p.sets[0].number_range_count = 9; }, "sets[0]"},
      {"set beyond times", [](Program& p) { p.sets[0].time_range_count = 9; }, "sets[0]"},
      {"set beyond networks", [](Program& p) { p.sets[0].first_network = 9; }, "sets[0]"},
      {"set of a third truth value", [](Program& p) { p.sets[0].booleans = 4; }, "sets[0]"},
      {"sets that share rows", [](Program& p) { p.sets.push_back(p.sets[0]); }, "sets"},
      {"constant of no kind", [](Program& p) { p.constants[0].kind = static_cast<ConstantKind>(3); }, "constants[0]"},
      {"constant string", [](Program& p) { p.constants[0].string = 99; }, "constants[0]"},
      {"string and number", [](Program& p) { p.constants[0].number.bits = 1; }, "constants[0]"},
      {"number and string", [](Program& p) { p.constants[1].string = 0; }, "constants[1]"},
      {"exclusive constant", [](Program& p) { p.constants[1].number.inclusive = 0; }, "constants[1]"},
      {"truth of two", [](Program& p) { p.constants[2].boolean = 2; }, "constants[2]"},
      {"source", [](Program& p) { p.sources[0] = 99; }, "sources[0]"},
      {"line of no source", [](Program& p) { p.lines[3].source = 1; }, "lines[3]"},
      {"too few lines", [](Program& p) { p.lines.pop_back(); }, "lines"},
      {"meta key", [](Program& p) { p.metas[0].key = 200; }, "metas[0]"},
      {"meta value", [](Program& p) { p.metas[0].value = 99; }, "metas[0]"},
  };
  expect_refused(mutations);
}

TEST(Verify, RefusesBadPaths) {
  const Mutation mutations[] = {
      {"no paths", [](Program& p) { p.paths.clear(); }, ""},
      {"record that is no root", [](Program& p) { p.paths[0].kind = PathStepKind::key; }, "paths[0]"},
      {"record with parent", [](Program& p) { p.paths[0].parent = 1; }, "paths[0]"},
      {"record with slot", [](Program& p) { p.paths[0].slot = 0; }, "paths[0]"},
      {"value with argument", [](Program& p) { p.paths[1].argument = 1; }, "paths[1]"},
      {"third root", [](Program& p) { p.paths[3].kind = PathStepKind::root; }, "paths[3]"},
      {"kind", [](Program& p) { p.paths[3].kind = static_cast<PathStepKind>(5); }, "paths[3]"},
      {"parent behind", [](Program& p) { p.paths[3].parent = 4; }, "paths[3]"},
      {"own parent", [](Program& p) { p.paths[3].parent = 3; }, "paths[3]"},
      {"no parent", [](Program& p) { p.paths[3].parent = kNone; }, "paths[3]"},
      {"key", [](Program& p) { p.paths[3].argument = 99; }, "paths[3]"},
      {"each with argument", [](Program& p) { p.paths[10].argument = 1; }, "paths[10]"},
      {"element of another scope", [](Program& p) { p.paths[4].argument = 2; }, "scopes[1]"},
      {"element of the record", [](Program& p) { p.paths[4].argument = 0; }, "scopes[1]"},
      {"element of no scope", [](Program& p) { p.paths[4].argument = 99; }, "scopes[1]"},
      {"element below a value", [](Program& p) { p.paths[4].parent = 1; }, "paths[4]"},
      {"element without scope", [](Program& p) { p.paths[3].kind = PathStepKind::element; }, "paths[3]"},
      {"slot of another", [](Program& p) { p.paths[3].slot = 0; }, "paths[3]"},
      {"slot that is none", [](Program& p) { p.paths[3].slot = 99; }, "paths[3]"},
      {"slot below a value", [](Program& p) { p.paths[9].slot = 0; }, "paths[9]"},
      {"no scopes", [](Program& p) { p.scopes.clear(); }, "scopes"},
      {"record's scope elsewhere", [](Program& p) { p.scopes[0].node = 2; }, "scopes[0]"},
      {"record's scope with parent", [](Program& p) { p.scopes[0].parent = 0; }, "scopes[0]"},
      {"scope before its parent", [](Program& p) { p.scopes[1].parent = 2; }, "scopes[1]"},
      {"scope in another", [](Program& p) { p.scopes[2].parent = 0; }, "scopes[2]"},
      {"scope of no element", [](Program& p) { p.scopes[2].node = 3; }, "scopes[2]"},
      {"scope of another's element", [](Program& p) { p.scopes[2].node = 4; }, "scopes[2]"},
      {"scope of no node", [](Program& p) { p.scopes[2].node = 99; }, "scopes[2]"},
      {"slot of no node",
       [](Program& p) {
         p.slots.push_back({99, 0});
       },
       "slots[5]"},
      {"second slot of a node",
       [](Program& p) {
         p.slots.push_back({2, 0});
       },
       "slots[5]"},
      {"slot in another scope", [](Program& p) { p.slots[2].scope = 0; }, "slots[2]"},
  };
  expect_refused(mutations);
}

TEST(Verify, RefusesBadTables) {
  const Mutation mutations[] = {
      {"value that is no object", [](Program& p) { p.table_values.push_back(0); }, "table_values[0]"},
      {"value that is no string", [](Program& p) { p.table_values.push_back(99999); }, "table_values[0]"},
      {"name",
       [](Program& p) {
         p.tables.push_back({99999, TableKey::string, 0, 0, 0});
       },
       "tables[0]"},
      {"database with rows",
       [](Program& p) {
         p.tables.push_back({0, TableKey::database, 0, 0, 1});
       },
       "tables[0]"},
      {"kind of keys",
       [](Program& p) {
         p.tables.push_back({0, static_cast<TableKey>(4), 0, 0, 0});
       },
       "tables[0]"},
      {"keys beyond their table",
       [](Program& p) {
         p.tables.push_back({0, TableKey::network, 99, 0, 0});
       },
       "tables[0]"},
      {"key that is a range",
       [](Program& p) {
         p.number_ranges.push_back({{1, 0, 1}, {2, 0, 1}});
         p.tables.push_back({0, TableKey::number, static_cast<Index>(p.number_ranges.size() - 1), 0, 1});
       },
       "tables[0]"},
      {"values beyond their table",
       [](Program& p) {
         p.tables.push_back({0, TableKey::string, 0, 1, 0});
       },
       "tables[0]"},
      {"lookup that has a function",
       [](Program& p) {
         p.tables.push_back({0, TableKey::string, 0, 0, 0});
         p.calls[0].table = 0;
         p.calls[0].function = 1;
       },
       "calls[0]"},
  };
  expect_refused(mutations);
}

TEST(Verify, RefusesBadOperands) {
  const Mutation mutations[] = {
      {"source", [](Program& p) { p.operands[0].source = static_cast<OperandSource>(4); }, "operands[0]"},
      {"slot", [](Program& p) { p.operands[0].index = 99; }, "operands[0]"},
      {"slot of the record in a register", [](Program& p) { p.operands[0].reg = 1; }, "operands[0]"},
      {"slot of the record that is open", [](Program& p) { p.operands[0].is_closed = 0; }, "operands[0]"},
      {"slot of an element without register", [](Program& p) { p.operands[1].reg = 0; }, "operands[1]"},
      {"register", [](Program& p) { p.operands[1].reg = 65; }, "operands[1]"},
      {"slot of an element that is closed", [](Program& p) { p.operands[1].is_closed = 1; }, "operands[1]"},
      {"slot with a path", [](Program& p) { p.operands[0].path = 9; }, "operands[0]"},
      {"path of the record", [](Program& p) { p.operands[6].path = 2; }, "operands[6]"},
      {"no path", [](Program& p) { p.operands[6].path = 99; }, "operands[6]"},
      {"constant", [](Program& p) { p.operands[3].index = 99; }, "operands[3]"},
      {"open constant", [](Program& p) { p.operands[3].is_closed = 0; }, "operands[3]"},
      {"call", [](Program& p) { p.operands[4].index = 99; }, "operands[4]"},
      {"call with register", [](Program& p) { p.operands[4].reg = 1; }, "operands[4]"},
      {"call that says it is closed", [](Program& p) { p.operands[7].is_closed = 1; }, "operands[7]"},
      {"case that says it is closed", [](Program& p) { p.operands[8].is_closed = 1; }, "operands[8]"},
      {"neither closed nor open", [](Program& p) { p.operands[4].is_closed = 2; }, "operands[4]"},
      {"element with index", [](Program& p) { p.operands[6].index = 1; }, "operands[6]"},
      {"element without register", [](Program& p) { p.operands[6].reg = 0; }, "operands[6]"},
      {"function", [](Program& p) { p.calls[0].function = 99; }, "calls[0]"},
      {"lookup in no table", [](Program& p) { p.calls[0].table = 99; }, "calls[0]"},
      {"too few arguments", [](Program& p) { p.calls[0].argument_count = 0; }, "calls[0]"},
      {"too many arguments", [](Program& p) { p.calls[0].argument_count = 2; }, "calls[0]"},
      {"arguments beyond their table", [](Program& p) { p.calls[3].first_argument = 7; }, "calls[3]"},
      {"calls that share arguments", [](Program& p) { p.calls.push_back(p.calls[0]); }, "calls"},
      {"argument", [](Program& p) { p.arguments[0].index = 99; }, "calls[0]"},
      {"argument kind", [](Program& p) { p.arguments[0].kind = static_cast<ArgumentKind>(2); }, "calls[0]"},
      {"condition for a value", [](Program& p) { p.arguments[0].kind = ArgumentKind::condition; }, "calls[0]"},
      {"value for a condition", [](Program& p) { p.arguments[1].kind = ArgumentKind::operand; }, "calls[1]"},
      {"condition beyond the code", [](Program& p) { p.arguments[1].index = 99; }, "calls[1]"},
      {"call of itself", [](Program& p) { p.arguments[0].index = 4; }, "calls[0]"},
      {"call of a later one", [](Program& p) { p.arguments[0].index = 5; }, "calls[0]"},
      {"condition that asks its own call",
       [](Program& p) { p.predicates[11] = Instruction::make(Opcode::exists, 5, 0); }, "code[29]"},
      {"loop source", [](Program& p) { p.loops[0].source = static_cast<LoopSource>(2); }, "loops[0]"},
      {"loop scope", [](Program& p) { p.loops[0].index = 99; }, "loops[0]"},
      {"loop over the record", [](Program& p) { p.loops[0].index = 0; }, "loops[0]"},
      {"loop operand", [](Program& p) { p.loops[2].index = 99; }, "loops[2]"},
      {"values in an element", [](Program& p) { p.loops[2].parent_reg = 1; }, "loops[2]"},
      {"loop register zero", [](Program& p) { p.loops[0].reg = 0; }, "loops[0]"},
      {"loop register too high", [](Program& p) { p.loops[0].reg = 65; }, "loops[0]"},
      {"parent register of the record", [](Program& p) { p.loops[0].parent_reg = 1; }, "loops[0]"},
      {"no parent register", [](Program& p) { p.loops[1].parent_reg = 0; }, "loops[1]"},
      {"parent register too high", [](Program& p) { p.loops[1].parent_reg = 65; }, "loops[1]"},
      {"control among tests", [](Program& p) { p.predicates[0] = Instruction::make(Opcode::finish, 0, 0); },
       "predicates[0]"},
      {"opcode", [](Program& p) { p.predicates[0] = Instruction::make(static_cast<Opcode>(200), 0, 0); },
       "predicates[0]"},
      {"operand", [](Program& p) { p.predicates[0] = Instruction::make(Opcode::exists, 99, 0); }, "predicates[0]"},
      {"needless argument", [](Program& p) { p.predicates[0] = Instruction::make(Opcode::exists, 0, 1); },
       "predicates[0]"},
      {"string", [](Program& p) { p.predicates[0].b = 99; }, "predicates[0]"},
      {"set", [](Program& p) { p.predicates[4].b = 1; }, "predicates[4]"},
      {"regex", [](Program& p) { p.predicates[5].b = 1; }, "predicates[5]"},
      {"number range", [](Program& p) { p.predicates[6].b = 2; }, "predicates[6]"},
      {"time range", [](Program& p) { p.predicates[7].b = 1; }, "predicates[7]"},
      {"network", [](Program& p) { p.predicates[8].b = 2; }, "predicates[8]"},
      {"other operand", [](Program& p) { p.predicates[9].b = 99; }, "predicates[9]"},
      {"flag", [](Program& p) { p.predicates[12].b = 2; }, "predicates[12]"},
  };
  expect_refused(mutations);
}

TEST(Verify, RefusesBadCode) {
  using enum Opcode;
  const auto put = [](Index at, Opcode op, Index a, Index b) {
    return [=](Program& p) { p.code[at] = Instruction::make(op, a, b); };
  };
  const Mutation mutations[] = {
      {"opcode", put(0, static_cast<Opcode>(200), 0, 0), "code[0]"},
      {"test outside of the predicates", put(0, exists, 0, 0), "code[0]"},
      {"predicate", put(0, test, 0, 99), "code[0]"},
      {"needless operand", put(0, test, 1, 0), "code[0]"},
      {"flag", put(0, constant, 0, 2), "code[0]"},
      {"negate with operand", put(25, negate, 0, 1), "code[25]"},
      {"loop", put(2, any, 4, 8), "code[2]"},
      {"jump beyond the code", put(1, jump_if_false, 0, 99), "code[1]"},
      {"jump beyond the rule", put(1, jump_if_false, 0, 14), "code[1]"},
      {"jump beyond the body", put(4, jump_if_false, 0, 6), "code[4]"},
      {"jump into a body", put(1, jump_if_false, 0, 2), "code[4]"},
      {"jump onto nothing", put(1, jump_if_false, 0, 0), "code[2]"},
      {"jump to another depth", put(25, constant, 0, 1), "code[27]"},
      {"body beyond the rule", put(2, any, 0, 14), "code[2]"},
      {"body that ends with the rule", put(2, any, 0, 13), "code[2]"},
      {"body too long", put(2, any, 0, 9), "code[10]"},
      {"body too short", put(2, any, 0, 7), ""},
      {"body of nothing", put(2, any, 0, 0), "code[2]"},
      {"stack empty", put(0, negate, 0, 0), "code[0]"},
      {"stack of the body around", put(3, negate, 0, 0), "code[3]"},
      {"no answer", put(0, finish, 0, 0), "code[0]"},
      {"two answers", put(11, constant, 0, 1), "code["},
      {"rule without finish", put(15, constant, 0, 1), "code[15]"},
      {"condition without finish", put(33, constant, 0, 1), "code[35]"},
      {"last condition without finish", put(47, constant, 0, 1), "code[47]"},
      {"finish in the middle", put(13, finish, 0, 0), "code[13]"},
      {"condition that jumps over its finish", [](Program& p) { p.code[31] = Instruction::make(jump_if_false, 0, 1); },
       ""},
      {"register that is not bound", put(0, test, 0, 1), "code[0]"},
      {"register of another scope",
       [](Program& p) {
         p.operands[1].reg = 3;
         p.loops[2].reg = 3;
         p.code[19].b = 1;
       },
       "code["},
      {"register of a call that is not bound", put(0, test, 0, 10), "code[0]"},
      {"value read as an element",
       [](Program& p) {
         p.loops[2].reg = 1;
         p.code[19].b = 1;
       },
       "code[19]"},
      {"element read as a value",
       [](Program& p) {
         p.operands[6].reg = 1;
         p.code[3].b = 3;
       },
       "code[3]"},
      {"parent that is not bound", [](Program& p) { p.loops[1].parent_reg = 3; }, "code[5]"},
      {"register bound twice", [](Program& p) { p.loops[1].reg = 1; }, "code[5]"},
      {"empty condition", [](Program& p) { p.conditions[0].instruction_count = 0; }, "conditions[0]"},
      {"condition beyond the code", [](Program& p) { p.conditions[1].instruction_count = 99; }, "conditions[1]"},
      {"condition that overflows", [](Program& p) { p.conditions[1].first_instruction = 0xFFFFFFFF; }, "conditions[1]"},
      {"conditions that share code",
       [](Program& p) {
         p.conditions[1].first_instruction = p.conditions[0].first_instruction;
         p.conditions[1].instruction_count = p.conditions[0].instruction_count;
       },
       "conditions[1]"},
      {"rules that share a condition", [](Program& p) { p.rules[1].first_condition = 0; }, "rules[1]"},
      {"condition within a rule", [](Program& p) { p.arguments[5].index = 15; }, ""},
      {"two calls with one condition", [](Program& p) { p.arguments[1].index = 32; }, "calls[3]"},
      {"rule name", [](Program& p) { p.rules[0].name = 99; }, "rules[0]"},
      {"rule title", [](Program& p) { p.rules[0].title = 99; }, "rules[0]"},
      {"rule level", [](Program& p) { p.rules[0].level = 5; }, "rules[0]"},
      {"rule metadata", [](Program& p) { p.rules[0].meta_count = 2; }, "rules[0]"},
      {"rules that share metadata",
       [](Program& p) {
         p.rules[1].first_meta = 0;
         p.rules[1].meta_count = 1;
       },
       "rules"},
      {"rule outputs", [](Program& p) { p.rules[0].output_count = 13; }, "rules[0]"},
      {"rules' outputs",
       [](Program& p) {
         for (RuleRow& rule : p.rules) rule.output_count = std::max(rule.output_count, 2U);
       },
       "rules: "},
      {"rule with `dedup` and no key", [](Program& p) { p.rules[0].dedup_milliseconds = 1; }, "rules[0]"},
      {"rule keys", [](Program& p) { p.rules[0].key_count = 1; }, "rules[0]"},
      {"rule keys that are columns",
       [](Program& p) {
         p.rules[0].dedup_milliseconds = p.rules[0].key_count = p.rules[0].output_count = 1;
         p.rules[0].first_output = 1;
       },
       "rules[0]: its keys"},
      {"rule source", [](Program& p) { p.rules[0].line.source = 1; }, "rules[0]"},
      {"output role", [](Program& p) { p.outputs[0].role = static_cast<OutputRole>(9); }, "outputs[0]"},
      {"output name", [](Program& p) { p.outputs[0].name = 99; }, "outputs[0]"},
      {"output operand", [](Program& p) { p.outputs[0].operand = 99; }, "outputs[0]"},
      {"output of an element", [](Program& p) { p.outputs[0].operand = 1; }, "outputs[0]"},
  };
  expect_refused(mutations);
}

TEST(Verify, RefusesACallThatOverwritesARegisterInUse) {
  Program program = sample_program();
  // The condition of call 1 binds register 1 instead of 4, and the call is asked where register 1 is in use.
  program.loops[3].reg = 1;
  program.operands[10].reg = 1;
  EXPECT_TRUE(verify(program));
  program.code[3] = Instruction::make(Opcode::test, 0, 9);
  EXPECT_EQ(verify(program).error(), "code[3]: it overwrites a register that is in use");
}

TEST(Verify, BoundsCallsInCalls) {
  const auto nested = [](Index count) {
    Program program = sample_program();
    for (Index i = 0; i < count; ++i) {
      const auto before = i == 0 ? 4 : static_cast<Index>(program.operands.size() - 1);
      program.calls.push_back(
          {static_cast<std::uint32_t>(Function::lower), static_cast<Index>(program.arguments.size()), 1});
      program.arguments.push_back({ArgumentKind::operand, before});
      program.operands.push_back({OperandSource::call, static_cast<Index>(program.calls.size() - 1)});
    }
    return verify(program).has_value();
  };
  EXPECT_TRUE(nested(kMaxCallDepth - 1));
  EXPECT_FALSE(nested(kMaxCallDepth));
}

}  // namespace
}  // namespace spoor
