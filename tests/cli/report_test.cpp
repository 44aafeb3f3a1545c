#include <gtest/gtest.h>

#include "cli/render/quantities.h"
#include "cli/report_text.h"
#include "runtime/state/tuple_key.h"

namespace spoor {
namespace {

TEST(ReportText, GroupsDigitsAndNamesUnits) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1'000), "1,000");
  EXPECT_EQ(grouped(1'234'567), "1,234,567");
  EXPECT_EQ(bytes_text(999), "999 bytes");
  EXPECT_EQ(bytes_text(12'345'678), "12.3 MB");
}

Report full_report() {
  Report report;
  report.files = 3;
  report.records = 1'200;
  report.bytes = 2'500'000;
  report.seconds = 0.5;
  report.rules = 145;
  report.findings = 3;
  report.findings_by_level = {0, 0, 1, 0, 2};
  report.duplicates = 4;
  report.left_out = 5;
  report.bad_count = 12;
  for (std::uint64_t i = 1; i <= 12; ++i)
    report.bad.push_back({"a\033.json", i, i * 10, "its brackets are not closed"});
  report.skipped = {{"x.zip", "a zip archive"}, {"e.json", "empty"}, {"y.zip", "a zip archive"}};
  return report;
}

TEST(ReportText, SaysFiguresThenWhatWasWrong) {
  EXPECT_EQ(report_text(full_report(), Wanted::findings, false),
            "3 files, 1,200 records, 2.5 MB in 0.50 s (2,400 records/s)\n"
            "3 findings from 145 rules: 2 critical, 1 medium\n"
            "5 findings left out by limits\n"
            "4 findings of records delivered twice\n"
            "could not be read: 12 places\n"
            "  a\\x1b.json record 1 (byte 10): its brackets are not closed\n"
            "  a\\x1b.json record 2 (byte 20): its brackets are not closed\n"
            "  a\\x1b.json record 3 (byte 30): its brackets are not closed\n"
            "  a\\x1b.json record 4 (byte 40): its brackets are not closed\n"
            "  a\\x1b.json record 5 (byte 50): its brackets are not closed\n"
            "  a\\x1b.json record 6 (byte 60): its brackets are not closed\n"
            "  a\\x1b.json record 7 (byte 70): its brackets are not closed\n"
            "  a\\x1b.json record 8 (byte 80): its brackets are not closed\n"
            "  a\\x1b.json record 9 (byte 90): its brackets are not closed\n"
            "  a\\x1b.json record 10 (byte 100): its brackets are not closed\n"
            "  and 2 more\n"
            "skipped 2 files: a zip archive\n"
            "  x.zip\n"
            "  y.zip\n"
            "skipped 1 file: empty\n"
            "  e.json\n");
}

TEST(ReportText, OfRunsThatContinueSaysWhatWaitsAndWhatCameTooLate) {
  Report report;
  report.held = 2;
  report.dropped = 1;
  report.late = 1;
  report.ahead = {{"a\x1b.json", 7, "2031-01-01T00:00:00Z"}};
  const std::string text = report_text(report, Wanted::findings, false);
  EXPECT_EQ(
      text.substr(text.find("2 findings wait")),
      "2 findings wait for the next run\n"
      "1 finding that waited is of a rule that changed, and is gone\n"
      "1 record came too late for rules with memory\n"
      "a\\x1b.json record 7 is over a day ahead of all others (2031-01-01T00:00:00Z): no finding is final for it\n");
  EXPECT_NE(
      report_json(report).find(
          R"("held": 2, "dropped": 1, "ahead": {"file": "a\u001b.json", "record": 7, "time": "2031-01-01T00:00:00Z"})"),
      std::string::npos);
}

TEST(ReportText, JsonIsWholeAndEscaped) {
  Report report;
  report.bad = {{"a\"\n.json", 1, 2, "x"}};
  report.bad_count = 1;
  EXPECT_EQ(
      report_json(report),
      "{\"files\": 0, \"records\": 0, \"bytes\": 0, \"seconds\": 0.000000, \"rules\": 0, \"findings\": 0, "
      "\"findings_by_severity\": {\"info\": 0, \"low\": 0, \"medium\": 0, \"high\": 0, \"critical\": 0}, "
      "\"duplicates\": 0, \"late\": 0, \"held\": 0, \"dropped\": 0, \"ahead\": null, \"suppressed\": 0, \"cut_keys\": "
      "0, \"left_out\": 0, \"memory\": {\"tuples\": "
      "0, "
      "\"keys\": 0, \"pending\": 0, \"doubles\": 0, \"untimed\": 0, \"spilled_bytes\": 0, \"rules\": []}, "
      "\"bad_count\": 1, "
      "\"bad\": [{\"file\": \"a\\\"\\n.json\", \"record\": 1, \"offset\": 2, \"reason\": \"x\"}], \"skipped\": []}\n");
}

// Rules `p.r0`, `p.r1` ..., each with more of everything than the one before.
Report report_with_memory(std::size_t rules) {
  Report report;
  for (std::uint64_t i = 0; i < rules; ++i) {
    Report::OfMemory memory;
    memory.rule = "p.r" + std::to_string(i);
    memory.counts.tuples = 1'000 + i;
    memory.counts.keys = 10 * i + 1;
    memory.counts.doubles = i;
    memory.counts.pending = i;
    memory.without_key = i;
    report.memory.push_back(memory);
  }
  return report;
}

// What stands behind the line on findings.
std::string behind_findings(const Report& report, bool is_verbose = false) {
  const std::string text = report_text(report, Wanted::findings, is_verbose);
  return text.substr(text.find("rules\n") + 6);
}

TEST(ReportText, RulesWithMemoryHaveALineAndThenTheirFaults) {
  EXPECT_EQ(behind_findings(report_with_memory(1)), "rules with memory: 1,000 tuples of 1 key\n");
  Report report = report_with_memory(2);
  report.spilled_bytes = 12'000'000;
  report.untimed = 45;
  report.duplicates = 4;
  EXPECT_EQ(behind_findings(report),
            "rules with memory: 2,001 tuples of 12 keys, 1 wait still open, 12.0 MB spilled\n"
            "4 findings of records delivered twice\n"
            "1 tuple of records delivered twice\n"
            "45 records met a rule with memory but have no time of the years 2000 to 2100\n"
            "1 record lacks a key of p.r1\n");
}

TEST(ReportText, RecordsWithoutTimeAreNamedWhereNoneHadOne) {
  Report report;
  report.untimed = 1;
  EXPECT_EQ(behind_findings(report), "1 record met a rule with memory but has no time of the years 2000 to 2100\n");
}

TEST(ReportText, OfManyRulesWhoseKeysAreLackingTenAreNamed) {
  const std::string text = behind_findings(report_with_memory(13));
  EXPECT_NE(text.find("10 records lack a key of p.r10\n  and keys of 2 more rules\n"), std::string::npos) << text;
  EXPECT_EQ(text.find("p.r11"), std::string::npos) << text;
  EXPECT_EQ(behind_findings(report_with_memory(11)).find("more rule"), std::string::npos);
}

// A key of three values: one to escape, one that is missing, and a secret, which is told from others behind a zero.
Report report_with_keys() {
  Report report = report_with_memory(1);
  std::string key;
  append_key_part("\"eve\u009b\"", key);
  append_key_part("", key);
  append_key_part(std::string("\"***\"\0"
                              "0123",
                              10),
                  key);
  report.memory[0].counts.add_key(key, 600);
  report.memory[0].counts.add_key("", 400);
  return report;
}

TEST(ReportText, VerboseNamesTheLargestKeys) {
  EXPECT_EQ(behind_findings(report_with_keys(), true),
            "rules with memory: 1,000 tuples of 1 key\n"
            "  p.r0: 1,000 tuples of 1 key\n"
            "    600 tuples of \"eve\\x9b\", -, \"***\"\n"
            "    400 tuples of all records\n"
            "0 findings of records delivered twice\n");
}

TEST(ReportText, JsonHasEachRuleWithMemory) {
  Report report = report_with_keys();
  report.memory[0].without_key = 7;
  report.memory[0].counts.pending = 3;
  report.untimed = 2;
  report.spilled_bytes = 5;
  const std::string text = report_json(report);
  const std::size_t begin = text.find("\"memory\": ");
  EXPECT_EQ(text.substr(begin, text.find(", \"bad_count\"") - begin),
            "\"memory\": {\"tuples\": 1000, \"keys\": 1, \"pending\": 3, \"doubles\": 0, \"untimed\": 2, "
            "\"spilled_bytes\": 5, \"rules\": [{\"rule\": \"p.r0\", \"tuples\": 1000, \"keys\": 1, \"pending\": 3, "
            "\"doubles\": 0, \"without_key\": 7, \"largest\": [{\"key\": [\"eve\u009b\", null, \"***\"], "
            "\"tuples\": 600}, {\"key\": [], \"tuples\": 400}]}]}");
}

}  // namespace
}  // namespace spoor
