// What findings of rules with memory say of their records, which is read from the logs once more.
#include "runtime/scan/firing_texts.h"

#include <gmock/gmock.h>

#include "tests/runtime/scan/scan_case.h"

namespace spoor {
namespace {

using test::Logs;
using test::record;
using test::Scanned;
using testing::ElementsAre;

// Message, fields, group and event of the findings.
Scanned said_by(const ScanRequest& request) {
  return test::scanned(request, [](const Finding& finding, const Program&) {
    return fmt::format("{}|{}|{}|{}", finding.message, finding.fields, finding.group, finding.event);
  });
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
  EXPECT_THAT(said_by(request).findings, ElementsAre(R"(first, then second by a and b|{"of_first":"first"}|{"k":1}|)"));
  request.wants_events = true;
  EXPECT_THAT(said_by(request).findings,
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
  EXPECT_THAT(said_by(request).findings,
              testing::UnorderedElementsAre(R"(p1||{"k":1}|)", R"(p3||{"k":2}|)", R"(1||{"password":"p1"}|)"));
  request.mask = &mask;
  EXPECT_THAT(said_by(request).findings,
              testing::UnorderedElementsAre(R"(***||{"k":1}|)", R"(***||{"k":2}|)", R"(1||{"password":"***"}|)"));
}

// Where a separator is missing, what stands beside a secret is hidden with it, keys too: the same whether tuples carry
// texts or not.
TEST(FiringTexts, HideWhatStandsBesideASecretThatHasNoEnd) {
  Logs logs;
  logs.add({record("a", "2024-01-01T00:00:00Z", R"("password":"x" "k":"a","v":1)"),
            record("b", "2024-01-01T00:01:00Z", R"("sessionToken" "k":"SECRET","v":1)"),
            record("c", "2024-01-01T00:02:00Z", R"("sessionToken":"t","k":"plain","v":1)")});
  const Mask mask("");
  ScanRequest request =
      request_of("rule r { where exists k  count >= 1 by k within 1m  emit \"{k} {v}\"  dedup by v for 1h }", logs);
  request.mask = &mask;
  const Scanned read_again = said_by(request);
  request.keeps_state = true;
  EXPECT_EQ(read_again.findings, said_by(request).findings);
  EXPECT_EQ(read_again.report.bad_count, 0U);
  for (const std::string& line : read_again.findings) EXPECT_THAT(line, testing::Not(testing::HasSubstr("SECRET")));
}

TEST(FiringTexts, AreOfTheFindingsWithinTheWindow) {
  Logs logs;
  std::vector<std::string> records;
  for (int minute = 0; minute < 6; ++minute) {
    records.push_back(record(fmt::format("e{}", minute), fmt::format("2024-01-01T00:0{}:00Z", minute), R"("k":1)"));
  }
  logs.add(records);
  ScanRequest request = request_of(R"(
    rule each { where exists k  count >= 1 by k within 1s  emit "each {eventID}" }
    rule once { where exists k  count >= 1 by k within 1s  emit "once {eventID}"  dedup by k for 3m })",
                                   logs);
  request.wants_events = false;
  request.window.from = read_instant("2024-01-01T00:02:00Z");
  request.window.to = read_instant("2024-01-01T00:04:00Z");
  EXPECT_THAT(said_by(request).findings,
              ElementsAre(R"(each e2||{"k":1}|)", R"(each e3||{"k":1}|)", R"(once e3||{"k":1}|)"));
}

// A record counts once, whatever its findings, and whether it has some.
TEST(FiringTexts, DoNotCountCutKeysAgain) {
  std::string many;
  for (int i = 0; i < 70; ++i) many += fmt::format("{}{}", i == 0 ? "" : ",", i);
  Logs logs;
  logs.add({record("a", "2024-01-01T00:00:00Z", fmt::format(R"("k":1,"many":[{}])", many)),
            record("b", "2024-01-01T00:01:00Z", R"("k":1,"many":[1,2])")});
  for (const char* rules : {R"(rule a { where exists k  count >= 5 by many within 1m }
                               rule b { where exists k  count >= 1 by k within 1m  dedup by many for 1h })",
                            R"(rule b { where exists k  count >= 9 by k within 1m  dedup by many for 1h })"}) {
    EXPECT_EQ(said_by(request_of(rules, logs)).report.cut_keys, 1U) << rules;
  }
}

// Of a record that is not there, as if the file had been written anew between the two readings.
std::string gone_tuple(std::uint64_t place) {
  Tuple tuple;
  tuple.key = std::string_view(
      "\0\0\0\1"
      "1",
      5);
  tuple.time = kEarliest;
  tuple.steps = 1;
  tuple.id = "gone";
  tuple.record = place;
  std::string bytes;
  append_tuple(tuple, bytes);
  return bytes;
}

Firing firing_of(std::string_view bytes) {
  Firing firing;
  firing.key = read_front(bytes).key;
  firing.time = firing.from = firing.to = kEarliest;
  firing.records = {bytes};
  firing.record_count = 1;
  firing.measure = 1'000'000;
  return firing;
}

std::vector<std::string> filled(FiringTexts& waiting) {
  std::vector<std::string> found;
  const auto done = waiting.fill([&](const Finding& finding) -> FiringTexts::Done {
    found.push_back(
        fmt::format("{}|{}|{}|{}", finding.event_id, finding.message, finding.event, finding.memory->measure));
    return {};
  });
  EXPECT_TRUE(done);
  return found;
}

TEST(FiringTexts, AreMissingWhereTheRecordIsGoneAndTheReportSaysSo) {
  Logs logs;
  logs.add({record("a", "2024-01-01T00:00:00Z", R"("k":1)"), record("b", "2024-01-01T00:00:01Z", R"("k":1)")});
  const ScanRequest request = request_of("rule r { where exists k  count >= 1 by k within 1m  emit \"{k}\" }", logs);
  for (const std::uint64_t place : {1U, 7U}) {
    Progress progress;
    Workload workload(request, progress);
    FiringTexts waiting(workload, 1U << 20);
    const std::string bytes = gone_tuple(place);
    ASSERT_TRUE(waiting.add(firing_of(bytes)));
    EXPECT_THAT(filled(waiting), ElementsAre("gone|-||1"));
    const Report report = workload.take_report();
    ASSERT_EQ(report.bad.size(), 1U);
    EXPECT_EQ(report.bad[0].reason, "it changed while it was read, so that some findings do not show their records");
  }
}

TEST(FiringTexts, AreNotReadOnceTheRunIsStopped) {
  Logs logs;
  logs.add({record("a", "2024-01-01T00:00:00Z", R"("k":1)")});
  const ScanRequest request = request_of("rule r { where exists k  count >= 1 by k within 1m  emit \"{k}\" }", logs);
  Progress progress;
  Workload workload(request, progress);
  FiringTexts waiting(workload, 1U << 20);
  const std::string bytes = gone_tuple(1);
  ASSERT_TRUE(waiting.add(firing_of(bytes)));
  progress.stop = true;
  EXPECT_THAT(filled(waiting), ElementsAre("gone|-||1"));
  EXPECT_EQ(workload.take_report().bad_count, 0U);
}

}  // namespace
}  // namespace spoor
