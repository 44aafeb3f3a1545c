#pragma once

#include <string>

#include "lang/diagnostic.h"

namespace spoor {

// text, json (one object a line) or github (annotations).
std::string render_diagnostics(const Diagnostics& diagnostics, const Sources& sources, std::string_view format,
                               bool color);

// `2 errors, 1 warning`; empty for none.
std::string count_text(const Diagnostics& diagnostics);

}  // namespace spoor
