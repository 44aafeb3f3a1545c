#pragma once

#include <fmt/format.h>
#include <libdeflate.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/log/reader.h"

namespace spoor {

// What a Recorder is to say of a log.
struct LogCase {
  std::string name, log, expected;
};

// Keeps all that a reader says of a log.
class Recorder : public LogVisitor {
 public:
  bool on_record(const LogRecord& record) override {
    said += fmt::format("record {} @{} {}\n", numbers_before + record.number, record.offset, record.tokens.text());
    records.emplace_back(record.tokens.text());
    return records.size() != most;
  }
  bool on_bad(const BadInput& bad) override {
    said += fmt::format("bad {} @{} {}\n", bad.record == 0 ? 0 : numbers_before + bad.record, bad.offset, bad.reason);
    ++bads;
    return true;
  }
  void on_skipped(std::string_view reason) override {
    said += fmt::format("skipped {}\n", reason);
    ++skips;
  }
  void on_bytes(std::uint64_t count) override { bytes += count; }

  std::string said;
  std::vector<std::string> records;
  std::size_t most = 0;  // after so many it wants no more; 0: all
  int bads = 0, skips = 0;
  std::uint64_t bytes = 0;
  std::uint64_t numbers_before = 0;  // of records that stand before what is read
};

inline Recorder read_log(std::string_view bytes, std::size_t block) {
  Recorder recorder;
  LogReader(block).read_bytes(bytes, recorder);
  return recorder;
}

// The same for a text that is framed in parts, each of so many bytes and of what the part before it left.
inline std::string said_of_parts(std::string_view text, std::size_t size) {
  LogReader reader(64);
  std::string said;
  FrameState state;
  std::size_t begin = 0, left = 0;
  std::uint64_t numbers = 0;
  while (true) {
    const std::size_t end = std::min(text.size(), begin + std::max(size, 2 * left));
    Recorder recorder;
    recorder.numbers_before = numbers;
    PartEnd ended = reader.read_part({text.substr(begin, end - begin), begin, end == text.size(), {}, state}, recorder);
    said += recorder.said;
    if (end == text.size() || ended.is_stopped) return said;
    state = state_behind(ended, state);
    numbers += ended.numbers;
    left = ended.left;
    begin = end - left;
  }
}

inline std::string gzip(std::string_view text) {
  libdeflate_compressor* compressor = libdeflate_alloc_compressor(6);
  std::string out(libdeflate_gzip_compress_bound(compressor, text.size()), '\0');
  out.resize(libdeflate_gzip_compress(compressor, text.data(), text.size(), out.data(), out.size()));
  libdeflate_free_compressor(compressor);
  return out;
}

inline std::string base64(std::string_view bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t bits = 0;
    for (std::size_t i = at; i < at + 3; ++i) {
      bits = bits << 8 | (i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U);
    }
    for (std::size_t digit = 0; digit < 4; ++digit) {
      const bool is_padding = at + digit > bytes.size();
      out += is_padding ? '=' : kDigits[bits >> (18 - 6 * digit) & 63];
    }
  }
  return out;
}

}  // namespace spoor
