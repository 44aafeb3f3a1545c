#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "tl/expected.hpp"

namespace spoor {

// Bytes in order, from a file, memory, or another ByteSource that is unpacked.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Fills `out` as far as there is something at once; 0 is the end. After an error there is nothing more.
  virtual tl::expected<std::size_t, std::string> read(std::span<char> out) = 0;
};

std::unique_ptr<ByteSource> bytes_of_file(int descriptor);  // takes the descriptor
// The same for what may keep a reader waiting: fails when `stop` can be read, if that is a descriptor.
std::unique_ptr<ByteSource> bytes_of_stream(int descriptor, int stop);
// They end with the error, if there is one.
std::unique_ptr<ByteSource> bytes_of_memory(std::string_view bytes, std::string error = {});

// Bytes that were read ahead, then the rest of their source.
std::unique_ptr<ByteSource> with_head(std::string head, std::unique_ptr<ByteSource> rest);

// Unpacks gzip (all members) and zstd (all frames), one in the other to four layers, told by the first bytes; others
// pass. What stands before damage is delivered before the error. The reason why a container is left unread (a zip
// archive, an empty file) is in `skipped`. With a budget all that is unpacked is taken off it; where it is spent the
// bytes end with an error. The budget must outlive the source.
struct Unpacked {
  std::unique_ptr<ByteSource> source;
  std::string skipped;  // not empty: no log
};
tl::expected<Unpacked, std::string> unpack(std::unique_ptr<ByteSource> source, std::uint64_t* budget = nullptr);

// The layers, each over one stream. `inner` begins at the magic bytes. Of what is over `at_once` bytes only so much is
// unpacked as is read.
inline constexpr std::size_t kUnpackedAtOnce = 64U << 20;
std::unique_ptr<ByteSource> gunzip(std::unique_ptr<ByteSource> inner, std::size_t at_once = kUnpackedAtOnce);
std::unique_ptr<ByteSource> unzstd(std::unique_ptr<ByteSource> inner);

// Reads until `out` is full or the source ends.
tl::expected<std::size_t, std::string> read_fully(ByteSource& source, std::span<char> out);

}  // namespace spoor
