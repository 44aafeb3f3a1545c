#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "tl/expected.hpp"

namespace spoor {

// A temporary file without a name: gone when closed, however the process ends. Errors say which folder and why.
class SpillFile {
 public:
  static tl::expected<SpillFile, std::string> create(const std::string& folder);
  SpillFile(SpillFile&& other) noexcept;
  SpillFile& operator=(SpillFile&& other) noexcept;
  ~SpillFile();

  // Appends are buffered: what is read must have been flushed.
  tl::expected<void, std::string> append(std::string_view bytes);
  tl::expected<void, std::string> flush();
  // Fills `out`. REQUIRES: that many bytes stand from `offset` on.
  tl::expected<void, std::string> read_at(std::uint64_t offset, std::span<char> out) const;

  std::uint64_t size() const { return written_ + buffer_.size(); }

 private:
  SpillFile(int descriptor, std::string folder);
  std::string failure(int error) const;

  int descriptor_;
  std::string folder_;
  std::uint64_t written_ = 0;
  std::string buffer_;
};

// Where temporary files go: TMPDIR, else /tmp.
std::string temporary_folder();

}  // namespace spoor
