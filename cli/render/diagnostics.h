#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lang/diagnostic.h"

namespace spoor {

// What is said of rules, and of what it is said. All must outlive the call.
struct DiagnosticsPage {
  const Diagnostics& diagnostics;
  const Sources& sources;
  std::vector<std::string> files = {};  // names of all that were looked at, those without a finding too
  bool color = false;
};

// `format` is one of diagnostic_formats.def.
std::string render_diagnostics(const DiagnosticsPage& page, std::string_view format);
std::vector<std::string> diagnostic_formats();
std::string diagnostic_formats_text();  // `text (for people), json (one object a line), ...`

#define FORMAT(id, sentence) std::string render_##id(const DiagnosticsPage& page);
#include "cli/render/diagnostic_formats.def"
#undef FORMAT

// `2 errors, 1 warning`; empty for none.
std::string count_text(const Diagnostics& diagnostics);

}  // namespace spoor
