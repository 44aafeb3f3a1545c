#pragma once

#include <string>
#include <string_view>

namespace spoor {

class Mask;

// The text without white space outside of its strings. REQUIRES: is_strict_json(json).
void append_minified(std::string_view json, std::string& out);

// The text as a JSON string in quotes. Bytes that are not UTF-8 become U+FFFD.
void append_json_string(std::string_view text, std::string& out);
std::string json_string(std::string_view text);

// A record as Spoor prints it: its source text on one line, secrets masked if there is a mask. What is not JSON is
// printed as a string, as it stands.
void append_printed(std::string_view record_text, const Mask* mask, std::string& out);

}  // namespace spoor
