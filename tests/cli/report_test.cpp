#include <gtest/gtest.h>

#include "cli/render/quantities.h"
#include "cli/report_text.h"

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

TEST(ReportText, JsonIsWholeAndEscaped) {
  Report report;
  report.bad = {{"a\"\n.json", 1, 2, "x"}};
  report.bad_count = 1;
  EXPECT_EQ(
      report_json(report),
      "{\"files\": 0, \"records\": 0, \"bytes\": 0, \"seconds\": 0.000000, \"rules\": 0, \"findings\": 0, "
      "\"findings_by_severity\": {\"info\": 0, \"low\": 0, \"medium\": 0, \"high\": 0, \"critical\": 0}, "
      "\"duplicates\": 0, \"late\": 0, \"suppressed\": 0, \"cut_keys\": 0, \"left_out\": 0, \"bad_count\": 1, "
      "\"bad\": [{\"file\": \"a\\\"\\n.json\", \"record\": 1, \"offset\": 2, \"reason\": \"x\"}], \"skipped\": []}\n");
}

}  // namespace
}  // namespace spoor
