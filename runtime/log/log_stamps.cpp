#include "runtime/log/log_stamps.h"

#include <algorithm>
#include <string>
#include <vector>

#include "lang/values/characters.h"

namespace spoor {

namespace {

constexpr std::string_view kShape = "0000-00-00T00:00:00";
constexpr std::string_view kBehind = "Z {";
constexpr std::size_t kLongest = 40;  // what must be seen to know one
constexpr std::size_t kReadAtOnce = 64U << 10;

class UnstampedBytes : public ByteSource {
 public:
  explicit UnstampedBytes(std::unique_ptr<ByteSource> inner) : inner_(std::move(inner)) {}

  tl::expected<std::size_t, std::string> read(std::span<char> out) override {
    if (at_ == ready_) {
      const auto refilled = refill();
      if (!refilled) return tl::unexpected(refilled.error());
    }
    const std::size_t count = std::min(out.size(), ready_ - at_);
    std::copy_n(buffer_.data() + at_, count, out.data());
    at_ += count;
    return count;
  }

 private:
  // Line begins too near to the end of what is read wait for the rest.
  tl::expected<void, std::string> refill() {
    buffer_.erase(0, at_);
    at_ = ready_ = 0;
    const std::size_t size = buffer_.size();
    buffer_.resize(size + kReadAtOnce);
    const auto count = read_fully(*inner_, std::span(buffer_).subspan(size));
    buffer_.resize(size + count.value_or(0));
    if (!count && buffer_.empty()) return tl::unexpected(count.error());
    const bool is_last = count.value_or(0) < kReadAtOnce;
    ready_ = is_last ? buffer_.size() : buffer_.size() - kLongest;
    for (std::size_t line = 0; line < ready_;) {
      if (is_line_start_) blank(line);
      const std::size_t end = buffer_.find('\n', line);
      is_line_start_ = end < ready_;
      if (!is_line_start_) break;
      line = end + 1;
    }
    return {};
  }

  void blank(std::size_t line) {
    const std::size_t size = stamp_size(std::string_view(buffer_).substr(line));
    if (size == 0) return;
    std::fill_n(buffer_.begin() + static_cast<std::ptrdiff_t>(line), size, ' ');
    buffer_[line + size - 1] = '\n';
  }

  std::unique_ptr<ByteSource> inner_;
  std::string buffer_;
  std::size_t at_ = 0, ready_ = 0;
  bool is_line_start_ = true;
};

}  // namespace

std::size_t stamp_size(std::string_view text) {
  if (text.size() <= kShape.size()) return 0;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    if (kShape[i] == '0' ? !is_digit(text[i]) : text[i] != kShape[i]) return 0;
  }
  std::size_t end = kShape.size();
  if (text[end] == '.') {
    for (++end; end < text.size() && end < kLongest - kBehind.size() && is_digit(text[end]);) ++end;
  }
  return text.substr(end).starts_with(kBehind) ? end + kBehind.size() - 1 : 0;
}

std::unique_ptr<ByteSource> without_stamps(std::unique_ptr<ByteSource> inner) {
  return std::make_unique<UnstampedBytes>(std::move(inner));
}

}  // namespace spoor
