#pragma once

#include <string_view>

namespace spoor {

// page.css and page.js, as part of the binary. Neither holds `</`, which would end the element that it stands in.
std::string_view page_style();
std::string_view page_script();

}  // namespace spoor
