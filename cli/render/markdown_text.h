#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace spoor {

// Pieces of Markdown as GitHub reads it, from any text: what it would take for markup is escaped, control characters
// are shown.

// Within a table code has other escapes than outside.
enum class MarkdownPlace : std::uint8_t { text, table };

// On one line; what is in backticks is code.
std::string markdown_prose(std::string_view text, MarkdownPlace place = MarkdownPlace::text);
std::string markdown_code(std::string_view text, MarkdownPlace place = MarkdownPlace::text);
// Lines of a fenced block.
std::string markdown_block(std::string_view text, std::string_view language);
// A link where it is an address of the web; else prose.
std::string markdown_link(std::string_view address);

// A link to the heading of this page that has this name.
std::string heading_link(std::string_view name);

}  // namespace spoor
