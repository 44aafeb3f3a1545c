// Files that several workers read at a time: whatever the log, the parts and the threads, what comes out is what one
// worker finds.
#include "runtime/scan/shared_log.h"

#include <gtest/gtest.h>
#include <libdeflate.h>

#include <algorithm>
#include <future>
#include <numeric>
#include <random>
#include <thread>

#include "tests/runtime/scan/scan_case.h"

namespace spoor {
namespace {

using test::Logs;

// All that a run tells, but the time that it took.
std::string told(const ScanRequest& request, bool is_find) {
  Progress progress;
  std::string said;
  const auto take = [&](const Finding& finding) {
    said += fmt::format("{} {}.{} {}\n", test::text_of(finding, request.prepared->program()), finding.place.file,
                        finding.place.record, finding.event);
    return true;
  };
  const Report report = is_find ? find(request, progress, take) : scan(request, progress, take);
  for (const BadRecord& bad : report.bad) said += fmt::format("bad {} @{} {}\n", bad.record, bad.offset, bad.reason);
  for (const SkippedFile& skipped : report.skipped) said += fmt::format("skipped {}\n", skipped.reason);
  return said + fmt::format("{} records {} bytes {} logs {} doubles {} bad, failure `{}`", report.records, report.bytes,
                            report.logs, report.duplicates, report.bad_count, report.failure);
}

struct Shape {
  std::string name, begin, between, end;
};
const std::vector<Shape> kShapes = {
    {"lines", "", "\n", "\n"},
    {"lines with carriage returns", "", "\r\n", ""},
    {"concatenated", "", "", ""},
    {"document", "{\"x\":{\"y\":[]},\"Records\":[", ",", "],\"z\":[{}]}"},
    {"array over lines", "[\n  ", ",\n  ", "\n]\n"},
    {"a document a record", "{\"Records\":[", "]}\n{\"Records\":[", "]}"},
    {"wrapped", "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"message\":", "},{\"message\":", "}]}"},
};

// Records whose parts look like records, with findings in some of them.
std::string log_of(const Shape& shape, std::mt19937& random, std::size_t count) {
  std::string log = shape.begin;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) log += shape.between;
    const std::string resources = random() % 3 == 0 ? R"([{"eventID":"x"},{"eventID":"y"}])" : R"("},{\"eventID\"")";
    log += test::record(
        std::to_string(random() % 1000), fmt::format("2024-01-01T00:00:{:02}Z", random() % 60),
        fmt::format(R"("eventVersion":"1.0","eventName":"E","eventSource":"s","a":{},"resources":{},"pad":"{}")",
                    random() % 3, resources, std::string(random() % 300, 'x')));
  }
  return log + shape.end;
}

void damage(std::string& log, std::mt19937& random) {
  for (auto i = 1 + random() % 6; i > 0; --i) {
    const std::size_t at = random() % log.size();
    if (random() % 2 == 0)
      log.erase(at, 1 + random() % 200);
    else
      log.insert(at, 1, "\"{}[],x\n\\"[random() % 9]);
    if (log.empty()) log = "{";
  }
}

std::string gzip(std::string_view text) {
  libdeflate_compressor* compressor = libdeflate_alloc_compressor(1);
  std::string out(libdeflate_gzip_compress_bound(compressor, text.size()), '\0');
  out.resize(libdeflate_gzip_compress(compressor, text.data(), text.size(), out.data(), out.size()));
  libdeflate_free_compressor(compressor);
  return out;
}

ScanRequest shared_request(const Logs& logs) {
  ScanRequest request;
  request.prepared = test::prepare("rule one { where a == 1 }\nrule two { where a in (1, 2) emit \"{pad}\" }");
  request.logs = logs.walked();
  request.shared_from = 1;
  return request;
}

// The first line in which the texts differ; all of them would be long.
std::string difference(const std::string& a, const std::string& b) {
  if (a == b) return "";
  const auto at =
      std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(std::min(a.size(), b.size())), b.begin());
  const std::size_t same = a.substr(0, static_cast<std::size_t>(at.first - a.begin())).rfind('\n') + 1;
  const auto line = [same](const std::string& text) { return text.substr(same, text.find('\n', same) - same); };
  return line(a) + "\ninstead of\n" + line(b);
}

void expect_the_same(ScanRequest request, std::initializer_list<std::size_t> part_sizes, const std::string& what) {
  for (const bool is_find : {false, true}) {
    request.threads = 1;
    const std::string expected = told(request, is_find);
    for (const unsigned threads : {2U, 3U, 8U}) {
      request.threads = threads;
      for (const std::size_t part_size : part_sizes) {
        request.part_size = part_size;
        ASSERT_EQ(difference(told(request, is_find), expected), "")
            << what << ", " << threads << " threads, parts of " << part_size;
      }
    }
  }
}

// A log by itself, and what is handed on of it. The rest of the workers is the test.
struct Alone {
  Alone(std::string bytes, std::size_t part_size, std::size_t most) : text(std::move(bytes)) {
    logs.add_bytes("");
    request = shared_request(logs);
    workload.emplace(request, progress);
    calls.found = [this](const Finding& finding) {
      numbers.push_back(finding.place.record);
      return numbers.size() < wanted;
    };
    calls.finished = [](std::uint32_t) {};
    results.emplace(*workload, calls, 0);
    log.emplace(bytes_of_memory(text), part_size, most, *results, progress.bytes);
  }

  // Every record is a finding.
  struct Visitor : LogVisitor {
    Visitor(LogResults& made, std::uint64_t records_before) : results(made), before(records_before) {}
    bool on_record(const LogRecord& record) override {
      Finding finding;
      finding.place.record = before + record.number;
      return results.add_finding(finding, false);
    }
    bool on_bad(const BadInput& bad) override { return results.add_bad(bad); }
    void on_skipped(std::string_view) override {}
    LogResults& results;
    std::uint64_t before;
  };

  void work(LogPart& part) {
    LogReader reader(64);
    Visitor visitor(part.numbers_before ? static_cast<LogResults&>(*results) : part.held,
                    part.numbers_before.value_or(0));
    log->put(part, reader.read_part(part.text, visitor));
  }

  std::string text;
  Logs logs;
  ScanRequest request;
  Progress progress;
  std::optional<Workload> workload;
  WorkerCalls calls;
  std::optional<FileResults> results;
  std::optional<SharedLog> log;
  std::size_t wanted = 1000;
  std::vector<std::uint64_t> numbers;
};

std::vector<std::uint64_t> numbers_to(std::size_t count) {
  std::vector<std::uint64_t> numbers(count);
  std::iota(numbers.begin(), numbers.end(), 1);
  return numbers;
}

std::string lines(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += "{\"a\":1}\n";
  return text;
}

TEST(SharedLog, HandsOutPartsBesideEachOtherAndTheirResultsInOrder) {
  Alone alone(lines(30), 80, 3);
  const auto first = alone.log->take(), second = alone.log->take(), third = alone.log->take();
  ASSERT_TRUE(first && second && third);
  EXPECT_TRUE(first->numbers_before);
  EXPECT_FALSE(second->numbers_before) << "what stands before it is not known";
  alone.work(*third);
  alone.work(*second);
  EXPECT_TRUE(alone.numbers.empty());
  alone.work(*first);
  EXPECT_EQ(alone.numbers, numbers_to(alone.numbers.size()));
  EXPECT_GE(alone.numbers.size(), 20U);
  while (const auto part = alone.log->take()) alone.work(*part);
  alone.log->wait_until_read();
  EXPECT_EQ(alone.numbers, numbers_to(30));
  EXPECT_EQ(alone.progress.bytes, lines(30).size());
}

// Within a record stands what looks like the border of two.
TEST(SharedLog, CutsAnewWhatWasGuessedWrong) {
  std::string text = "{\"Records\":[";
  for (std::size_t i = 0; i < 60; ++i)
    text += fmt::format(R"({{"a":[{{"a":1}},{{"a":2}},{{"a":"{}"}}]}},)", std::string(i * 7 % 23, 'x'));
  text.back() = ']';
  constexpr std::size_t kPart = 100;
  Alone alone(text + "}", kPart, 4);
  int dropped = 0;
  while (const auto first = alone.log->take()) {
    const bool is_cut = first->text.text.size() < kPart && !first->text.is_last;
    const auto second = is_cut ? alone.log->take() : nullptr;
    if (second) alone.work(*second);
    alone.work(*first);
    dropped += second && second->is_dropped ? 1 : 0;
  }
  alone.log->wait_until_read();
  EXPECT_GT(dropped, 2);
  EXPECT_LT(dropped, 10) << "guesses that are mostly wrong are given up";
  EXPECT_EQ(alone.numbers, numbers_to(60));
}

// Standard input that does not end keeps whoever reads it; what comes then is nobody's.
TEST(SharedLog, HandsOutNothingOnceNothingIsWanted) {
  class Waiting : public ByteSource {
   public:
    explicit Waiting(std::future<void> go_on) : go_on_(std::move(go_on)) {}
    tl::expected<std::size_t, std::string> read(std::span<char> out) override {
      if (++reads_ == 2) go_on_.wait();
      const std::string text = lines(10);
      const std::size_t count = std::min(out.size(), text.size());
      std::copy_n(text.begin(), count, out.begin());
      return reads_ < 4 ? count : 0;
    }

   private:
    std::future<void> go_on_;
    int reads_ = 0;
  };
  std::promise<void> go_on;
  Alone alone("", 80, 4);
  alone.wanted = 1;
  alone.log.emplace(std::make_unique<Waiting>(go_on.get_future()), lines(10).size() - 1, 4, *alone.results,
                    alone.progress.bytes);
  const auto first = alone.log->take();
  std::shared_ptr<LogPart> second = first;
  std::thread reader([&] { second = alone.log->take(); });
  alone.work(*first);
  go_on.set_value();
  reader.join();
  EXPECT_EQ(second, nullptr);
  EXPECT_EQ(alone.numbers.size(), 1U);
  EXPECT_EQ(alone.log->take(), nullptr);
  alone.log->wait_until_read();
}

TEST(SharedLog, GivesWhatOneWorkerFinds) {
  std::mt19937 random(5);
  for (const Shape& shape : kShapes) {
    for (const std::size_t count : {1U, 40U, 2000U}) {
      Logs logs;
      logs.add_bytes(log_of(shape, random, count));
      logs.add_bytes(gzip(log_of(shape, random, count)));
      const ScanRequest request = shared_request(logs);
      ASSERT_TRUE(count == 1 || told(request, true).size() > 1000) << shape.name;
      if (count <= 40) expect_the_same(request, {1, 30, 1000}, shape.name);
      expect_the_same(request, {4096, 100000}, shape.name);
    }
  }
}

TEST(SharedLog, GivesWhatOneWorkerFindsInDamagedLogs) {
  std::mt19937 random(6);
  for (int round = 0; round < 60; ++round) {
    const Shape& shape = kShapes[random() % kShapes.size()];
    Logs logs;
    std::string log = log_of(shape, random, 1 + random() % 100);
    damage(log, random);
    logs.add_bytes(log);
    std::string packed = gzip(log_of(shape, random, 1 + random() % 400));
    packed[20 + random() % (packed.size() - 20)] = static_cast<char>(random());
    logs.add_bytes(packed);
    expect_the_same(shared_request(logs), {1 + random() % 500, 3000}, fmt::format("{} {}", round, shape.name));
  }
}

// More damage than is searched behind, with good stretches between: how much is given up hangs on all that stands
// before.
TEST(SharedLog, GivesUpWhereOneWorkerDoes) {
  std::mt19937 random(10);
  Logs logs;
  std::string log;
  for (int i = 0; i < 400; ++i) {
    log += log_of(kShapes[0], random, random() % 3 == 0 ? 12 : 1);
    log += "{\"eventID\":[1}\n";
  }
  logs.add_bytes(log);
  const ScanRequest request = shared_request(logs);
  for (int round = 0; round < 10; ++round) expect_the_same(request, {700, 3000}, "round");
}

TEST(SharedLog, HoldsNoMoreThanALittle) {
  std::mt19937 random(7);
  Logs logs;
  std::string log;
  for (int i = 0; i < 60; ++i)
    log += test::record(std::to_string(i), "2024-01-01T00:00:00Z",
                        fmt::format(R"("a":1,"pad":"{}")", std::string(400'000, 'x'))) +
           "\n";
  logs.add_bytes(log);
  expect_the_same(shared_request(logs), {std::size_t{13} << 20}, "findings of more bytes than a part may hold");
}

TEST(SharedLog, StopsAtTheFirstBadRecordIfItHasTo) {
  std::mt19937 random(8);
  for (int round = 0; round < 20; ++round) {
    Logs logs;
    std::string log = log_of(kShapes[0], random, 300);
    log.insert(log.find('\n', random() % log.size()) + 1, "{\"a\":1\n");
    logs.add_bytes(log);
    ScanRequest request = shared_request(logs);
    request.is_strict = true;
    Progress progress;
    std::string expected;
    for (const unsigned threads : {1U, 2U, 8U}) {
      request.threads = threads;
      request.part_size = 700;
      std::string said;
      find(request, progress, [&](const Finding& finding) {
        said += fmt::format("{} {}\n", finding.place.record, finding.event);
        return true;
      });
      if (threads == 1) expected = said;
      ASSERT_EQ(said, expected) << round << ", " << threads << " threads";
    }
  }
}

TEST(SharedLog, EndsWhenNoMoreIsWanted) {
  std::mt19937 random(9);
  Logs logs;
  for (int i = 0; i < 3; ++i) logs.add_bytes(log_of(kShapes[3], random, 2000));
  ScanRequest request = shared_request(logs);
  request.part_size = 2000;
  std::vector<std::string> all;
  for (const unsigned threads : {1U, 2U, 3U, 8U}) {
    request.threads = threads;
    for (const std::size_t most : {1U, 10U, 800U}) {
      Progress progress;
      std::vector<std::string> some;
      find(request, progress, [&](const Finding& finding) {
        some.push_back(finding.event);
        return some.size() < most;
      });
      if (threads == 1)
        all = std::move(some);
      else
        ASSERT_EQ(some, std::vector<std::string>(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(most)));
    }
  }
}

}  // namespace
}  // namespace spoor
