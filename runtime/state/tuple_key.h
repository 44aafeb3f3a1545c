#pragma once

#include <string>
#include <string_view>
#include <vector>

// The key of a tuple: a value for each key of the rule, each as a length (4 bytes, big endian) and its JSON text; an
// empty one where an optional key is missing. A value that must not be shown has its masked form first, then a zero
// byte and what tells it from others.
namespace spoor {

void append_key_part(std::string_view json, std::string& key);

// The parts as they may be shown. REQUIRES: made of append_key_part().
std::vector<std::string_view> key_parts(std::string_view key);

}  // namespace spoor
