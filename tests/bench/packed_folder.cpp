#include "tests/bench/packed_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "runtime/json/tokens.h"
#include "tests/bench/records.h"

namespace spoor::bench {

namespace fs = std::filesystem;

namespace {

void write_packed(const fs::path& path, const std::string& text) {
  libdeflate_compressor* compressor = libdeflate_alloc_compressor(6);
  std::string packed(libdeflate_gzip_compress_bound(compressor, text.size()), '\0');
  packed.resize(libdeflate_gzip_compress(compressor, text.data(), text.size(), packed.data(), packed.size()));
  libdeflate_free_compressor(compressor);
  std::ofstream(path, std::ios::binary) << packed;
}

std::string joined(const std::vector<std::string>& records) {
  std::string text = "{\"Records\":[";
  for (const std::string& record : records) text += (text.back() == '[' ? "" : ",") + record;
  return text + "]}";
}

[[noreturn]] void fail(const std::string& path) {
  std::fprintf(stderr, "%s cannot be read\n", path.c_str());
  std::exit(2);
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string name = (fs::temp_directory_path() / "spoor_bench_XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) fail(name);
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

std::size_t write_trail(const fs::path& folder, std::uint64_t seed, std::size_t files) {
  Random random(seed);
  std::size_t count = 0;
  for (std::size_t file = 0; file < files; ++file) {
    const std::vector<std::string> records = trail_records(random, 5 + random.below(16));
    count += records.size();
    write_packed(folder / (std::to_string(file) + ".json.gz"), joined(records));
  }
  return count;
}

std::size_t write_large_file(const fs::path& path, std::uint64_t seed, std::size_t bytes) {
  Random random(seed);
  std::vector<std::string> records;
  for (std::size_t size = 0; size < bytes; size += records.back().size() + 1) {
    records.push_back(std::move(trail_records(random, 1).front()));
  }
  write_packed(path, joined(records));
  return records.size();
}

std::string_view Unpacker::unpack(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat status {};
  if (file < 0 || fstat(file, &status) != 0) fail(path);
  packed_.resize(static_cast<std::size_t>(status.st_size));
  const ssize_t got = read(file, packed_.data(), packed_.size());
  close(file);
  std::uint32_t size = 0;  // a member ends with its size
  if (got != status.st_size || packed_.size() < sizeof size) fail(path);
  std::memcpy(&size, packed_.data() + packed_.size() - sizeof size, sizeof size);
  if (text_.size() < size + kPadding) text_.resize(size + kPadding);
  if (libdeflate_gzip_decompress(decompressor_, packed_.data(), packed_.size(), text_.data(), size, nullptr) !=
      LIBDEFLATE_SUCCESS) {
    fail(path);
  }
  return {text_.data(), size};
}

}  // namespace spoor::bench
