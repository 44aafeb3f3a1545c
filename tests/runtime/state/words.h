#pragma once

#include <string>
#include <string_view>

#include "tests/runtime/state/memory_rule.h"

namespace spoor::test {

// Records of one key as words, in their order: the second at which each stands, then what it is. What that is depends
// on the rule: letters of the steps that it meets (`0a 3bc`), of its values (`0x 1xy`), `+` for above the line (`0
// 1+`),
// `=` and a number for what it adds to a sum (`0=1.5`). `|9` stands for time going on to second 9.
//
// What is fired: the second, for some kinds in brackets what was measured, and the records that took part,
// `3 [2]: 0x 3y`; a semicolon between two.
//
// It is looked whether it makes a difference to save and load before each new time.
std::string fired(const MemoryRule& rule, std::string_view words);

// The words `count` times from second `begin` on, `step` seconds from one to the next.
std::string repeated(std::string_view what, int count, int begin, int step);

}  // namespace spoor::test
