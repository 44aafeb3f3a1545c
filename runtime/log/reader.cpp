#include "runtime/log/reader.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "runtime/log/bytes.h"
#include "runtime/log/framer.h"
#include "runtime/log/window.h"

namespace spoor {

namespace {

// Fits the second-level cache with its tokens.
constexpr std::size_t kBlock = 256U << 10;

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
  explicit State(std::size_t block) : window(block) {}

  void read(std::unique_ptr<ByteSource> bytes, LogVisitor& visitor) {
    auto unpacked = unpack(std::move(bytes));
    if (!unpacked) {
      visitor.on_bad({0, 0, unpacked.error()});
    } else if (!unpacked->skipped.empty()) {
      visitor.on_skipped(unpacked->skipped);
    } else {
      window.start(*unpacked->source);
      Framer(window, visitor).run();
    }
  }

  Window window;
};

LogReader::LogReader() : LogReader(kBlock) {}
LogReader::LogReader(std::size_t block) : state_(std::make_unique<State>(block)) {}
LogReader::~LogReader() = default;

void LogReader::read(const LogInput& input, LogVisitor& visitor) {
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
