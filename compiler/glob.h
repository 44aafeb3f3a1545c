#pragma once

#include <string>
#include <string_view>

#include "compiler/program/instruction.h"

namespace spoor {

// What a pattern of `like` amounts to: a plain string test where `*` stands only at its ends, else a regular
// expression for the whole text.
struct GlobTest {
  Opcode op;         // equals_string, startswith, endswith, contains, or matches
  std::string text;  // the literal; or the pattern, to be compiled with dot_all
  // matches: what every text begins and ends with that the pattern takes. Told sooner, and found in an index.
  std::string beginning = {}, ending = {};
};

// `*` any run, `?` one code point, `\` escapes the next character.
GlobTest lower_glob(std::string_view pattern);

}  // namespace spoor
