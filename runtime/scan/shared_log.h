#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

#include "runtime/log/bytes.h"
#include "runtime/log/part.h"
#include "runtime/scan/log_results.h"

namespace spoor {

// A part of a log, for one worker. Until it is the first of those that are out it is a guess: that it begins where a
// record ends, in a state like the last that is known.
struct LogPart {
  std::vector<char> buffer;
  TextPart text;  // views the buffer
  // All before it is known: what is made of it may go to the results at once, its records numbered from this on.
  std::optional<std::uint64_t> numbers_before;
  std::atomic<bool> is_dropped{false};  // the guess was wrong, and its bytes come again in other parts
  HeldResults held;
  bool is_done = false;
  PartEnd end;
};

// The text of one log, which several workers take part by part. Each reads the next stretch of it while the others are
// at theirs, so that inflating, which cannot be shared out, goes on beside all else. What they find is handed on in the
// order of the parts.
class SharedLog {
 public:
  // `part_size`: bytes to cut a part from. `most`: parts that may be out at a time. `results` and `bytes_read` outlive
  // the log.
  SharedLog(std::unique_ptr<ByteSource> text, std::size_t part_size, std::size_t most, FileResults& results,
            std::atomic<std::uint64_t>& bytes_read);

  std::uint32_t file() const { return file_; }
  FileResults& results() { return results_; }  // while a part is out

  // The next part, as soon as there is one; null when there is none for this worker any more.
  std::shared_ptr<LogPart> take();
  // Gives back a part that was taken, with all that was made of it.
  void put(LogPart& part, PartEnd end);
  // Waits until all before the part is known, and hands on what is held of it. False: the part was dropped, or nothing
  // more is wanted.
  bool wait_until_first(LogPart& part);
  // Waits until the log is read and no worker is at it. Nothing is handed on from then on.
  void wait_until_read();

 private:
  using Lock = std::unique_lock<std::mutex>;

  bool may_read() const;
  std::shared_ptr<LogPart> read_next(Lock& lock);
  void fill(LogPart& part, std::size_t left, const FrameState& guess);
  void hand_on(Lock& lock);
  bool pour(LogPart& part, Lock& lock);
  void take_back(Lock& lock, std::size_t left);
  void stop();

  const std::uint32_t file_;
  const std::size_t part_size_, most_;
  FileResults& results_;
  std::atomic<std::uint64_t>& bytes_read_;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::shared_ptr<LogPart>> parts_;  // that are out, in their order; dropped ones are not
  std::size_t taken_ = 0;                       // and not put, dropped ones counted
  bool is_reading_ = false, is_handing_on_ = false, is_stopped_ = false;
  int trust_;  // in guesses; none are made at 0

  // Of the worker that reads, as long as it does.
  std::unique_ptr<ByteSource> source_;
  std::string error_;         // behind the source's end
  bool is_at_end_ = false;    // of the source
  bool is_all_read_ = false;  // its last part is out
  std::vector<char> unread_;  // what stands before the rest of the source
  std::uint64_t offset_ = 0;  // of it in the log
  bool is_cut_ = false;       // it begins behind a record, as far as can be told

  std::size_t left_ = 0;                    // of unread_ was framed already, and has to be seen with more
  std::vector<std::vector<char>> buffers_;  // to use again

  // Of all that was handed on.
  FrameState state_;
  std::uint64_t numbers_ = 0;
};

}  // namespace spoor
