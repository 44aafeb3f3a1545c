#include "runtime/scan/event_texts.h"

#include <optional>

#include "runtime/log/reader.h"

namespace spoor {

namespace {

using Done = tl::expected<void, std::string>;
using TakeFinding = std::function<Done(const Finding&)>;

// The findings still to come, the next one at hand.
class Waiting {
 public:
  Waiting(SpillSorter::Reader reader, const FindingBytes& form) : reader_(std::move(reader)), form_(form) {}

  Done advance() {
    next_.reset();
    const auto bytes = reader_.next();
    if (!bytes) return tl::unexpected(bytes.error());
    if (*bytes) next_ = form_.read((*bytes)->substr(kPlaceSize));
    return {};
  }

  const std::optional<Finding>& next() const { return next_; }
  bool is_of(std::uint32_t file) const { return next_ && next_->place.file == file; }

  Done give(std::string_view text, const TakeFinding& take) {
    next_->event = text;
    if (auto done = take(*next_); !done) return done;
    return advance();
  }

 private:
  SpillSorter::Reader reader_;
  const FindingBytes& form_;
  std::optional<Finding> next_;
};

// Reads a file as far as findings stand in it.
class TextFinder : public LogVisitor {
 public:
  TextFinder(std::uint32_t file, Waiting& waiting, const TakeFinding& take)
      : file_(file), waiting_(waiting), take_(take) {}

  bool on_record(const LogRecord& record) override {
    while (done_ && waiting_.is_of(file_) && waiting_.next()->place.record == record.number) {
      done_ = waiting_.give(record.tokens.text(), take_);
    }
    return done_ && waiting_.is_of(file_) && waiting_.next()->place.record > record.number;
  }
  bool on_bad(const BadInput&) override { return done_.has_value(); }
  void on_skipped(std::string_view) override {}
  void on_bytes(std::uint64_t) override {}

  const Done& done() const { return done_; }

 private:
  std::uint32_t file_;
  Waiting& waiting_;
  const TakeFinding& take_;
  Done done_;
};

}  // namespace

EventTexts::EventTexts(const ScanRequest& request, std::size_t budget)
    : request_(request), form_(request.prepared->program()), waiting_(budget) {}

Done EventTexts::add(const Finding& finding) {
  std::string bytes;
  append_place(finding.place, bytes);
  form_.append(finding, bytes);
  return waiting_.add(bytes);
}

Done EventTexts::fill(const TakeFinding& take, const std::function<void(std::uint32_t file)>& lost) {
  auto reader = waiting_.read();
  if (!reader) return tl::unexpected(reader.error());
  Waiting waiting(std::move(*reader), form_);
  if (auto done = waiting.advance(); !done) return done;
  LogReader logs;
  while (waiting.next()) {
    const std::uint32_t file = waiting.next()->place.file;
    TextFinder finder(file, waiting, take);
    logs.read(request_.logs.files[file].input, finder);
    if (!finder.done()) return finder.done();
    if (waiting.is_of(file)) lost(file);
    while (waiting.is_of(file)) {
      if (auto done = waiting.give("", take); !done) return done;
    }
  }
  return {};
}

}  // namespace spoor
