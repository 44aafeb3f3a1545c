#include "runtime/log/window.h"

#include <algorithm>
#include <cstring>

namespace spoor {

namespace {

// What closers hold for brackets that are not closed in the window.
constexpr std::uint32_t kUnclosed = 0xFFFFFFFE;

}  // namespace

void Window::start(ByteSource& source, std::uint64_t offset, bool is_last) {
  source_ = &source;
  size_ = 0;
  dropped_ = offset;
  is_last_part_ = is_last;
  is_read_ = is_last_ = false;
  error_.clear();
  starts_ = {};
}

bool Window::advance(std::size_t keep) {
  if (is_read_) return false;
  if (keep > 0) std::memmove(buffer_.data(), buffer_.data() + keep, size_ - keep);
  size_ -= keep;
  dropped_ += keep;
  // A record that fills the window needs one of twice the size, so that all reading of it is linear.
  const std::size_t wanted = size_ + std::max(block_, size_);
  if (buffer_.size() < wanted + kPadding) buffer_.resize(wanted + kPadding);
  const auto count = read_fully(*source_, std::span(buffer_).subspan(size_, wanted - size_));
  size_ += count.value_or(0);
  is_read_ = size_ < wanted;
  is_last_ = is_read_ && is_last_part_;
  if (is_read_) {
    char probe = 0;
    const auto more = count ? source_->read({&probe, 1}) : count;
    if (!more) error_ = more.error();
  }
  tokenise(0, is_read_ ? size_ : cut());
  return size_ > 0;
}

void Window::retokenise(std::size_t from) { tokenise(from, is_read_ ? size_ : cut()); }

// Where a window may end so that no string is cut in two: behind the last line, or between two records on one line (a
// quote cannot follow `},{` inside a string, where it would be escaped). Else everything, and simdjson sees the open
// string.
std::size_t Window::cut() const {
  const std::string_view all = text();
  if (all.empty()) return 0;
  // string_view::rfind looks at one byte at a time, and most logs are one line.
  if (const void* line = memrchr(all.data(), '\n', all.size())) {
    return static_cast<std::size_t>(static_cast<const char*>(line) - all.data()) + 1;
  }
  const std::size_t between = all.rfind("},{\"");
  return between == std::string_view::npos ? all.size() : between + 1;
}

void Window::tokenise(std::size_t from, std::size_t end) {
  std::fill_n(buffer_.begin() + static_cast<std::ptrdiff_t>(size_), kPadding, ' ');
  end = std::max(from, end);
  const TokenIndex::Result result = index_.read({buffer_.data() + from, end - from}, &restarts_);
  tokenised_end_ = end;
  is_utf8_ = result.is_utf8;
  has_open_string_ = result.status == TokenStatus::unclosed_string;
  starts_ = result.starts;
  if (from > 0) {
    const auto shift = [from](std::uint32_t at) { return at + static_cast<std::uint32_t>(from); };
    shifted_.resize(result.starts.size());
    std::transform(result.starts.begin(), result.starts.end(), shifted_.begin(), shift);
    std::transform(restarts_.begin(), restarts_.end(), restarts_.begin(), shift);
    starts_ = shifted_;
  }
  closers_.assign(starts_.size(), kUnclosed);
}

}  // namespace spoor
