#include "runtime/scan/scan.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>
#include <set>

#include "tests/runtime/scan/scan_case.h"

namespace spoor {
namespace {

using test::Logs;
using test::record;
using test::scanned;
using testing::ElementsAre;

const std::string kTwoRules = "rule b { severity high where a == 1 }\nrule a { severity low where exists a }\n";

ScanRequest request_for(const Logs& logs, const std::string& rules = kTwoRules) {
  ScanRequest request;
  request.prepared = test::prepare(rules);
  request.logs = logs.walked();
  return request;
}

TEST(Scan, OrdersByTimeThenEventThenRule) {
  Logs logs;
  logs.add({record("y", "2024-01-02T00:00:00Z"), record("x", "2024-01-02T00:00:00Z", R"("a":2)")});
  logs.add({record("z", "2024-01-01T00:00:00Z", R"("a":2)"), record("n", "soon", R"("a":2)")});
  EXPECT_THAT(scanned(request_for(logs)).findings,
              ElementsAre("2024-01-01T00:00:00Z z a", "2024-01-02T00:00:00Z x a", "2024-01-02T00:00:00Z y a",
                          "2024-01-02T00:00:00Z y b", "- n a"));
}

TEST(Scan, NothingDependsOnThreadsOrMemory) {
  std::mt19937 random(1);
  Logs logs;
  for (int file = 0; file < 40; ++file) {
    std::vector<std::string> records;
    for (int i = 0; i < 25; ++i) {  // few ids and times, so that many are tied or doubled
      records.push_back(record(std::to_string(random() % 300), fmt::format("2024-01-01T00:00:{:02}Z", random() % 10),
                               fmt::format(R"("a":{},"n":{})", random() % 3, random() % 2)));
    }
    logs.add(records);
  }
  ScanRequest request = request_for(logs);
  const auto expected = scanned(request);
  EXPECT_GT(expected.report.duplicates, 0U);
  EXPECT_TRUE(std::is_sorted(expected.findings.begin(), expected.findings.end()));
  for (const unsigned threads : {1U, 2U, 8U}) {
    for (const std::size_t memory : {std::size_t{0}, std::size_t{4'000}, std::size_t{1} << 20}) {
      request.threads = threads;
      request.memory = memory;
      const auto made = scanned(request);
      EXPECT_EQ(made.findings, expected.findings) << threads << " threads, " << memory << " bytes";
      EXPECT_EQ(made.report.duplicates, expected.report.duplicates);
    }
  }
}

TEST(Scan, DoubledDeliveryIsOneFinding) {
  Logs logs;
  logs.add({record("e", "2024-01-01T00:00:00Z", R"("a":2,"late":true)"),
            record("e", "2024-01-01T00:00:00.000Z", R"("a":2)"),
            R"({"a":2,"recipientAccountId":"1","eventTime":"2024-01-01T00:00:00Z"})",
            R"({"a":2,"recipientAccountId":"1","eventTime":"2024-01-01T00:00:00Z"})",
            R"({"a":2,"recipientAccountId":"2","eventTime":"2024-01-01T00:00:00Z","eventID":"e"})"});
  ScanRequest request = request_for(logs);
  const auto made = scanned(request);
  EXPECT_EQ(made.report.findings, 4U);  // without an id each counts, and so does another account's
  EXPECT_EQ(made.report.duplicates, 1U);
  request.keeps_doubles = true;
  EXPECT_EQ(scanned(request).report.findings, 5U);
}

TEST(Scan, OfDoublesTheLeastByContentIsShownAndIdsAreThoseOfAnyCut) {
  const std::string one = record("e", "2024-01-01T00:00:00Z", R"("a":2,"n":1)");
  const std::string two = record("e", "2024-01-01T00:00:00Z", R"("a":2,"n":2)");
  const auto shown = [](const std::vector<std::vector<std::string>>& files) {
    Logs logs;
    for (const auto& file : files) logs.add(file);
    const ScanRequest request = request_for(logs);
    Progress progress;
    std::vector<std::string> out;
    scan(request, progress, [&](const Finding& finding) {
      out.push_back(finding.id(request.prepared->program()) + " " + finding.event);
      return true;
    });
    return out;
  };
  const auto expected = shown({{one, two}});
  ASSERT_EQ(expected.size(), 1U);
  EXPECT_TRUE(expected[0].ends_with(one));
  EXPECT_EQ(shown({{two}, {one}}), expected);
  EXPECT_EQ(shown({{two, two, one}}), expected);
}

TEST(Scan, LimitsCountWhatTheyLeaveOut) {
  Logs logs;
  logs.add({record("x", "2024-01-01T00:00:00Z"), record("y", "2024-01-02T00:00:00Z")});
  ScanRequest request = request_for(logs);
  request.limit = 3;
  auto made = scanned(request);
  EXPECT_EQ(made.findings.size(), 3U);
  EXPECT_EQ(made.report.left_out, 1U);
  EXPECT_THAT(made.report.left_out_by_level, ElementsAre(0, 0, 0, 1, 0));
  request.limit_per_rule = 1;
  made = scanned(request);
  EXPECT_THAT(made.findings, ElementsAre("2024-01-01T00:00:00Z x a", "2024-01-01T00:00:00Z x b"));
  EXPECT_THAT(made.report.findings_by_level, ElementsAre(0, 1, 0, 1, 0));
}

TEST(Scan, WindowIncludesFromAndExcludesTo) {
  Logs logs;
  for (int hour = 0; hour < 4; ++hour) {
    logs.add({record(std::to_string(hour), fmt::format("2024-01-01T0{}:00:00Z", hour), R"("a":2)")});
  }
  logs.add({record("newest", "2024-01-01T04:00:00Z", R"("none":0)"), record("n", "soon")});
  ScanRequest request = request_for(logs);
  request.window.from = parse_date_literal("2024-01-01T01:00:00Z")->begin;
  request.window.to = parse_date_literal("2024-01-01T03:00:00Z")->begin;
  const auto between = ElementsAre("2024-01-01T01:00:00Z 1 a", "2024-01-01T02:00:00Z 2 a");
  EXPECT_THAT(scanned(request).findings, between);
  request.window = {};
  request.window.from_seconds_back = 3 * 3600;  // of the newest record, which matches nothing
  request.window.to_seconds_back = 3600;
  for (const unsigned threads : {1U, 3U}) {
    request.threads = threads;
    EXPECT_THAT(scanned(request).findings, between);
  }
}

TEST(Scan, StrictStopsAtTheFirstBadRecord) {
  Logs logs;
  logs.add({record("x", "2024-01-01T00:00:00Z"), R"({"a":[})", record("y", "2024-01-02T00:00:00Z")});
  ScanRequest request = request_for(logs);
  auto made = scanned(request);
  EXPECT_EQ(made.report.bad_count, 1U);
  EXPECT_EQ(made.report.bad[0].record, 2U);
  EXPECT_EQ(made.findings.size(), 4U);
  request.is_strict = true;
  EXPECT_EQ(scanned(request).findings.size(), 2U);
}

TEST(Scan, UnorderedGivesTheSameSetAndStopsWhenAsked) {
  Logs logs;
  for (int i = 0; i < 20; ++i) logs.add({record(std::to_string(i), "2024-01-01T00:00:00Z")});
  ScanRequest request = request_for(logs);
  request.threads = 4;
  const auto ordered = scanned(request).findings;
  request.is_unordered = true;
  const auto loose = scanned(request).findings;
  EXPECT_EQ(std::multiset(loose.begin(), loose.end()), std::multiset(ordered.begin(), ordered.end()));
  Progress progress;
  int taken = 0;
  scan(request, progress, [&](const Finding&) { return ++taken < 3; });
  EXPECT_EQ(taken, 3);
}

TEST(Scan, UnorderedCountsDoublesAndLeavesThemOutOfLimits) {
  Logs logs;
  for (int i = 0; i < 3; ++i) logs.add({record("x", "2024-01-01T00:00:00Z"), R"({"a":1})"});
  ScanRequest request = request_for(logs, "rule r { where a == 1 }");
  request.threads = 3;
  request.is_unordered = true;
  const auto loose = scanned(request);
  EXPECT_EQ(loose.findings.size(), 4U);  // records without an id are never doubles
  EXPECT_EQ(loose.report.duplicates, 2U);
  request.limit = 4;
  EXPECT_EQ(scanned(request).report.left_out, 0U);
  request.limit.reset();
  request.keeps_doubles = true;
  EXPECT_EQ(scanned(request).findings.size(), 6U);
}

TEST(Scan, AStopFromOutsideGivesWhatThereIs) {
  Logs logs;
  logs.add({record("x", "2024-01-01T00:00:00Z")});
  const ScanRequest request = request_for(logs);
  Progress progress;
  progress.stop = true;
  const Report report = scan(request, progress, [](const Finding&) { return true; });
  EXPECT_TRUE(report.interrupted);
  EXPECT_EQ(report.records, 0U);
}

TEST(Scan, ColumnsAreReadFromTheRecordWithoutItsSecrets) {
  Logs logs;
  logs.add({record("x", "2024-01-01T00:00:00Z", R"("a":2,"p":{"password":"hunter2","user":"eve"})")});
  ScanRequest request = request_for(logs);
  request.prepared =
      test::prepare("rule r { where p.password == \"hunter2\" }",
                    {{"1", R"(p["password"])"}, {"2", "lower(p.password)"}, {"3", "p.user"}, {"4", "missing"}});
  const auto columns = [&] {
    Progress progress;
    std::vector<std::string> out;
    scan(request, progress, [&](const Finding& finding) {
      out = finding.columns;
      return true;
    });
    return out;
  };
  EXPECT_THAT(columns(), ElementsAre("hunter2", "hunter2", "eve", ""));
  const Mask mask("");
  request.mask = &mask;
  EXPECT_THAT(columns(), ElementsAre("***", "***", "eve", ""));
}

TEST(Scan, FilesThatAreOnlySkippedAreNoLogs) {
  Logs logs;
  logs.add({});
  logs.add({"PK\x03\x04"});
  EXPECT_EQ(scanned(request_for(logs)).report.logs, 0U);
  logs.add({record("x", "2024-01-01T00:00:00Z")});
  const Report report = scanned(request_for(logs)).report;
  EXPECT_EQ(report.logs, 1U);
  EXPECT_EQ(report.files, 3U);
  EXPECT_EQ(report.skipped.size(), 2U);
}

}  // namespace
}  // namespace spoor
