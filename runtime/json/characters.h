#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "lang/values/characters.h"

namespace spoor {

// What a byte is outside of strings: white space, one of `{ } [ ] : , "`, or part of a run.
enum class CharacterClass : std::uint8_t { run, space, mark };

inline constexpr std::array<CharacterClass, 256> kCharacterClasses = [] {
  std::array<CharacterClass, 256> classes{};
  for (const char c : std::string_view(" \t\n\r")) classes[static_cast<unsigned char>(c)] = CharacterClass::space;
  for (const char c : std::string_view("{}[]:,\"")) classes[static_cast<unsigned char>(c)] = CharacterClass::mark;
  return classes;
}();

inline CharacterClass class_of(char c) { return kCharacterClasses[static_cast<unsigned char>(c)]; }

// Behind the run that begins at `at`. A backslash takes the meaning of the next quote or backslash here too.
inline std::size_t run_end(std::string_view text, std::size_t at) {
  while (at < text.size() && class_of(text[at]) == CharacterClass::run) {
    const bool escapes = text[at] == '\\' && at + 1 < text.size() && (text[at + 1] == '"' || text[at + 1] == '\\');
    at += escapes ? 2 : 1;
  }
  return at;
}

// Behind the closing quote of the string that opens at `open`; the text's end if it is not closed.
inline std::size_t string_end(std::string_view text, std::size_t open) {
  for (std::size_t quote = text.find('"', open + 1); quote != std::string_view::npos;
       quote = text.find('"', quote + 1)) {
    std::size_t backslashes = 0;
    while (text[quote - 1 - backslashes] == '\\') ++backslashes;  // ends at the opening quote at the latest
    if (backslashes % 2 == 0) return quote + 1;
  }
  return text.size();
}

}  // namespace spoor
