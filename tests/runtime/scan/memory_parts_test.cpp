// Findings of rules with memory from large logs, of which each worker reads a part: what took part has its place in the
// file, and the record that fired its text, wherever the parts are cut.
#include <gmock/gmock.h>

#include <random>

#include "tests/runtime/scan/scan_case.h"

namespace spoor {
namespace {

using test::Logs;
using test::record;

constexpr const char* kRules = R"(
rule often { where exists k  count >= 3 by k within 20s }
rule steps { sequence by k within 1m { a: v == 1  not b: v == 2  c x2: v == 3 } emit "{a.eventID} {c.eventID}" }
rule left { sequence by k within 30s { a: v == 1  not b: v == 2 } }
rule of_others { together by k within 2m { a: rule often  b: rule steps  c: v == 0 } }
)";

std::string place_text(const Place& place) { return fmt::format("{}:{}", place.file, place.record); }

// All that a finding says, a line each.
std::vector<std::string> findings_of(const ScanRequest& request) {
  const auto describe = [](const Finding& finding, const Program& program) {
    std::string line = fmt::format("{} {} {} {} {} {}", finding.id(program), test::text_of(finding, program),
                                   finding.group, finding.message, finding.event, place_text(finding.place));
    for (const auto& event : finding.memory->events) line += fmt::format(" {}@{}", event.id, place_text(event.place));
    return line;
  };
  return test::scanned(request, describe).findings;
}

std::vector<std::string> made_records(unsigned seed, int count) {
  std::mt19937 random(seed);
  std::vector<std::string> records;
  for (int i = 0; i < count; ++i) {
    const auto second = random() % 600;
    const std::string more =
        fmt::format(R"("k":{},"v":{},"padding":"{}")", random() % 4, random() % 4, std::string(random() % 90, 'x'));
    records.push_back(
        record(fmt::format("e{}", i), fmt::format("2024-01-01T00:{:02}:{:02}Z", second / 60, second % 60), more));
  }
  return records;
}

class MemoryParts : public testing::TestWithParam<std::size_t> {
 protected:
  // Holds what is read in parts, with much and with little memory, against the whole.
  static void expect_as_whole(const Logs& logs) {
    ScanRequest request;
    request.prepared = test::prepare(kRules);
    request.logs = logs.walked();
    const std::vector<std::string> whole = findings_of(request);
    for (const char* rule : {"often", "steps", "left", "of_others"}) {
      EXPECT_THAT(whole, testing::Contains(testing::HasSubstr(fmt::format(" {} ", rule))));
    }
    request.threads = 4;
    request.shared_from = 1;
    request.part_size = GetParam();
    EXPECT_EQ(findings_of(request), whole);
    request.memory = std::size_t{64} << 10;
    EXPECT_EQ(findings_of(request), whole);
  }
};

TEST_P(MemoryParts, HaveThePlacesAndTextsOfTheWhole) {
  Logs logs;
  logs.add(made_records(1, 400));
  logs.add(made_records(2, 100));
  expect_as_whole(logs);
}

// The first of them takes part, wherever a part begins.
TEST_P(MemoryParts, HaveThePlacesOfTheWholeWhereRecordsAreDoubled) {
  const std::vector<std::string> records = made_records(3, 150);
  std::vector<std::string> doubled;
  for (int i = 0; i < 3; ++i) doubled.insert(doubled.end(), records.begin(), records.end());
  Logs logs;
  logs.add(doubled);
  logs.add(records);
  expect_as_whole(logs);
}

INSTANTIATE_TEST_SUITE_P(OfBytes, MemoryParts, testing::Values(200, 999, 20'000));

TEST(MemoryTexts, AreNoPartOfFindingsWhereNobodyWantsThem) {
  Logs logs;
  logs.add({record("a", "2024-01-01T00:00:00Z", R"("k":1)"), record("b", "2024-01-01T00:00:01Z", R"("k":1)")});
  ScanRequest request;
  request.prepared = test::prepare("rule r { where exists k  count >= 2 by k within 1m }");
  request.logs = logs.walked();
  request.wants_events = false;
  EXPECT_THAT(findings_of(request), testing::ElementsAre(testing::EndsWith(" r {\"k\":1}   0:2 a@0:1 b@0:2")));
}

}  // namespace
}  // namespace spoor
