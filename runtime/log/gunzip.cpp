#include <fmt/format.h>
#include <isa-l/igzip_lib.h>
#include <libdeflate.h>

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

#include "runtime/log/bytes.h"

namespace spoor {

namespace {

constexpr std::size_t kWholeInput = 4U << 20;  // compressed files up to this size are read whole
constexpr std::size_t kInputBlock = 256U << 10;
constexpr std::uint32_t kOutputBlock = 256U << 10;

struct FreeDecompressor {
  void operator()(libdeflate_decompressor* decompressor) const { libdeflate_free_decompressor(decompressor); }
};

// Memory that is written before it is read, and is not filled before.
struct Buffer {
  std::unique_ptr<char[]> bytes;
  std::size_t capacity = 0;

  void grow(std::size_t size, std::size_t kept) {
    if (size <= capacity) return;
    std::unique_ptr<char[]> larger(new char[size]);
    std::copy_n(bytes.get(), kept, larger.get());
    bytes = std::move(larger);
    capacity = size;
  }
};

// The memory of the thread's last file. New memory for each would have to be mapped and cleared by the system first.
thread_local Buffer spare;
constexpr std::size_t kLargestSpare = 32U << 20;

// A file that was unpacked as a whole.
class UnpackedBytes : public ByteSource {
 public:
  UnpackedBytes(Buffer buffer, std::size_t size) : buffer_(std::move(buffer)), left_(buffer_.bytes.get(), size) {}
  ~UnpackedBytes() override {
    if (buffer_.capacity <= kLargestSpare && buffer_.capacity > spare.capacity) spare = std::move(buffer_);
  }
  UnpackedBytes(const UnpackedBytes&) = delete;
  UnpackedBytes& operator=(const UnpackedBytes&) = delete;

  tl::expected<std::size_t, std::string> read(std::span<char> out) override {
    const std::size_t count = left_.copy(out.data(), out.size());
    left_.remove_prefix(count);
    return count;
  }

 private:
  Buffer buffer_;
  std::string_view left_;
};

// How much a file unpacks to, if it is one member and does not lie: a member ends with its size.
std::size_t expected_size(std::string_view packed) {
  std::uint32_t size = 0;
  if (packed.size() < sizeof(size)) return 0;
  std::memcpy(&size, packed.data() + packed.size() - sizeof(size), sizeof(size));
  constexpr std::size_t kMostPerByte = 1032;  // that deflate can make of one byte
  return std::min<std::size_t>(size, packed.size() * kMostPerByte);
}

// All members of a whole file, or nothing: libdeflate is quick, but gives nothing of what is damaged or too large.
std::unique_ptr<ByteSource> unpack_whole(std::string_view packed, std::size_t most) {
  thread_local const std::unique_ptr<libdeflate_decompressor, FreeDecompressor> decompressor(
      libdeflate_alloc_decompressor());
  Buffer out = std::exchange(spare, {});
  out.grow(std::min(most, std::max(expected_size(packed), packed.size() * 4)), 0);
  std::size_t produced = 0;
  while (!packed.empty()) {
    std::size_t used = 0, made = 0;
    const std::size_t room = std::min(most, out.capacity) - produced;
    const libdeflate_result result = libdeflate_gzip_decompress_ex(decompressor.get(), packed.data(), packed.size(),
                                                                   out.bytes.get() + produced, room, &used, &made);
    if (result == LIBDEFLATE_INSUFFICIENT_SPACE && out.capacity < most) {
      out.grow(std::min(most, out.capacity * 2), produced);
      continue;
    }
    if (result != LIBDEFLATE_SUCCESS) return nullptr;
    produced += made;
    packed.remove_prefix(used);
  }
  return std::make_unique<UnpackedBytes>(std::move(out), produced);
}

// Streams: files that are large, damaged, or come through a pipe. igzip always unpacks into a buffer of its own, so
// that what is found before damage does not depend on how much is asked for at a time.
class GzipStream : public ByteSource {
 public:
  explicit GzipStream(std::unique_ptr<ByteSource> inner)
      : inner_(std::move(inner)), input_(kInputBlock), output_(kOutputBlock) {
    begin();
  }

  tl::expected<std::size_t, std::string> read(std::span<char> out) override {
    while (ready_.empty() && !has_ended_) unpack();
    if (ready_.empty() && !error_.empty()) return tl::unexpected(error_);
    const std::size_t size = ready_.copy(out.data(), out.size());
    ready_.remove_prefix(size);
    return size;
  }

 private:
  void begin() {
    isal_inflate_init(&state_);
    state_.crc_flag = ISAL_GZIP;
  }

  // Goes on until something is ready, or more input is needed, or the end is reached.
  void unpack() {
    const bool is_at_end = state_.block_state == ISAL_BLOCK_FINISH && state_.tmp_out_processed == state_.tmp_out_valid;
    if (is_at_end && ((state_.avail_in == 0 && !refill()) || !next_member())) return;
    before_ = state_;
    const int result = inflate();  // also without input: output of the last block may wait inside
    if (result == ISAL_INVALID_SYMBOL || result == ISAL_INVALID_LOOKBACK) keep_what_is_sound();
    if (is_damage(result)) {
      end(result == ISAL_INCORRECT_CHECKSUM ? "the gzip checksum does not fit" : "the gzip stream is damaged");
    } else if (ready_.empty() && state_.avail_in == 0 && state_.block_state != ISAL_BLOCK_FINISH) {
      refill();
    }
  }

  int inflate() {
    state_.next_out = reinterpret_cast<std::uint8_t*>(output_.data());
    state_.avail_out = kOutputBlock;
    const int result = isal_inflate(&state_);
    ready_ = {output_.data(), kOutputBlock - state_.avail_out};
    return result;
  }

  static bool is_damage(int result) { return result != ISAL_DECOMP_OK && result != ISAL_END_INPUT; }

  // When igzip meets a code that means nothing, it has counted up to 257 bytes as made that it never wrote. So the
  // input is unpacked anew up to the byte in which that code ends.
  void keep_what_is_sound() {
    std::uint32_t sound = 0;
    for (std::uint32_t damaged = before_.avail_in; sound + 1 < damaged;) {
      const std::uint32_t middle = sound + (damaged - sound) / 2;
      (is_damage(inflate_anew(middle)) ? damaged : sound) = middle;
    }
    if (is_damage(inflate_anew(sound))) ready_ = {};
  }

  int inflate_anew(std::uint32_t input_size) {
    state_ = before_;
    state_.avail_in = input_size;
    return inflate();
  }

  bool refill() {
    const auto count = inner_->read(input_);
    if (!count) {
      end(count.error());
      return false;
    }
    state_.next_in = reinterpret_cast<std::uint8_t*>(input_.data());
    state_.avail_in = static_cast<std::uint32_t>(*count);
    if (*count == 0) end(state_.block_state == ISAL_BLOCK_FINISH ? "" : "the gzip stream is cut off");
    return *count > 0;
  }

  // Another member may follow; anything else behind the last one is no part of the log.
  bool next_member() {
    if (*state_.next_in != 0x1F) {
      end("bytes that are no gzip follow the end of the gzip stream");
      return false;
    }
    std::uint8_t* const next = state_.next_in;
    const std::uint32_t left = state_.avail_in;
    begin();
    state_.next_in = next;
    state_.avail_in = left;
    return true;
  }

  // What is ready is still delivered; the damage is told behind it.
  void end(std::string damage) {
    has_ended_ = true;
    error_ = std::move(damage);
  }

  std::unique_ptr<ByteSource> inner_;
  std::vector<char> input_;
  std::vector<char> output_;
  std::string_view ready_;  // of output_, not delivered yet
  inflate_state state_;
  inflate_state before_;  // the last call of igzip
  bool has_ended_ = false;
  std::string error_;  // empty: the end was sound
};

// Up to kWholeInput bytes.
std::string read_ahead(ByteSource& source) {
  std::string bytes;
  for (std::size_t size = kInputBlock / 4; bytes.size() < kWholeInput; size = bytes.size()) {
    const std::size_t before = bytes.size();
    bytes.resize(before + size);
    const auto count = read_fully(source, std::span(bytes).subspan(before));
    bytes.resize(before + count.value_or(0));
    if (bytes.size() < before + size) break;
  }
  return bytes;
}

}  // namespace

std::unique_ptr<ByteSource> gunzip(std::unique_ptr<ByteSource> inner, std::size_t at_once) {
  std::string packed = read_ahead(*inner);
  if (packed.size() < kWholeInput) {
    if (auto unpacked = unpack_whole(packed, at_once)) return unpacked;
  }
  return std::make_unique<GzipStream>(with_head(std::move(packed), std::move(inner)));
}

}  // namespace spoor
