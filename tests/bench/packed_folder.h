#pragma once

#include <libdeflate.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace spoor::bench {

// A folder that is gone with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Files as CloudTrail delivers them: a gzip member with `{"Records":[...]}` of 5 to 20 records. Returns how many
// records there are.
std::size_t write_trail(const std::filesystem::path& folder, std::uint64_t seed, std::size_t files);

// One file of so many bytes, unpacked.
std::size_t write_large_file(const std::filesystem::path& path, std::uint64_t seed, std::size_t bytes);

// Unpacks files of one gzip member each into one buffer that is used again. An end with 2 where that fails.
class Unpacker {
 public:
  Unpacker() : decompressor_(libdeflate_alloc_decompressor()) {}
  ~Unpacker() { libdeflate_free_decompressor(decompressor_); }
  Unpacker(const Unpacker&) = delete;
  Unpacker& operator=(const Unpacker&) = delete;

  // Padded for simdjson; valid until the next call.
  std::string_view unpack(const std::string& path);

 private:
  libdeflate_decompressor* decompressor_;
  std::vector<char> packed_, text_;
};

}  // namespace spoor::bench
