#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace spoor {

// What the data section of a MaxMind database has at an offset, as a JSON object: maps, arrays, texts, numbers and
// truths as they are; bytes and what is no number become null. False, and nothing is appended, if there is no map, or
// anything in it is damaged, nested too deep, or larger than a row may be: then the row is none. Pointers may lead a
// damaged file to the same place again and again, so what bounds the work is the size of the text.
bool append_database_row(std::span<const std::uint8_t> section, std::uint32_t offset, std::string& out);

}  // namespace spoor
