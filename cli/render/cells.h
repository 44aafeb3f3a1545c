#pragma once

#include <string>
#include <string_view>

namespace spoor {

// Text for a terminal: control characters, and those that turn or hide other text, escaped.
std::string terminal_cell(std::string_view text);

// Cut to so many code points, with `…` for what is missing.
std::string fitted(const std::string& text, std::size_t width);

// A CSV cell (RFC 4180). One that a spreadsheet would take for a formula gets a leading quote mark.
std::string csv_cell(std::string_view text);

}  // namespace spoor
