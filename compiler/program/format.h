#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include "compiler/program/program.h"
#include "lang/clause.h"

// A Program as bytes, little-endian:
//
//   FileHeader
//   SectionEntry for each row of sections.def, in that order
//   the sections' rows, each section at a multiple of eight bytes, zeros between them
//
// The checksum is of everything behind the header. A file whose numbers mean something else, because a table of opcodes
// or functions or a row has changed since, has another layout and is refused.
namespace spoor {

static_assert(std::endian::native == std::endian::little, "rows are written as they stand in memory");

#define SECTION(type, name) \
  static_assert(std::has_unique_object_representations_v<type> && std::is_trivially_copyable_v<type>);
#include "compiler/program/sections.def"
#undef SECTION

inline constexpr std::array<char, 8> kMagic = {'S', 'P', 'O', 'O', 'R', '\r', '\n', '\x1A'};
inline constexpr std::uint32_t kFormatVersion = 2;
inline constexpr std::size_t kSectionAlignment = 8;

struct FileHeader {
  std::array<char, 8> magic = kMagic;
  std::uint32_t version = kFormatVersion;
  std::uint32_t section_count = 0;
  std::uint64_t layout = 0;
  std::uint64_t checksum = 0;
};

struct SectionEntry {
  std::uint32_t id = 0;  // its place in sections.def
  std::uint32_t row_size = 0;
  std::uint64_t count = 0;   // rows
  std::uint64_t offset = 0;  // from the file's start
};
static_assert(std::has_unique_object_representations_v<FileHeader>);
static_assert(std::has_unique_object_representations_v<SectionEntry>);

inline constexpr std::uint32_t kSectionCount = 0
#define SECTION(type, name) +1
#include "compiler/program/sections.def"
#undef SECTION
    ;

constexpr std::uint64_t aligned(std::uint64_t offset) {
  return (offset + kSectionAlignment - 1) / kSectionAlignment * kSectionAlignment;
}

// Eight bytes at a step. No step loses anything, so no change of a single word goes unnoticed.
std::uint64_t checksum(std::string_view bytes);

// Of the tables that give numbers their meaning.
constexpr std::uint64_t layout_of_tables() {
  std::uint64_t hash = 0xCBF29CE484222325;  // FNV-1a
  const auto add = [&hash](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
    hash = (hash ^ 0xFF) * 0x100000001B3;
  };
#define SECTION(type, name) \
  add(#name);               \
  hash = (hash ^ sizeof(type)) * 0x100000001B3;
#include "compiler/program/sections.def"
#undef SECTION
#define OPCODE(id, kind, a, b, pops, pushes, sentence) \
  add(#id);                                            \
  add(#kind " " #a " " #b);
#include "compiler/program/opcodes.def"
#undef OPCODE
#define FUNCTION(id, name, takes, result, minimum, maximum, sentence) add(#id);
#include "lang/functions.def"
#undef FUNCTION
#define META(id, count, sentence) add(#id);
#include "lang/clauses.def"
  return hash;
}

}  // namespace spoor
