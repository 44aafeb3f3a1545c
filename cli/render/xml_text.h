#pragma once

#include <string>
#include <string_view>

namespace spoor {

// The text for an element or attribute of XML. Control characters are shown escaped, as XML has no place for them.
std::string xml_text(std::string_view text);

// The same of several lines, whose ends stay.
std::string xml_lines(std::string_view text);

}  // namespace spoor
