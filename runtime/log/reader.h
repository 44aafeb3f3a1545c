#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/json/tokens.h"
#include "runtime/log/bytes.h"
#include "runtime/log/part.h"

namespace spoor {

// One record, taken out of what it was wrapped in. Valid during the callback.
struct LogRecord {
  RecordTokens tokens;
  std::uint64_t number = 0;  // from 1 in its file, bad records counted as well
  std::uint64_t offset = 0;  // in the (inflated) file, of its first byte or of what it is wrapped in
};

// Something of a log that could not be read. Everything around it was.
struct BadInput {
  std::uint64_t record = 0;  // from 1; 0: not one record but the file
  std::uint64_t offset = 0;  // in the inflated bytes, or in the file where inflating failed
  std::string reason;        // a clause without full stop: `the string that opens at byte 17 is never closed`
};

// Receives what a log holds, in the order of its bytes.
class LogVisitor {
 public:
  virtual ~LogVisitor() = default;
  // False ends the reading of this file.
  virtual bool on_record(const LogRecord& record) = 0;
  virtual bool on_bad(const BadInput& bad) = 0;
  // The file, or something in it, is known and holds no records (a digest, a notification). Called once for each reason
  // and file.
  virtual void on_skipped(std::string_view reason) = 0;
  // Bytes of the inflated log that were read since the last call, for progress and figures.
  virtual void on_bytes(std::uint64_t count) { static_cast<void>(count); }
};

inline constexpr std::string_view kStandardInput = "-";

struct LogInput {
  std::string path;  // or kStandardInput
  std::string name;  // as reports show it
  int stop = -1;     // a descriptor: once it can be read, nothing more is read from standard input; -1: never
};

// Reads one log, told by its bytes: gzip (all members) and zstd, also one in the other; `{"Records": [...]}`, NDJSON, a
// JSON array, single, pretty-printed or concatenated objects; whatever CloudTrail records are delivered in, in any mix
// (formats.def); CSV tables of them. Memory is bounded by the largest record, not by the file. Reuses its buffers from
// file to file; one for each thread.
class LogReader {
 public:
  LogReader();
  // `block`: bytes to read at a time. What is found does not depend on it, unless the log is damaged in very many
  // places within a block.
  explicit LogReader(std::size_t block);
  ~LogReader();

  void read(const LogInput& input, LogVisitor& visitor);
  // The same for bytes in memory, as they might stand in a file.
  void read_bytes(std::string_view bytes, LogVisitor& visitor);

  // Hands out the text of a log that is JSON, whatever it is packed in, for read_part(). Any other log is read, and
  // gives nothing.
  std::unique_ptr<ByteSource> open(const LogInput& input, LogVisitor& visitor);
  // Parts of a text, one behind the other, hold what the text holds, if each but the first begins with what the one
  // before left, in the state that it ended in. Records are numbered from 1 in each.
  PartEnd read_part(const TextPart& part, LogVisitor& visitor);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace spoor
