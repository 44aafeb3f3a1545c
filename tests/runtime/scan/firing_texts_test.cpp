// What findings of rules with memory say of their records, which is read from the logs once more.
#include "runtime/scan/firing_texts.h"

#include <gmock/gmock.h>

#include "tests/runtime/scan/scan_case.h"

namespace spoor {
namespace {

using test::Logs;
using test::record;
using testing::ElementsAre;

struct Said {
  std::vector<std::string> lines;  // message, fields, group, event
  Report report;
};

Said said_by(const ScanRequest& request) {
  Progress progress;
  Said said;
  said.report = scan(request, progress, [&](const Finding& finding) {
    said.lines.push_back(fmt::format("{}|{}|{}|{}", finding.message, finding.fields, finding.group, finding.event));
    return true;
  });
  return said;
}

ScanRequest request_of(const char* rules, const Logs& logs) {
  ScanRequest request;
  request.prepared = test::prepare(rules);
  request.logs = logs.walked();
  return request;
}

TEST(FiringTexts, AreOfTheRecordsOfEachStepWhereverTheyStand) {
  Logs logs;
  logs.add({record("a", "2024-01-01T00:00:00Z", R"("k":1,"v":"first")"),
            record("x", "2024-01-01T00:00:01Z", R"("k":2,"v":"of another key")")});
  logs.add({record("b", "2024-01-01T00:00:02Z", R"("k":1,"v":"second")")});
  ScanRequest request = request_of(R"(rule r {
    sequence by k within 1m { one: v == "first"  two: v == "second" }
    emit "{one.v}, then {v} by {one.eventID} and {two.eventID}" { of_first: one.v }
  })",
                                   logs);
  request.wants_events = false;
  EXPECT_THAT(said_by(request).lines, ElementsAre(R"(first, then second by a and b|{"of_first":"first"}|{"k":1}|)"));
  request.wants_events = true;
  EXPECT_THAT(said_by(request).lines,
              ElementsAre(testing::EndsWith(record("b", "2024-01-01T00:00:02Z", R"("k":1,"v":"second")"))));
}

TEST(FiringTexts, HideWhatMayNotBeShown) {
  Logs logs;
  logs.add({record("a", "2024-01-01T00:00:00Z", R"("k":1,"password":"p1")"),
            record("b", "2024-01-01T00:00:01Z", R"("k":1,"password":"p1")"),
            record("c", "2024-01-01T00:00:02Z", R"("k":2,"password":"p2")"),
            record("d", "2024-01-01T00:00:03Z", R"("k":2,"password":"p3")")});
  const Mask mask("");
  ScanRequest request = request_of(R"(
    rule by_plain { where exists password  count >= 2 by k within 1m  emit "{password}" }
    rule by_secret { where exists password  count >= 2 by password within 1m  emit "{k}" })",
                                   logs);
  request.wants_events = false;
  EXPECT_THAT(said_by(request).lines,
              testing::UnorderedElementsAre(R"(p1||{"k":1}|)", R"(p3||{"k":2}|)", R"(1||{"password":"p1"}|)"));
  request.mask = &mask;
  EXPECT_THAT(said_by(request).lines,
              testing::UnorderedElementsAre(R"(***||{"k":1}|)", R"(***||{"k":2}|)", R"(1||{"password":"***"}|)"));
}

// As if the file had been written anew between the two readings.
TEST(FiringTexts, AreMissingWhereTheRecordIsGoneAndTheReportSaysSo) {
  Logs logs;
  logs.add({record("a", "2024-01-01T00:00:00Z", R"("k":1)")});
  const ScanRequest request = request_of("rule r { where exists k  count >= 1 by k within 1m  emit \"{k}\" }", logs);
  const auto prepared = request.prepared;
  for (const std::uint64_t place : {1U, 7U}) {
    Progress progress;
    Workload workload(request, progress);
    FiringTexts waiting(workload, 1U << 20);
    Tuple tuple;
    tuple.rule = 0;
    tuple.key = std::string_view(
        "\0\0\0\1"
        "1",
        5);
    tuple.time = kEarliest;  // which that record does not have
    tuple.steps = 1;
    tuple.id = "gone";
    tuple.record = place;
    std::string bytes;
    append_tuple(tuple, bytes);
    Firing firing;
    firing.key = tuple.key;
    firing.time = firing.from = firing.to = tuple.time;
    firing.records = {bytes};
    firing.record_count = 1;
    firing.measure = 1'000'000;
    ASSERT_TRUE(waiting.add(firing));
    std::vector<std::string> found;
    ASSERT_TRUE(waiting.fill([&](const Finding& finding) -> FiringTexts::Done {
      found.push_back(
          fmt::format("{}|{}|{}|{}", finding.event_id, finding.message, finding.event, finding.memory->measure));
      return {};
    }));
    EXPECT_THAT(found, ElementsAre("gone|-||1"));
    const Report report = workload.take_report();
    ASSERT_EQ(report.bad.size(), 1U);
    EXPECT_EQ(report.bad[0].reason, "it changed while it was read, so that some findings do not show their records");
  }
}

}  // namespace
}  // namespace spoor
