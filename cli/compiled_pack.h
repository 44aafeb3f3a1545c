#pragma once

#include <string>

#include "compiler/program/program.h"
#include "tl/expected.hpp"

namespace spoor {

// Whether a path names a file that `spoor compile` made, or claims to: it begins as one, or its name ends in `.spoorc`.
bool is_compiled_pack(const std::string& path);

// The Program in it. The whole file is read first, so that one that is changed meanwhile does no harm. The
// error names the file.
tl::expected<VerifiedProgram, std::string> read_compiled_pack(const std::string& path);

}  // namespace spoor
