#include "runtime/log/reader.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "runtime/log/base64_bytes.h"
#include "runtime/log/bytes.h"
#include "runtime/log/csv_log.h"
#include "runtime/log/log_stamps.h"
#include "runtime/log/unwrap.h"

namespace spoor {

namespace {

// Fits the second-level cache with its tokens.
constexpr std::size_t kBlock = 256U << 10;

// What is looked at to tell JSON from other logs, and those from each other.
constexpr std::size_t kFirstHead = 64;
constexpr std::size_t kHead = 64U << 10;

// The next bytes; less where the source ends, or fails, which it does again when it is read on.
std::string read_head(ByteSource& source, std::size_t size) {
  std::string head(size, '\0');
  head.resize(read_fully(source, head).value_or(0));
  return head;
}

int open_input(const std::string& path) {
  if (path == kStandardInput) return dup(STDIN_FILENO);
  int descriptor = -1;
  do {
    descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  } while (descriptor < 0 && errno == EINTR);
  return descriptor;
}

}  // namespace

struct LogReader::State {
  explicit State(std::size_t bytes) : block(bytes), unwrapper(bytes) {}

  void read(std::unique_ptr<ByteSource> bytes, LogVisitor& visitor) {
    unwrapper.start(visitor);
    read_packed(std::move(bytes), false);
  }

  void read_packed(std::unique_ptr<ByteSource> bytes, bool is_decoded) {
    auto unpacked = unpack(std::move(bytes));
    if (!unpacked)
      unwrapper.damage(0, unpacked.error());
    else if (!unpacked->skipped.empty())
      unwrapper.skip(unpacked->skipped);
    else
      read_text(std::move(unpacked->source), is_decoded);
  }

  // What does not begin as JSON may be a table, have a time before each record, or be encoded, once.
  void read_text(std::unique_ptr<ByteSource> source, bool is_decoded) {
    std::string head = read_head(*source, kFirstHead);
    const std::size_t first = head.find_first_not_of(" \t\r\n");
    if (first == std::string::npos || head[first] == '{' || head[first] == '[') {
      return unwrapper.read(*with_head(std::move(head), std::move(source)));
    }
    head += read_head(*source, kHead);
    const bool is_csv = begins_csv_log(head);
    const bool is_stamped = stamp_size(std::string_view(head).substr(first)) > 0;
    const bool is_base64 = !is_decoded && !is_csv && begins_base64_log(head);
    source = with_head(std::move(head), std::move(source));
    if (is_csv) return read_csv_log(*source, block, unwrapper);
    if (is_base64) return read_packed(from_base64(std::move(source)), true);
    if (is_stamped) source = without_stamps(std::move(source));
    unwrapper.read(*source);
  }

  std::size_t block;
  Unwrapper unwrapper;
};

LogReader::LogReader() : LogReader(kBlock) {}
LogReader::LogReader(std::size_t block) : state_(std::make_unique<State>(block)) {}
LogReader::~LogReader() = default;

void LogReader::read(const LogInput& input, LogVisitor& visitor) {
  if (input.path.ends_with(".spoor") || input.path.ends_with(".spoorc")) {
    return visitor.on_skipped("a rule file: rules stand behind `--rules`");
  }
  const int descriptor = open_input(input.path);
  if (descriptor < 0) {
    visitor.on_bad({0, 0, fmt::format("cannot be opened: {}", std::strerror(errno))});
    return;
  }
  state_->read(input.path == kStandardInput ? bytes_of_stream(descriptor, input.stop) : bytes_of_file(descriptor),
               visitor);
}

void LogReader::read_bytes(std::string_view bytes, LogVisitor& visitor) {
  state_->read(bytes_of_memory(bytes), visitor);
}

}  // namespace spoor
