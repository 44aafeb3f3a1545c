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
    if (const auto text = open(std::move(bytes), visitor)) unwrapper.read(*text);
  }

  // The text if it is JSON; else it is read.
  std::unique_ptr<ByteSource> open(std::unique_ptr<ByteSource> bytes, LogVisitor& visitor) {
    unwrapper.start(visitor);
    return open_packed(std::move(bytes), false);
  }

  std::unique_ptr<ByteSource> open_packed(std::unique_ptr<ByteSource> bytes, bool is_decoded) {
    auto unpacked = unpack(std::move(bytes));
    if (!unpacked)
      unwrapper.damage(0, unpacked.error());
    else if (!unpacked->skipped.empty())
      unwrapper.skip(unpacked->skipped);
    else
      return open_text(std::move(unpacked->source), is_decoded);
    return nullptr;
  }

  // What does not begin as JSON may be a table, have a time before each record, or be encoded, once.
  std::unique_ptr<ByteSource> open_text(std::unique_ptr<ByteSource> source, bool is_decoded) {
    std::string head = read_head(*source, kFirstHead);
    const std::size_t first = head.find_first_not_of(" \t\r\n");
    if (first == std::string::npos || head[first] == '{' || head[first] == '[') {
      return with_head(std::move(head), std::move(source));
    }
    head += read_head(*source, kHead);
    const bool is_csv = begins_csv_log(head);
    const bool is_stamped = stamp_size(std::string_view(head).substr(first)) > 0;
    const bool is_base64 = !is_decoded && !is_csv && begins_base64_log(head);
    source = with_head(std::move(head), std::move(source));
    if (is_base64) return open_packed(from_base64(std::move(source)), true);
    if (is_stamped) return without_stamps(std::move(source));
    if (!is_csv) return source;
    read_csv_log(*source, block, unwrapper);
    return nullptr;
  }

  std::size_t block;
  Unwrapper unwrapper;
};

LogReader::LogReader() : LogReader(kBlock) {}
LogReader::LogReader(std::size_t block) : state_(std::make_unique<State>(block)) {}
LogReader::~LogReader() = default;

void LogReader::read(const LogInput& input, LogVisitor& visitor) {
  if (const auto text = open(input, visitor)) state_->unwrapper.read(*text);
}

std::unique_ptr<ByteSource> LogReader::open(const LogInput& input, LogVisitor& visitor) {
  if (input.path.ends_with(".spoor") || input.path.ends_with(".spoorc")) {
    visitor.on_skipped("a rule file: rules stand behind `--rules`");
    return nullptr;
  }
  const int descriptor = open_input(input.path);
  if (descriptor < 0) {
    visitor.on_bad({0, 0, fmt::format("cannot be opened: {}", std::strerror(errno))});
    return nullptr;
  }
  const bool is_stream = input.path == kStandardInput;
  return state_->open(is_stream ? bytes_of_stream(descriptor, input.stop) : bytes_of_file(descriptor), visitor);
}

PartEnd LogReader::read_part(const TextPart& part, LogVisitor& visitor) {
  state_->unwrapper.start(visitor);
  return state_->unwrapper.read_part(part);
}

void LogReader::read_bytes(std::string_view bytes, LogVisitor& visitor) {
  state_->read(bytes_of_memory(bytes), visitor);
}

}  // namespace spoor
