#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace spoor {

// How many columns of a terminal a text takes that is visible(): wide characters two, combining ones none.
std::size_t display_width(std::string_view text);

// Text that is visible() cut to so many columns, with `…` for what is missing.
std::string fitted(std::string_view text, std::size_t width);

// A CSV cell (RFC 4180). One that a spreadsheet would take for a formula gets a leading quote mark.
std::string csv_cell(std::string_view text);

}  // namespace spoor
