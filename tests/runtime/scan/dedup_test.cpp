// Rules with `dedup`, held against the sentence that defines it, said once more in the plainest way.
#include "runtime/scan/dedup.h"

#include <gmock/gmock.h>

#include <map>
#include <random>

#include "tests/runtime/scan/scan_case.h"

namespace spoor {
namespace {

using test::Logs;
using test::record;
using testing::ElementsAre;

struct Shown {
  std::vector<std::string> findings;  // `id suppressed group`
  Report report;
};

Shown scan_of(const ScanRequest& request) {
  Progress progress;
  Shown made;
  made.report = scan(request, progress, [&](const Finding& finding) {
    made.findings.push_back(fmt::format("{} {} {}", finding.event_id, finding.suppressed, finding.group));
    return true;
  });
  return made;
}

ScanRequest dedup_request(const Logs& logs, std::string_view dedup) {
  ScanRequest request;
  request.prepared = test::prepare(fmt::format("rule r {{ where exists k or exists every  {} }}", dedup));
  request.logs = logs.walked();
  return request;
}

std::string at(std::string_view id, std::string_view time, std::string_view more) {
  return record(id, fmt::format("2024-01-01T{}Z", time), more);
}

TEST(Dedup, CountsWhatItLeavesOutInWhatWasShownLast) {
  Logs logs;
  logs.add({at("a", "00:00:00", R"("k":"x")"), at("b", "00:59:59", R"("k":"x")"), at("c", "01:00:00", R"("k":"x")"),
            at("d", "01:30:00", R"("k":"y")"), at("e", "01:59:59.999", R"("k":"x")"),
            at("f", "02:00:00", R"("k":"x")")});
  const auto made = scan_of(dedup_request(logs, "dedup by k for 1h"));
  EXPECT_THAT(made.findings,
              ElementsAre(R"(a 1 {"k":"x"})", R"(c 1 {"k":"x"})", R"(d 0 {"k":"y"})", R"(f 0 {"k":"x"})"));
  EXPECT_EQ(made.report.findings, 4U);
  EXPECT_EQ(made.report.suppressed, 2U);
}

TEST(Dedup, ShowsFindingsWithoutKeyOrTime) {
  Logs logs;
  logs.add({at("a", "00:00:00", R"("every":1)"), at("b", "00:00:01", R"("every":1)"), record("c", "soon", R"("k":1)"),
            record("d", "soon", R"("k":1)"), at("e", "00:00:02", R"("k":{"an":"object"})"),
            at("f", "00:00:03", R"("k":{"an":"object"})")});
  EXPECT_THAT(scan_of(dedup_request(logs, "dedup by k for 1h")).findings,
              ElementsAre("a 0 ", "b 0 ", "e 0 ", "f 0 ", R"(c 0 {"k":1})", R"(d 0 {"k":1})"));
  EXPECT_THAT(scan_of(dedup_request(logs, "dedup by k? for 1h")).findings,
              ElementsAre("a 3 ", R"(c 0 {"k":1})", R"(d 0 {"k":1})"));
}

TEST(Dedup, TypesAndFieldsOfKeysCount) {
  Logs logs;
  logs.add({at("a", "00:00:00", R"("k":"1")"), at("b", "00:00:01", R"("k":1)"), at("c", "00:00:02", R"("k":1.0)"),
            at("d", "00:00:03", R"("k":true)"), at("e", "00:00:04", R"("k":"true")"),
            at("f", "00:00:05", R"("k":"x","l":"y")"), at("g", "00:00:06", R"("k":"y","l":"x")"),
            at("h", "00:00:07", R"("k":"xy","l":"")")});
  EXPECT_EQ(scan_of(dedup_request(logs, "dedup by k, l? for 1h")).findings.size(), 7U);
}

TEST(Dedup, AFindingWithSeveralValuesIsShownForAnyThatIsNew) {
  Logs logs;
  logs.add({at("a", "00:00:00", R"("k":["x","y","x"])"), at("b", "00:00:01", R"("k":["y","z"])"),
            at("c", "00:00:02", R"("k":["z","x"])"), at("d", "00:00:03", R"("k":"y")")});
  EXPECT_THAT(scan_of(dedup_request(logs, "dedup by k for 1h")).findings,
              ElementsAre(R"(a 1 {"k":["x","y","x"]})", R"(b 1 {"k":["y","z"]})"));
}

std::string numbers(int first, int last) {
  std::string out;
  for (int number = first; number < last; ++number) out += (out.empty() ? "" : ",") + std::to_string(number);
  return "[" + out + "]";
}

TEST(Dedup, LooksAtSoManyCombinations) {
  Logs logs;
  logs.add({at("a", "00:00:00", R"("k":)" + numbers(0, 8) + R"(,"l":)" + numbers(0, 8)),
            at("b", "00:00:01", R"("k":7,"l":7)"), at("c", "00:00:02", R"("k":)" + numbers(10, 75) + R"(,"l":1)"),
            at("d", "00:00:03", R"("k":73,"l":1)"), at("e", "00:00:04", R"("k":74,"l":1)")});
  const auto made = scan_of(dedup_request(logs, "dedup by k, l for 1h"));
  std::vector<std::string> ids;
  for (const std::string& finding : made.findings) ids.push_back(finding.substr(0, 3));
  EXPECT_THAT(ids, ElementsAre("a 1", "c 1", "e 0"));
  EXPECT_EQ(made.report.cut_keys, 1U);
}

TEST(Dedup, WindowsSelectButWhatIsBeforeThemCounts) {
  Logs logs;
  logs.add({at("a", "00:00:00", R"("k":"x")"), at("b", "00:30:00", R"("k":"x")"), at("c", "01:00:00", R"("k":"x")"),
            at("d", "01:10:00", R"("k":"x")"), at("e", "01:20:00", R"("k":"x")")});
  ScanRequest request = dedup_request(logs, "dedup by k for 1h");
  request.window.from = read_instant("2024-01-01T00:30:00Z");
  request.window.to = read_instant("2024-01-01T01:20:00Z");
  const auto made = scan_of(request);
  EXPECT_THAT(made.findings, ElementsAre(R"(c 1 {"k":"x"})"));
  EXPECT_EQ(made.report.suppressed, 2U);
  request.window = {};
  request.window.from_seconds_back = 50 * 60;
  EXPECT_THAT(scan_of(request).findings, ElementsAre(R"(c 2 {"k":"x"})"));
}

TEST(Dedup, LimitsCountWhatIsShown) {
  Logs logs;
  logs.add({at("a", "00:00:00", R"("k":"x")"), at("b", "00:00:01", R"("k":"x")"), at("c", "00:00:02", R"("k":"y")"),
            at("d", "00:00:03", R"("k":"z")")});
  ScanRequest request = dedup_request(logs, "dedup by k for 1h");
  request.limit_per_rule = 2;
  const auto made = scan_of(request);
  EXPECT_THAT(made.findings, ElementsAre(R"(a 1 {"k":"x"})", R"(c 0 {"k":"y"})"));
  EXPECT_EQ(made.report.left_out, 1U);
}

TEST(Dedup, ADoubleIsNoRepeat) {
  Logs logs;
  logs.add({at("a", "00:00:00", R"("k":"x")"), at("a", "00:00:00", R"("k":"x")")});
  const auto made = scan_of(dedup_request(logs, "dedup by k for 1h"));
  EXPECT_THAT(made.findings, ElementsAre(R"(a 0 {"k":"x"})"));
  EXPECT_EQ(made.report.duplicates, 1U);
}

struct Event {
  std::string id;
  int second = 0;
  std::vector<int> values;
};

// By time and id; each value by itself: shown unless a finding was shown for it less than `length` seconds before.
std::vector<std::string> expected_of(std::vector<Event> events, int length) {
  std::sort(events.begin(), events.end(),
            [](const Event& a, const Event& b) { return std::pair(a.second, a.id) < std::pair(b.second, b.id); });
  std::map<int, std::size_t> last;  // value: event that was shown for it
  std::vector<std::optional<int>> suppressed(events.size());
  for (std::size_t i = 0; i < events.size(); ++i) {
    bool is_shown = events[i].values.empty();
    std::size_t newest = 0;
    for (const int value : events[i].values) {
      const auto known = last.find(value);
      if (known != last.end() && events[i].second - events[known->second].second < length) {
        newest = std::max(newest, known->second);
      } else {
        is_shown = true;
        last[value] = i;
      }
    }
    if (is_shown) {
      suppressed[i] = 0;
    } else {
      ++*suppressed[newest];
    }
  }
  std::vector<std::string> out;
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (suppressed[i]) out.push_back(fmt::format("{} {}", events[i].id, *suppressed[i]));
  }
  return out;
}

std::string text_of(const Event& event) {
  std::string values = fmt::format("{}", fmt::join(event.values, ","));
  return at(event.id, fmt::format("00:{:02}:{:02}", event.second / 60, event.second % 60),
            fmt::format(R"("every":1,"k":[{}])", values));
}

TEST(Dedup, AgreesWithItsDefinition) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    std::mt19937 random(seed);
    std::vector<Event> events(1 + random() % 120);
    for (std::size_t i = 0; i < events.size(); ++i) {
      events[i] = {fmt::format("{:04}", i), static_cast<int>(random() % 200), {}};
      for (auto values = random() % 4; values > 0; --values) {
        const int value = static_cast<int>(random() % 5);
        if (std::find(events[i].values.begin(), events[i].values.end(), value) == events[i].values.end()) {
          events[i].values.push_back(value);
        }
      }
    }
    const int length = 1 + static_cast<int>(random() % 60);
    const auto expected = expected_of(events, length);
    for (const unsigned threads : {1U, 3U}) {
      std::shuffle(events.begin(), events.end(), random);
      Logs logs;
      for (std::size_t begin = 0; begin < events.size();) {
        std::vector<std::string> texts;
        for (auto count = 1 + random() % 20; count > 0 && begin < events.size(); --count) {
          texts.push_back(text_of(events[begin++]));
        }
        logs.add(texts);
      }
      ScanRequest request = dedup_request(logs, fmt::format("dedup by k for {}s", length));
      request.threads = threads;
      for (const bool is_unordered : {false, true}) {
        for (const std::size_t memory : {std::size_t{0}, std::size_t{1} << 20}) {
          request.is_unordered = is_unordered;
          request.memory = memory;
          std::vector<std::string> found;
          Progress progress;
          scan(request, progress, [&](const Finding& finding) {
            found.push_back(fmt::format("{} {}", finding.event_id, finding.suppressed));
            return true;
          });
          ASSERT_EQ(found, expected) << "seed " << seed << ", " << threads << " threads, " << memory << " bytes";
        }
      }
    }
  }
}

TEST(Dedup, UnorderedHoldsBackOnlyItsOwnRules) {
  Logs logs;
  logs.add({at("b", "00:00:01", R"("k":"x")"), at("a", "00:00:00", R"("k":"x")")});
  ScanRequest request;
  request.prepared = test::prepare("rule held { where exists k dedup by k for 1h }\nrule free { where exists k }");
  request.logs = logs.walked();
  request.is_unordered = true;
  Progress progress;
  std::vector<std::string> found;
  scan(request, progress, [&](const Finding& finding) {
    found.push_back(fmt::format("{} {}", finding.event_id, request.prepared->program().rule_name(finding.rule)));
    return true;
  });
  EXPECT_THAT(found, ElementsAre("b free", "a free", "a held"));
}

}  // namespace
}  // namespace spoor
