// Records that are wrapped in each format are the records that were wrapped, whatever the size of blocks, and so are
// records in a wrapper in a wrapper; damage costs what is damaged.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>

#include "runtime/json/print.h"
#include "runtime/log/format.h"
#include "tests/runtime/log/recorder.h"
#include "tests/runtime/log/wrappers.h"

namespace spoor {
namespace {

TEST(Formats, HoldTheRecordsThatWereWrapped) {
  for (const std::size_t count : {1U, 2U, 7U}) {
    const Records records = some_records(count);
    for (const Wrapper& wrapper : wrappers()) {
      const std::string log = wrapper.wrap(records);
      const Recorder whole = read_log(log, 1U << 20);
      EXPECT_EQ(whole.records, records) << wrapper.name << "\n" << whole.said;
      EXPECT_EQ(whole.bads + whole.skips, 0) << wrapper.name << "\n" << whole.said;
      for (const std::size_t block : {1U, 7U, 64U, 1024U}) {
        EXPECT_EQ(read_log(log, block).said, whole.said) << wrapper.name << ", block " << block;
      }
    }
  }
}

// Each tenth of the real records. Those of no version do not show in an Elastic document that they are CloudTrail's.
TEST(Formats, HoldRealRecords) {
  const auto data = std::filesystem::path(SPOOR_SOURCE_DIR) / "../shared/data/cloudtrail";
  if (!std::filesystem::exists(data)) GTEST_SKIP() << "the folder ../shared/data is not here";
  Records records;
  std::size_t seen = 0;
  for (const auto& file : std::filesystem::directory_iterator(data)) {
    std::ifstream lines(file.path());
    for (std::string line; std::getline(lines, line);) {
      if (seen++ % 10 == 0 && looks_like_trail(line)) records.push_back(line);
    }
  }
  ASSERT_GT(records.size(), 300U);
  for (const Wrapper& wrapper : wrappers()) {
    const Recorder found = read_log(wrapper.wrap(records), 1U << 16);
    EXPECT_EQ(found.records.size(), records.size()) << wrapper.name;
    EXPECT_TRUE(found.records == records) << wrapper.name;
    EXPECT_EQ(found.bads + found.skips, 0) << wrapper.name;
  }
}

TEST(Formats, AreToldLineByLine) {
  const Records records = some_records(1);
  std::string log;
  std::size_t count = 0;
  for (const Wrapper& wrapper : wrappers()) {
    const std::string text = wrapper.wrap(records);
    if (text[0] != '{' && text[0] != '[') continue;
    log += text + "\n" + records[0] + "\n";
    count += 2;
  }
  EXPECT_GT(count, 50U);
  const Recorder whole = read_log(log, 1U << 20);
  EXPECT_EQ(whole.records, Records(count, records[0])) << whole.said;
  EXPECT_EQ(whole.bads + whole.skips, 0) << whole.said;
}

TEST(Formats, StandInOneAnother) {
  std::mt19937 random(11);
  const Records records = some_records(3);
  for (int round = 0; round < 2000; ++round) {
    std::string names;
    Records inside = {wrappers()[2].wrap(records)};
    for (auto layers = 2 + random() % 2; layers > 0; --layers) {
      const Wrapper& wrapper = wrappers()[random() % wrappers().size()];
      // Out of what may be a document of another log, only what shows that it is a trail is taken.
      const bool is_guess = wrapper.name.starts_with("Elastic, ") || wrapper.name == "Splunk collector";
      if (is_guess && !looks_like_trail(inside[0])) continue;
      const bool is_row = wrapper.name == "Logs Insights" || wrapper.name.starts_with("Lake");
      if (is_row && inside[0][0] != '{') continue;  // a column holds one object
      names += wrapper.name + "; ";
      std::string text = wrapper.wrap(inside);
      // What stands in a string must be JSON, what stands in an array of records an object.
      if (text[0] != '{') continue;
      const bool is_one = text.find("}\n{") == std::string::npos && wrapper.name != "Splunk collector" &&
                          wrapper.name != "one behind the other";
      if (round % 4 == 0 && is_one)
        inside = {text};
      else
        inside = {wrappers()[2].wrap(inside)};
    }
    const Recorder found = read_log(inside[0], 1 + random() % 4096);
    ASSERT_EQ(found.records, records) << names << "\n" << inside[0] << "\n" << found.said;
  }
}

std::string notification(const std::string& text) {
  return "{\"Type\":\"Notification\",\"TopicArn\":\"t\",\"Message\":" + json_string(text) + "}";
}

TEST(Formats, AreUnwrappedToEightLayers) {
  const std::string record = some_records(1)[0];
  std::string text = record;
  for (int layers = 0; layers < 8; ++layers) text = notification(text);
  EXPECT_EQ(read_log(text, 4096).records, Records{record});
  const Recorder deeper = read_log(notification(text) + "\n" + record, 4096);
  EXPECT_TRUE(deeper.said.starts_with("bad 1 @0 is wrapped in more than 8 layers\nrecord 2 ")) << deeper.said;
}

TEST(Formats, MayBeNestedHundredsOfTimes) {
  std::string text = "{\"a\":1}";
  for (int layers = 0; layers < 400; ++layers) text = "{\"Records\":[" + text + "]}";
  EXPECT_EQ(read_log(text, 4096).said, "bad 1 @12 is wrapped in more than 8 layers\n");
}

// A cut loses what is behind it, and neither invents nor reorders.
TEST(Formats, AreReadUpToWhereTheyAreCutOff) {
  const Records records = some_records(3);
  LogReader reader(256);
  for (const Wrapper& wrapper : wrappers()) {
    const std::string log = wrapper.wrap(records);
    for (std::size_t size = 1; size < log.size(); size += 3) {
      Recorder found;
      reader.read_bytes(std::string_view(log).substr(0, size), found);
      ASSERT_LE(found.records.size(), records.size());
      ASSERT_TRUE(std::equal(found.records.begin(), found.records.end(), records.begin()))
          << wrapper.name << ", cut at " << size << "\n"
          << found.said;
    }
  }
}

// A record that was damaged before it was wrapped is one bad record.
TEST(Formats, LoseOnlyTheDamagedRecord) {
  const Records good = some_records(3);
  const std::string damaged = good[1].substr(0, good[1].size() / 2) + "\"";
  for (const Wrapper& wrapper : wrappers()) {
    const bool is_plain =
        wrapper.wrap({"{}"}).find(":{}") != std::string::npos || wrapper.wrap({"{}"}).find("[{}]") != std::string::npos;
    if (is_plain || wrapper.name == "lines" || wrapper.name == "one behind the other") continue;
    const Recorder found = read_log(wrapper.wrap({good[0], damaged, good[2]}), 512);
    const bool is_concatenated = wrapper.name == "Firehose at Lambda";
    EXPECT_EQ(found.bads, 1) << wrapper.name << "\n" << found.said;
    if (is_concatenated) continue;
    EXPECT_EQ(found.records, (Records{good[0], good[2]})) << wrapper.name << "\n" << found.said;
    EXPECT_NE(found.said.find("record 3 @"), std::string::npos) << found.said;
  }
}

TEST(Formats, EndWhenNoMoreIsWanted) {
  const Records records = some_records(5);
  for (const Wrapper& wrapper : wrappers()) {
    Recorder found;
    found.most = 2;
    LogReader().read_bytes(wrapper.wrap(records), found);
    EXPECT_EQ(found.records.size(), 2U) << wrapper.name;
    EXPECT_EQ(found.bads, 0) << wrapper.name;
  }
}

// What is packed inside may not make more of itself than logs do.
TEST(Formats, RefuseBombs) {
  const std::string zeros = gzip(std::string(60U << 20, ' '));
  const std::string record = some_records(1)[0];
  for (const std::string& bomb : {zeros, gzip(zeros), gzip(gzip(zeros))}) {
    const std::string log = "{\"awslogs\":{\"data\":\"" + base64(bomb) + "\"}}\n" + record + "\n";
    const Recorder found = read_log(log, 1U << 18);
    EXPECT_EQ(found.records, Records{record});
    EXPECT_EQ(found.said.find("bad 1 @0 unpacks to far too many bytes\nrecord 2 @"), 0U) << found.said;
  }
}

}  // namespace
}  // namespace spoor
