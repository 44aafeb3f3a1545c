#pragma once

#include <string>
#include <string_view>

namespace spoor {

// Pieces of HTML, from any text: nothing of it is markup, neither in an element nor in an attribute in quotes.

std::string html_text(std::string_view text);   // on one line; control characters are shown
std::string html_lines(std::string_view text);  // the same of several lines, whose ends stay
std::string html_prose(std::string_view text);  // what is in backticks is code
std::string html_code(std::string_view text);
std::string html_link(std::string_view address);  // where it is one of the web; else text

// A word for an attribute that holds several, from a name: `defense-evasion`.
std::string html_word(std::string_view name);

}  // namespace spoor
