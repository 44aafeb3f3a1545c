#pragma once

#include "compiler/compile.h"

namespace spoor::fuzz {

// What must hold of what the compiler says and makes: every diagnostic points into its text and is printed safely in
// every form; there is a Program if there is no error, and it is sound; the tests of the rules run.
void check_diagnostics(const Diagnostics& diagnostics, const Sources& sources);
void check_compiled(const Compiled& compiled);

}  // namespace spoor::fuzz
