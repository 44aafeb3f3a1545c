#pragma once

#include <string>

#include "lang/source.h"

namespace spoor {

// The canonical form of a rule file: what `spoor fmt` writes. It means the same, has the same comments in the same
// order, and is its own canonical form. Literals, names and messages stand as they were written.
// REQUIRES: parse() finds no error in it.
std::string formatted(const SourceFile& file);

}  // namespace spoor
