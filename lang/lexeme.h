#pragma once

#include <cstddef>
#include <string_view>

#include "lang/values/characters.h"

namespace spoor {

// Lengths of lexemes at the start of a text, 0 where there is none: shapes only, values are decoded by build().
// Shared by the grammar and by the explanation of its errors.

std::size_t word_length(std::string_view text);      // [A-Za-z_][A-Za-z0-9_]*
std::size_t any_name_length(std::string_view text);  // the same with `-` inside
std::size_t tag_length(std::string_view text);       // [A-Za-z0-9_][A-Za-z0-9_.-]*

// `"..."` with escapes. Nothing where it is not closed.
std::size_t string_length(std::string_view text);
std::size_t raw_string_length(std::string_view text);  // r"..."
std::size_t regex_length(std::string_view text);       // /.../ims, on one line

// In this order a literal is tried. None may be followed by a word character.
std::size_t address_length(std::string_view text);   // 10.0.0.1  10.0.0.0/8  ::1  2001:db8::/32
std::size_t date_length(std::string_view text);      // 2024-04-10  2024-04-10T20:00:00Z
std::size_t duration_length(std::string_view text);  // 15m  1h30m
std::size_t number_length(std::string_view text);    // -1_000.5  8.8E-5

std::size_t offset_length(std::string_view text);  // +2m  -1h30m
std::size_t repeat_length(std::string_view text);  // x20
std::size_t factor_length(std::string_view text);  // 5x  2.5x  3sd

// A word that no name may be.
bool is_reserved(std::string_view word);

}  // namespace spoor
