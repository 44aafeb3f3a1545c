#include "runtime/match/compiled_pack.h"

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "compiler/program/format.h"

namespace spoor {

namespace {

namespace fs = std::filesystem;

// The indexes of a Program's tables have 32 bits.
constexpr std::uintmax_t kMaxPack = std::uintmax_t{4} << 30U;

}  // namespace

bool is_compiled_pack(const std::string& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return false;
  if (path.ends_with(".spoorc")) return true;
  std::array<char, kMagic.size()> begin{};
  std::ifstream in(path, std::ios::binary);
  in.read(begin.data(), begin.size());
  return in.good() && begin == kMagic;
}

tl::expected<std::string, std::string> read_pack_file(const std::string& path) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  if (error) return tl::unexpected(fmt::format("{}: cannot be read: {}", path, error.message()));
  if (size > kMaxPack) return tl::unexpected(fmt::format("{}: is larger than {} GB", path, kMaxPack >> 30U));
  std::string bytes(size, '\0');
  std::ifstream in(path, std::ios::binary);
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!in.is_open() || in.bad()) return tl::unexpected(fmt::format("{}: cannot be read", path));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return bytes;
}

tl::expected<VerifiedProgram, std::string> load_pack_file(const std::string& path, std::string_view bytes) {
  auto program = load(bytes);
  if (!program) return tl::unexpected(fmt::format("{}: {}", path, program.error()));
  return program;
}

tl::expected<VerifiedProgram, std::string> read_compiled_pack(const std::string& path) {
  const auto bytes = read_pack_file(path);
  if (!bytes) return tl::unexpected(bytes.error());
  return load_pack_file(path, *bytes);
}

}  // namespace spoor
