#include <fmt/format.h>
#include <isa-l/igzip_lib.h>
#include <libdeflate.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "runtime/log/bytes.h"

namespace spoor {

namespace {

constexpr std::size_t kWholeInput = 4U << 20;  // compressed files up to this size are read whole
constexpr std::size_t kInputBlock = 256U << 10;

struct FreeDecompressor {
  void operator()(libdeflate_decompressor* decompressor) const { libdeflate_free_decompressor(decompressor); }
};

// All members of a whole file, or nothing: libdeflate is quick, but gives nothing of what is damaged or too large.
bool unpack_whole(std::string_view packed, std::size_t most, std::string& out) {
  thread_local const std::unique_ptr<libdeflate_decompressor, FreeDecompressor> decompressor(
      libdeflate_alloc_decompressor());
  std::size_t produced = 0;
  out.resize(std::min(most, std::max<std::size_t>(out.capacity(), packed.size() * 8)));
  while (!packed.empty()) {
    std::size_t used = 0, made = 0;
    const libdeflate_result result = libdeflate_gzip_decompress_ex(
        decompressor.get(), packed.data(), packed.size(), out.data() + produced, out.size() - produced, &used, &made);
    if (result == LIBDEFLATE_INSUFFICIENT_SPACE && out.size() < most) {
      out.resize(std::min(most, out.size() * 2));
      continue;
    }
    if (result != LIBDEFLATE_SUCCESS) return false;
    produced += made;
    packed.remove_prefix(used);
  }
  out.resize(produced);
  return true;
}

// Streams: files that are large, damaged, or come through a pipe.
class GzipStream : public ByteSource {
 public:
  explicit GzipStream(std::unique_ptr<ByteSource> inner) : inner_(std::move(inner)), input_(kInputBlock) { begin(); }

  tl::expected<std::size_t, std::string> read(std::span<char> out) override {
    if (failed_) return tl::unexpected(error_);
    state_.next_out = reinterpret_cast<std::uint8_t*>(out.data());
    state_.avail_out = static_cast<std::uint32_t>(out.size());
    while (state_.avail_out == out.size()) {
      const bool is_at_end =
          state_.block_state == ISAL_BLOCK_FINISH && state_.tmp_out_processed == state_.tmp_out_valid;
      if (is_at_end && ((state_.avail_in == 0 && !refill()) || !next_member())) return finish(out.size());
      // Also without input: output of the last block may wait inside.
      const int result = isal_inflate(&state_);
      if (result != ISAL_DECOMP_OK && result != ISAL_END_INPUT) {
        fail(result == ISAL_INCORRECT_CHECKSUM ? "the gzip checksum does not fit" : "the gzip stream is damaged");
        return finish(out.size());
      }
      const bool is_hungry =
          state_.avail_out == out.size() && state_.avail_in == 0 && state_.block_state != ISAL_BLOCK_FINISH;
      if (is_hungry && !refill()) return finish(out.size());
    }
    return out.size() - state_.avail_out;
  }

 private:
  void begin() {
    isal_inflate_init(&state_);
    state_.crc_flag = ISAL_GZIP;
  }

  bool refill() {
    const auto count = inner_->read(input_);
    if (!count) {
      fail(count.error());
      return false;
    }
    state_.next_in = reinterpret_cast<std::uint8_t*>(input_.data());
    state_.avail_in = static_cast<std::uint32_t>(*count);
    if (*count > 0) return true;
    if (state_.block_state != ISAL_BLOCK_FINISH) fail("the gzip stream is cut off");
    return false;
  }

  // Another member may follow; anything else behind the last one is no part of the log.
  bool next_member() {
    if (*state_.next_in != 0x1F) {
      fail("bytes that are no gzip follow the end of the gzip stream");
      return false;
    }
    std::uint8_t* const next = state_.next_in;
    const std::uint32_t left = state_.avail_in;
    std::uint8_t* const out = state_.next_out;
    const std::uint32_t room = state_.avail_out;
    begin();
    state_.next_in = next;
    state_.avail_in = left;
    state_.next_out = out;
    state_.avail_out = room;
    return true;
  }

  void fail(std::string reason) {
    failed_ = true;
    error_ = std::move(reason);
  }

  // What was unpacked before the end or the damage; the damage is told at the next call.
  tl::expected<std::size_t, std::string> finish(std::size_t size) {
    const std::size_t made = size - state_.avail_out;
    if (made == 0 && failed_) return tl::unexpected(error_);
    return made;
  }

  std::unique_ptr<ByteSource> inner_;
  std::vector<char> input_;
  inflate_state state_;
  bool failed_ = false;
  std::string error_;
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
    std::string out;
    if (unpack_whole(packed, at_once, out)) return bytes_of_string(std::move(out));
  }
  return std::make_unique<GzipStream>(with_head(std::move(packed), std::move(inner)));
}

}  // namespace spoor
