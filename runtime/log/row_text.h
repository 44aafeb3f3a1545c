#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace spoor {

// What became of the keys of a record's members: SQL engines keep those of maps, and write those of rows in lower case.
enum class KeyCase : std::uint8_t { kept, lost };

// The value of a cell as JSON: JSON as it is; a row or map as SQL engines print it, `{type=Root, tags=[a, b]}`, as an
// object of strings, with CloudTrail's own spelling for keys that lost their case; other text as a string. A member
// that is `null` is left out. Where commas and brackets of values cannot be told from the row's own, the value ends
// late rather than early: at a comma only if a key follows.
std::string json_of_row_text(std::string_view cell, KeyCase keys);

}  // namespace spoor
