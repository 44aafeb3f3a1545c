#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/program/rows.h"
#include "tl/expected.hpp"

namespace spoor {

// Compiled rules: flat tables, see rows.h. Immutable once built, so any number of threads may read it.
//
// `code` holds each rule's instructions, ended by `finish`, and the conditions that `case` asks. Jumps only go forward
// and a loop's body follows its instruction, so running time is bounded by length and elements. `lines` has a row for
// each instruction of `code`.
struct Program {
#define SECTION(type, name) std::vector<type> name;
#include "compiler/program/sections.def"
#undef SECTION

  // REQUIRES for both: `id` < strings.size().
  std::string_view string(Index id) const { return {text.data() + strings[id].offset, strings[id].length}; }
  std::string_view rule_name(Index rule) const { return string(rules[rule].name); }
};

// Proves all that the runtime relies on: every index is within its table, parents stand before children, jumps and
// bodies stay inside their rule, the stack neither underflows nor ends uneven, registers are bound where they are read,
// calls do not depend on themselves, patterns are valid, text is UTF-8. Nothing may run a Program that was not
// verified. The error names the table and row.
tl::expected<void, std::string> verify(const Program& program);

// A Program of which that was proven.
class VerifiedProgram {
 public:
  static tl::expected<VerifiedProgram, std::string> make(Program program);

  const Program& operator*() const { return program_; }
  const Program* operator->() const { return &program_; }
  Program release() && { return std::move(program_); }

 private:
  explicit VerifiedProgram(Program program) : program_(std::move(program)) {}

  Program program_;
};

// A Program as bytes, and back. load() checks magic, version, sizes and checksum, then verifies.
std::string save(const Program& program);
tl::expected<VerifiedProgram, std::string> load(std::string_view bytes);

// One instruction a line, with its source line and its operands resolved. REQUIRES: verified.
std::string disassemble(const Program& program);

// Parts of it, for messages and dumps, as the language would write them; what is long is cut. The element that a
// quantifier put in register 2 is `v2`. Conditions that `case` asks are written out, or are the instruction at which
// they begin, `@17`. REQUIRES: verified.
enum class Conditions { written_out, addresses };
std::string describe_path(const Program& program, Index node);
std::string describe_operand(const Program& program, Index operand, Conditions conditions = Conditions::written_out);
std::string describe_predicate(const Program& program, Index predicate,
                               Conditions conditions = Conditions::written_out);
std::string describe_loop(const Program& program, Index loop, Conditions conditions = Conditions::written_out);
std::string describe_state(const Program& program, Index rule);  // REQUIRES: it has memory, as for the next
std::string describe_step(const Program& program, Index rule,
                          Index step);  // name, keys and what it takes, no condition

}  // namespace spoor
