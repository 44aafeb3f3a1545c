#include <gmock/gmock.h>

#include "tests/runtime/scan/scan_case.h"

namespace spoor {
namespace {

using test::Logs;
using test::record;

std::vector<std::string> found(const ScanRequest& request, std::size_t most = SIZE_MAX) {
  Progress progress;
  std::vector<std::string> out;
  find(request, progress, [&](const Finding& finding) {
    out.push_back(finding.event);
    return out.size() < most;
  });
  return out;
}

ScanRequest find_request(const Logs& logs) {
  ScanRequest request;
  request.prepared = test::prepare("rule find { where a == 1 }");
  request.logs = logs.walked();
  return request;
}

TEST(Find, KeepsTheOrderOfTheInputWhateverTheThreads) {
  Logs logs;
  std::vector<std::string> expected;
  for (int file = 0; file < 60; ++file) {
    std::vector<std::string> records;
    for (int i = 0; i < file % 7; ++i) {
      records.push_back(record(fmt::format("{}-{}", file, i), "2024-01-01T00:00:00Z"));
      records.push_back(record("no", "2024-01-01T00:00:00Z", R"("a":0)"));
      expected.push_back(records[records.size() - 2]);
    }
    logs.add(records);
  }
  ScanRequest request = find_request(logs);
  for (const unsigned threads : {1U, 2U, 5U, 16U}) {
    request.threads = threads;
    EXPECT_EQ(found(request), expected) << threads;
    EXPECT_EQ(found(request, 10), std::vector<std::string>(expected.begin(), expected.begin() + 10)) << threads;
  }
}

TEST(Find, NeverDropsDoubles) {
  Logs logs;
  logs.add({record("e", "2024-01-01T00:00:00Z"), record("e", "2024-01-01T00:00:00Z")});
  EXPECT_EQ(found(find_request(logs)).size(), 2U);
}

TEST(Find, ARelativeWindowKeepsTheOrderAndTheRecordsWhole) {
  Logs logs;
  std::vector<std::string> expected;
  for (int i = 0; i < 30; ++i) {
    const int hour = (i * 7) % 24;  // files are not in order of time
    const std::string text =
        record(std::to_string(i), fmt::format("2024-01-01T{:02}:00:00Z", hour), R"("a":1,"z":"\u0000 é")");
    logs.add({text});
    if (hour >= 23 - 6) expected.push_back(text);
  }
  ScanRequest request = find_request(logs);
  request.window.from_seconds_back = 6 * 3600;
  for (const std::size_t memory : {std::size_t{0}, std::size_t{1} << 20}) {
    request.memory = memory;
    request.threads = 3;
    EXPECT_EQ(found(request), expected);
  }
}

TEST(Find, WaitingFilesDoNotBlockEachOther) {
  Logs logs;  // more than workers may hold, in every file
  const std::string wide =
      record("e", "2024-01-01T00:00:00Z", fmt::format(R"("a":1,"s":"{}")", std::string(1 << 20, 'x')));
  for (int file = 0; file < 4; ++file) logs.add(std::vector<std::string>(12, wide));
  ScanRequest request = find_request(logs);
  request.threads = 4;
  EXPECT_EQ(found(request).size(), 48U);
}

}  // namespace
}  // namespace spoor
