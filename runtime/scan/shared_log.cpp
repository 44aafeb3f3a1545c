#include "runtime/scan/shared_log.h"

#include <algorithm>

namespace spoor {

namespace {

// A log of which one guess in five is wrong is read by one worker.
constexpr int kMostTrust = 16;
constexpr int kLostByWrongGuess = 4;

}  // namespace

SharedLog::SharedLog(std::unique_ptr<ByteSource> text, std::size_t part_size, std::size_t most, FileResults& results,
                     std::atomic<std::uint64_t>& bytes_read)
    : file_(results.file()),
      part_size_(part_size),
      most_(most),
      results_(results),
      bytes_read_(bytes_read),
      trust_(kMostTrust),
      source_(std::move(text)) {}

bool SharedLog::may_read() const {
  if (is_reading_ || is_all_read_) return false;
  return parts_.empty() || (is_cut_ && trust_ > 0 && parts_.size() < most_);
}

std::shared_ptr<LogPart> SharedLog::take() {
  Lock lock(mutex_);
  while (!is_stopped_) {
    if (may_read()) return read_next(lock);
    // Whoever finds a guess wrong goes on with what it was about.
    if (!is_reading_ && (is_all_read_ || trust_ <= 0)) return nullptr;
    changed_.wait(lock);
  }
  return nullptr;
}

std::shared_ptr<LogPart> SharedLog::read_next(Lock& lock) {
  auto part = std::make_shared<LogPart>();
  if (!buffers_.empty()) {
    part->buffer = std::move(buffers_.back());
    buffers_.pop_back();
  }
  ++taken_;
  is_reading_ = true;
  const FrameState guess = state_;
  const std::size_t left = left_;
  lock.unlock();
  fill(*part, left, guess);
  lock.lock();
  is_reading_ = false;
  changed_.notify_all();
  if (is_stopped_) {
    --taken_;
    return nullptr;
  }
  part->text.start = state_;
  if (parts_.empty())
    part->numbers_before = numbers_;
  else
    part->text.start.has_found = true;  // it is cut behind a record
  parts_.push_back(part);
  return part;
}

// `left`: of what is unread was framed already. A part of twice as much makes reading linear whatever is framed again.
void SharedLog::fill(LogPart& part, std::size_t left, const FrameState& guess) {
  const std::size_t wanted = std::max(part_size_, 2 * left);
  if (part.buffer.size() < std::max(wanted, unread_.size())) part.buffer.resize(std::max(wanted, unread_.size()));
  std::copy(unread_.begin(), unread_.end(), part.buffer.begin());
  std::size_t size = unread_.size();
  unread_.clear();
  if (size < wanted && !is_at_end_) {
    const auto count = read_fully(*source_, std::span(part.buffer).subspan(size, wanted - size));
    size += count.value_or(0);
    is_at_end_ = size < wanted;
    char probe = 0;
    const auto more = is_at_end_ && count ? source_->read({&probe, 1}) : count;
    if (!more) error_ = more.error();
  }
  const std::string_view text(part.buffer.data(), std::min(size, wanted));
  is_all_read_ = is_at_end_ && size <= wanted;
  const std::size_t cut = is_all_read_ ? 0 : find_cut(text, guess);
  is_cut_ = cut > left + left / 2;
  part.text.text = is_cut_ ? text.substr(0, cut) : text;
  const auto end = part.buffer.begin() + static_cast<std::ptrdiff_t>(part.text.text.size());
  unread_.assign(end, part.buffer.begin() + static_cast<std::ptrdiff_t>(size));
  part.text.offset = offset_;
  offset_ += part.text.text.size();
  part.text.is_last = is_all_read_;
  if (is_all_read_) part.text.error = error_;
}

void SharedLog::put(LogPart& part, PartEnd end) {
  Lock lock(mutex_);
  --taken_;
  part.end = std::move(end);
  part.is_done = true;
  hand_on(lock);
  changed_.notify_all();
}

// One worker at a time hands on, whatever is done by then.
void SharedLog::hand_on(Lock& lock) {
  if (is_handing_on_) return;
  is_handing_on_ = true;
  while (!is_stopped_ && !parts_.empty() && parts_.front()->is_done) {
    const auto first = parts_.front();
    const bool is_known = first->numbers_before.has_value();
    if (!is_known && !begins_alike(first->text.start, state_, first->end.has_damage)) {
      take_back(lock, 0);
      continue;
    }
    const bool is_wanted = pour(*first, lock) && !first->end.is_stopped;
    state_ = state_behind(first->end, state_);
    numbers_ += first->end.numbers;
    const std::size_t left = first->text.is_last ? 0 : first->end.left;
    bytes_read_.fetch_add(first->text.text.size() - left, std::memory_order_relaxed);
    if (!is_wanted) {
      stop();
    } else if (left > 0) {
      take_back(lock, left);
    } else {
      if (!is_known) trust_ = std::min(kMostTrust, trust_ + 1);
      left_ = 0;
      buffers_.push_back(std::move(first->buffer));
      parts_.pop_front();
    }
    changed_.notify_all();
  }
  is_handing_on_ = false;
}

bool SharedLog::pour(LogPart& part, Lock& lock) {
  const std::uint64_t before = numbers_;
  lock.unlock();
  const bool is_wanted = part.held.pour_into(results_, before);
  lock.lock();
  return is_wanted;
}

// The first part is at fault: it did not begin as was guessed (`left` is 0, and none of it was handed on), or `left`
// bytes at its end must be framed with what follows. These and all parts behind it are cut anew.
void SharedLog::take_back(Lock& lock, std::size_t left) {
  changed_.wait(lock, [this] { return !is_reading_; });
  const std::size_t skipped = left > 0 ? parts_.front()->text.text.size() - left : 0;
  std::vector<char> bytes;
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    LogPart& part = *parts_[i];
    const std::string_view text = part.text.text.substr(i == 0 ? skipped : 0);
    bytes.insert(bytes.end(), text.begin(), text.end());
    if (i > 0 || left == 0) part.is_dropped = true;
  }
  const bool was_guess = left == 0 || parts_.size() > 1;
  if (was_guess) trust_ = std::max(0, trust_ - kLostByWrongGuess);
  offset_ -= bytes.size();
  bytes.insert(bytes.end(), unread_.begin(), unread_.end());
  unread_ = std::move(bytes);
  left_ = left;
  is_cut_ = false;
  is_all_read_ = false;
  parts_.clear();
}

bool SharedLog::wait_until_first(LogPart& part) {
  Lock lock(mutex_);
  const auto is_first = [&] { return !parts_.empty() && parts_.front().get() == &part; };
  changed_.wait(lock, [&] { return is_stopped_ || part.is_dropped || is_first(); });
  if (is_stopped_ || part.is_dropped) return false;
  // It may still come upon damage; if the guess does not hold even then, it is read anew.
  if (!begins_alike(part.text.start, state_, true)) {
    take_back(lock, 0);
    changed_.notify_all();
    return false;
  }
  part.numbers_before = numbers_;
  if (!pour(part, lock)) stop();
  return !is_stopped_;
}

void SharedLog::stop() {
  is_stopped_ = true;
  for (const auto& part : parts_) part->is_dropped = true;
  parts_.clear();
  changed_.notify_all();
}

void SharedLog::wait_until_read() {
  Lock lock(mutex_);
  changed_.wait(lock,
                [this] { return taken_ == 0 && !is_handing_on_ && (is_stopped_ || (is_all_read_ && parts_.empty())); });
}

}  // namespace spoor
