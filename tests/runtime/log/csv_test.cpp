// Logs as tables: what the console, CloudTrail Lake, Athena and Splunk export.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/runtime/log/recorder.h"

namespace spoor {
namespace {

std::string record(int number, std::size_t offset, std::string_view text) {
  return fmt::format("record {} @{} {}\n", number, offset, text);
}

// The two columns that most cases need.
constexpr std::string_view kHead = "eventName,readOnly\n";

const std::vector<LogCase>& csv_cases() {
  static const std::string head(kHead);
  static const std::size_t h = head.size();
  static const std::vector<LogCase> kCases = {
      {"a row is a record", head + "A,true\n", record(1, h, R"({"eventName":"A","readOnly":true})")},
      {"no end of line", head + "A,false", record(1, h, R"({"eventName":"A","readOnly":false})")},
      {"names of the console", "User name,Event name,Event source\nann,A,s3.amazonaws.com\n",
       record(1, 34, R"({"userIdentity":{"userName":"ann"},"eventName":"A","eventSource":"s3.amazonaws.com"})")},
      {"CRLF and a byte order mark",
       "\xEF\xBB\xBF"
       "eventName,readOnly\r\nA,true\r\n",
       record(1, 23, R"({"eventName":"A","readOnly":true})")},
      {"a comma, a quote and a line end in a cell", head + "\"A,\"\"b\"\"\nc\",true\n",
       record(1, h, R"({"eventName":"A,\"b\"\nc","readOnly":true})")},
      {"empty cells say nothing", head + "A,\n", record(1, h, R"({"eventName":"A"})")},
      {"columns that no record has", "eventName,readOnly,mine\nA,true,x\n",
       record(1, 24, R"({"eventName":"A","readOnly":true})")},
      {"times in the engine's form", "eventName,eventTime\nA,2024-04-10 20:00:00.000\n",
       record(1, 20, R"({"eventName":"A","eventTime":"2024-04-10T20:00:00Z"})")},
      {"a row within a cell", "eventName,userIdentity\nA,\"{type=IAMUser, username=ann, arn=null}\"\n",
       record(1, 23, R"({"eventName":"A","userIdentity":{"type":"IAMUser","userName":"ann"}})")},
      {"JSON within a cell", "eventName,requestParameters\nA,\"{\"\"bucketName\"\": \"\"b\"\"}\"\n",
       record(1, 28, R"({"eventName":"A","requestParameters":{"bucketName": "b"}})")},
      {"a whole record in a cell", "x,eventJson\n1,\"{\"\"eventName\"\":\"\"A\"\"}\"\n",
       record(1, 12, R"({"eventName":"A"})")},
      {"too few cells", head + "A\nB,true\n",
       fmt::format("bad 1 @{} ", h) + "*" + record(2, h + 2, R"({"eventName":"B","readOnly":true})")},
      {"too many cells", head + "A,true,x\nB,true\n",
       fmt::format("bad 1 @{} ", h) + "*" + record(2, h + 9, R"({"eventName":"B","readOnly":true})")},
      {"a quote that does not close", head + "\"A,true\nB,true\n",
       fmt::format("bad 1 @{} ", h) + "*" + record(2, h + 8, R"({"eventName":"B","readOnly":true})")},
      {"a bad row whose line is long", head + "\"A\"" + std::string(100, 'x') + "\nB,true\n",
       fmt::format("bad 1 @{} ", h) + "*" + record(2, h + 104, R"({"eventName":"B","readOnly":true})")},
      {"lines within a cell are no rows", head + "\"A\nEVIL,true\n\",true\nB,true\n",
       record(1, h, R"({"eventName":"A\nEVIL,true\n","readOnly":true})") +
           record(2, h + 20, R"({"eventName":"B","readOnly":true})")},
      {"nor are they where the table is cut off", head + "B,true\n\"A\nEVIL,true\nEVIL,tr",
       record(1, h, R"({"eventName":"B","readOnly":true})") + fmt::format("bad 2 @{} ", h + 7) + "*"},
      {"bytes that are not UTF-8", head + "A\xFF,true\nB,true\n",
       fmt::format("bad 1 @{} ", h) + "*" + record(2, h + 8, R"({"eventName":"B","readOnly":true})")},
      {"a header alone", head, ""},
  };
  return kCases;
}

// `*` stands for the rest of its line.
bool fits(std::string_view said, std::string_view expected) {
  while (!expected.empty()) {
    const std::size_t star = expected.find('*');
    const std::string_view part = expected.substr(0, star);
    if (!said.starts_with(part)) return false;
    said.remove_prefix(part.size());
    if (star == std::string_view::npos) return said.empty();
    expected.remove_prefix(star + 1);
    const std::size_t end = said.find('\n');
    if (end == 0 || end == std::string_view::npos) return false;  // a reason is given
    said.remove_prefix(end + 1);
  }
  return said.empty();
}

TEST(Csv, IsReadRowByRow) {
  for (const LogCase& c : csv_cases()) {
    for (const std::size_t block : {1U << 20, 1U, 7U, 64U}) {
      const Recorder found = read_log(c.log, block);
      EXPECT_TRUE(fits(found.said, c.expected)) << c.name << ", block " << block << "\n" << found.said;
    }
  }
}

// A table of something else is no log.
TEST(Csv, OfAnotherKindIsNoLog) {
  for (const std::string log : {"name,age\nann,7\n", "eventName\nA\n", "readOnly,errorCode\ntrue,x\n"}) {
    const Recorder found = read_log(log, 4096);
    EXPECT_TRUE(found.records.empty()) << log << found.said;
    EXPECT_GT(found.bads + found.skips, 0) << log;
  }
}

TEST(Csv, IsReadInPieces) {
  std::string log(kHead);
  const std::string padding(1000, 'x');
  for (int i = 0; i < 20'000; ++i) log += fmt::format("\"{}{}\",true\n", padding, i);
  const Recorder found = read_log(gzip(log), 1U << 16);
  EXPECT_EQ(found.records.size(), 20'000U);
  EXPECT_EQ(found.bads, 0);
}

}  // namespace
}  // namespace spoor
