#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

#include "compiler/program/format.h"
#include "runtime/state/item_file.h"

// A file of items, little-endian:
//
//   FileHead
//   blocks: a BlockHead and its items, compressed with zstd, up to `sections_at`
//   sections: for each its length (8) and its bytes, up to the file's end
//
// An item is its ItemKind (1), its length (4) and its bytes; none stands in two blocks. The checksum of a block is of
// its place among blocks, its two sizes and its compressed bytes, so that blocks cannot change places. That of the head
// is of all that stands before it in the head.
namespace spoor::item_file {

static_assert(std::endian::native == std::endian::little, "numbers are written as they stand in memory");

inline constexpr std::array<char, 8> kMagic = {'S', 'P', 'O', 'O', 'R', 'T', '\n', '\x1A'};
inline constexpr std::uint32_t kByteOrder = 0x01020304, kOtherByteOrder = 0x04030201;
inline constexpr std::uint32_t kVersion = 2;
inline constexpr std::size_t kMaxSections = 64;

inline constexpr std::size_t kItemHead = 1 + 4;
inline constexpr std::size_t kBlock = std::size_t{1} << 20;  // is written when it is as large
inline constexpr std::size_t kMaxBlock = kBlock + kItemHead + ItemFileWriter::kMaxItem;  // before it is compressed

struct FileHead {
  std::array<char, 8> magic = kMagic;
  std::uint32_t byte_order = kByteOrder;
  std::uint32_t version = kVersion;
  std::uint32_t kind = 0;  // ItemFileKind
  std::uint32_t section_count = 0;
  std::uint64_t item_count = 0;
  std::uint64_t sections_at = 0;
  std::uint64_t size = 0;  // of the file
  std::uint64_t sections_checksum = 0;
  std::uint64_t checksum = 0;
};

struct BlockHead {
  std::uint32_t stored = 0;  // bytes behind it
  std::uint32_t size = 0;    // of them when decompressed
  std::uint64_t checksum = 0;
};

static_assert(std::has_unique_object_representations_v<FileHead> &&
              std::has_unique_object_representations_v<BlockHead>);

template <typename Row>
std::string_view bytes_of(const Row& row) {
  return {reinterpret_cast<const char*>(&row), sizeof(Row)};
}

// REQUIRES: there are as many bytes.
template <typename Row>
Row read_row(std::string_view bytes) {
  Row row;
  std::memcpy(&row, bytes.data(), sizeof row);
  return row;
}

inline std::uint64_t checksum_of(const FileHead& head) {
  return checksum(bytes_of(head).substr(0, sizeof(FileHead) - sizeof(head.checksum)));
}

inline std::uint64_t checksum_of(std::uint64_t number, const BlockHead& head, std::string_view stored) {
  const std::array<std::uint64_t, 3> parts = {number, std::uint64_t{head.stored} << 32 | head.size, checksum(stored)};
  return checksum(bytes_of(parts));
}

}  // namespace spoor::item_file
