#pragma once

#include <string>
#include <string_view>

#include "compiler/program/program.h"
#include "tl/expected.hpp"

namespace spoor {

// Whether a path names a file that `spoor compile` made, or claims to: it begins as one, or its name ends in `.spoorc`.
bool is_compiled_pack(const std::string& path);

// All bytes of such a file, so that one that is changed meanwhile does no harm; and the Program in them. Errors name
// the file.
tl::expected<std::string, std::string> read_pack_file(const std::string& path);
tl::expected<VerifiedProgram, std::string> load_pack_file(const std::string& path, std::string_view bytes);

// Both at once.
tl::expected<VerifiedProgram, std::string> read_compiled_pack(const std::string& path);

}  // namespace spoor
