#pragma once

#include <string_view>

#include "compiler/program/program.h"

namespace spoor::test {

// Adds a text to the strings of a Program that is made by hand.
inline Index add_string(Program& program, std::string_view text) {
  program.strings.push_back({static_cast<Index>(program.text.size()), static_cast<Index>(text.size())});
  program.text.insert(program.text.end(), text.begin(), text.end());
  return static_cast<Index>(program.strings.size() - 1);
}

}  // namespace spoor::test
