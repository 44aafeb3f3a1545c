#include "runtime/log/base64_bytes.h"

#include <algorithm>
#include <string>

#include "lang/values/base64.h"
#include "runtime/json/characters.h"
#include "runtime/log/format.h"

namespace spoor {

namespace {

constexpr std::size_t kDigitsAtOnce = 64U << 10;
constexpr std::size_t kDecidingDigits = 60;  // no word is as long

class DecodedBytes : public ByteSource {
 public:
  explicit DecodedBytes(std::unique_ptr<ByteSource> inner) : inner_(std::move(inner)) {}

  tl::expected<std::size_t, std::string> read(std::span<char> out) override {
    while (ready_.empty() && error_.empty() && !is_last_) refill();
    if (ready_.empty() && !error_.empty()) return tl::unexpected(error_);
    const std::size_t count = std::min(out.size(), ready_.size() - at_);
    std::copy_n(ready_.data() + at_, count, out.data());
    at_ += count;
    if (at_ == ready_.size()) {
      ready_.clear();
      at_ = 0;
    }
    return count;
  }

 private:
  void refill() {
    std::string block(kDigitsAtOnce, '\0');
    const auto count = read_fully(*inner_, block);
    block.resize(count.value_or(0));
    is_last_ = block.size() < kDigitsAtOnce;
    for (const char c : block) {
      const bool ends_line = c == '\n' && digits_.size() % 4 != 0;
      if (!is_space(c)) digits_ += c;
      if ((ends_line || (c == '=' && digits_.size() % 4 == 0) || digits_.size() == kDigitsAtOnce) && !decode()) return;
    }
    if (is_last_ && !digits_.empty()) decode();
    if (!count) error_ = count.error();
  }

  bool decode() {
    const auto bytes = decode_base64(digits_);
    digits_.clear();
    if (bytes)
      ready_ += *bytes;
    else
      error_ = "the base64 is damaged";
    return bytes.has_value();
  }

  std::unique_ptr<ByteSource> inner_;
  std::string digits_;  // not decoded yet
  std::string ready_;   // decoded, and delivered up to at_
  std::size_t at_ = 0;
  bool is_last_ = false;
  std::string error_;
};

}  // namespace

bool begins_base64_log(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return false;
  const std::string_view seen = text.substr(begin, kDecidingDigits);
  const auto bytes = decode_base64(seen.substr(0, seen.find_first_of(" \t\r\n")));
  return bytes && begins_log(*bytes);
}

std::unique_ptr<ByteSource> from_base64(std::unique_ptr<ByteSource> inner) {
  return std::make_unique<DecodedBytes>(std::move(inner));
}

}  // namespace spoor
