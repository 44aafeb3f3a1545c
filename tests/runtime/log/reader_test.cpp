// What a log's bytes are read as: a table of texts and what the reader says of them, each tried with blocks of many
// sizes, so that every record stands across the end of a window somewhere.
#include "runtime/log/reader.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <random>

#include "runtime/log/walk.h"
#include "tests/runtime/log/recorder.h"

namespace spoor {
namespace {

std::string read(std::string_view bytes, std::size_t block) { return read_log(bytes, block).said; }

std::string nested(int levels) {
  return "{\"a\":" + std::string(static_cast<std::size_t>(levels - 1), '[') +
         std::string(static_cast<std::size_t>(levels - 1), ']') + "}";
}

const std::vector<LogCase>& reader_cases() {
  static const std::vector<LogCase> kCases = {
      {"lines", "{\"a\":1}\n{\"a\":2}\n", "record 1 @0 {\"a\":1}\nrecord 2 @8 {\"a\":2}\n"},
      {"no line end at the end", "{\"a\":1}", "record 1 @0 {\"a\":1}\n"},
      {"concatenated", "{\"a\":1}{\"a\":2}", "record 1 @0 {\"a\":1}\nrecord 2 @7 {\"a\":2}\n"},
      {"array", "[{\"a\":1},\n {\"a\":2}]", "record 1 @1 {\"a\":1}\nrecord 2 @11 {\"a\":2}\n"},
      {"wrapper", "{\"Records\":[{\"a\":1},{\"a\":2}]}", "record 1 @12 {\"a\":1}\nrecord 2 @20 {\"a\":2}\n"},
      {"wrapper with other keys", "{\"x\":{\"y\":[1]},\"Records\":[{\"a\":1}],\"z\":[{}]}\n{\"Records\":[{\"a\":2}]}",
       "record 1 @26 {\"a\":1}\nrecord 2 @57 {\"a\":2}\n"},
      {"empty wrapper", "{\"Records\":[]}", ""},
      {"Records that is no array", "{\"Records\":5}", "record 1 @0 {\"Records\":5}\n"},
      {"byte order mark", "\xEF\xBB\xBF{\"a\":1}", "record 1 @3 {\"a\":1}\n"},
      {"pretty-printed", "{\n  \"Records\": [\n    {\n      \"a\": 1\n    },\n{\n\"a\": 2\n}\n  ]\n}\n",
       "record 1 @21 {\n      \"a\": 1\n    }\nrecord 2 @43 {\n\"a\": 2\n}\n"},
      {"brackets in strings", "{\"a\":\"}{\\\"\"}\n{\"b\":\"],{\"}",
       "record 1 @0 {\"a\":\"}{\\\"\"}\nrecord 2 @13 {\"b\":\"],{\"}\n"},
      {"control characters in strings are data", "{\"a\":\"x\ty\nz\"}\n{\"a\":2}\n",
       "record 1 @0 {\"a\":\"x\ty\nz\"}\nrecord 2 @14 {\"a\":2}\n"},
      {"loose syntax is data", "{\"a\" 1}\n{,,\"b\":nul}\n", "record 1 @0 {\"a\" 1}\nrecord 2 @8 {,,\"b\":nul}\n"},
      {"open string", "{\"a\":\"x\n{\"a\":2}\n{\"a\":3}\n",
       "bad 1 @0 a string in it is not closed\nrecord 2 @8 {\"a\":2}\nrecord 3 @16 {\"a\":3}\n"},
      {"open bracket", "{\"a\":{\"b\":1}\n{\"a\":2}\n",
       "bad 1 @0 its brackets are not closed\nrecord 2 @13 {\"a\":2}\n"},
      {"two broken lines", "{\"a\":{\"b\n{\"a\":[\n{\"a\":3}\n",
       "bad 1 @0 a string in it is not closed\nbad 2 @9 its brackets are not closed\nrecord 3 @16 {\"a\":3}\n"},
      {"cut off", "{\"a\":1}\n{\"a\":2", "record 1 @0 {\"a\":1}\nbad 2 @8 is cut off at the end of the log\n"},
      {"not UTF-8", "{\"a\":1}\n{\"a\":\"\xFF\"}\n{\"a\":3}\n",
       "record 1 @0 {\"a\":1}\nbad 2 @8 is not UTF-8\nrecord 3 @18 {\"a\":3}\n"},
      {"extra bracket", "{\"a\":[1}]}\n{\"a\":2}\n",
       "bad 1 @0 found `}`, which closes no bracket that is open\nrecord 2 @11 {\"a\":2}\n"},
      {"damage in an array", "{\"Records\":[{\"a\":1},{\"a\":{\"b\":2},{\"a\":3},{\"a\":4}]}",
       "record 1 @12 {\"a\":1}\nbad 2 @20 found `]`, which closes no bracket that is open\nrecord 3 @33 {\"a\":3}\n"
       "record 4 @41 {\"a\":4}\n"},
      {"what is no object", "[1,{\"a\":1},null,\"x\",[2]]",
       "bad 1 @1 expected an object, found a number\nrecord 2 @3 {\"a\":1}\nbad 3 @11 expected an object, found null\n"
       "bad 4 @16 expected an object, found a string\nbad 5 @20 expected an object, found an array\n"},
      {"deep enough", nested(1024), "record 1 @0 " + nested(1024) + "\n"},
      {"too deep", nested(1025) + "\n{\"a\":1}\n",
       "bad 1 @0 is nested more than 1024 levels deep\nrecord 2 @2055 {\"a\":1}\n"},
      {"junk over several windows", "{\"a\":1}\nabcdefghijklmnopqrstuvwxyz \"{\" 12345\n{\"a\":2}\n",
       "record 1 @0 {\"a\":1}\nbad 2 @8 found `abcdefghijklmnopqrstuvwxyz \"` between records\n"
       "record 3 @45 {\"a\":2}\n"},
      {"behind damage no record begins within a line", "{\"a\":1}\n{\"a\":[1}]}\nx {\"a\":4}\n{\"a\":5}\n",
       "record 1 @0 {\"a\":1}\nbad 2 @8 found `}`, which closes no bracket that is open\n"
       "record 3 @29 {\"a\":5}\n"},
      {"behind damage much white space", "[{\"a\":1},{\"a\":[1}]},\n" + std::string(30, '\t') + "{\"a\":4}]",
       "record 1 @1 {\"a\":1}\nbad 2 @9 found `}`, which closes no bracket that is open\n"
       "record 3 @51 {\"a\":4}\n"},
      {"no quote opens a string behind a backslash", "{\"a\":\\\"x,\"b\":2}\n{\"a\":\"\xFF\"}\n",
       "record 1 @0 {\"a\":\\\"x,\"b\":2}\nbad 2 @16 is not UTF-8\n"},
      {"Records behind a string that is cut off", "{\"a\":\"x\n{\"b\":1},\"Records\":[{\"a\":2}]}\n",
       "bad 1 @0 a string in it is not closed\nrecord 2 @8 {\"b\":1}\n"
       "bad 3 @15 found `,\"Records\":[` between records\nrecord 4 @27 {\"a\":2}\n"
       "bad 5 @34 found `]}\\x0a` between records\n"},
      {"no JSON", "time,user\n1,2\n", "bad 0 @0 is no JSON: begins with `time,user`\n"},
      {"no text", std::string("\x01\x02\0\0{}", 6), "bad 0 @0 is no text: begins with `\\x01\\x02\\x00\\x00{}`\n"},
      {"empty", "", "skipped empty\n"},
      {"UTF-16", std::string("\xFF\xFE{\0", 4), "skipped UTF-16: convert it to UTF-8 first\n"},
      {"program",
       "\x7F"
       "ELF",
       "skipped a program\n"},
      {"zip", "PK\x03\x04zzzz", "skipped a zip archive: unpack it first\n"},
      {"S3 notification", R"({"Records":[{"eventVersion":"2.5","eventSource":"aws:s3","s3":{}}]})",
       "skipped S3 notification: it points to log files and holds no records\n"},
  };
  return kCases;
}

TEST(LogReader, ReadsWhatStandsThere) {
  for (const LogCase& c : reader_cases()) {
    for (const std::size_t block : {1U << 20, 1U, 2U, 3U, 7U, 16U, 64U}) {
      EXPECT_EQ(read(c.log, block), c.expected) << c.name << ", block " << block;
    }
  }
}

TEST(LogReader, UnpacksAllMembersAndLayers) {
  EXPECT_EQ(read(gzip("{\"a\":1}\n") + gzip("{\"a\":2}\n"), 64), "record 1 @0 {\"a\":1}\nrecord 2 @8 {\"a\":2}\n");
  EXPECT_EQ(read(gzip(gzip("{\"a\":1}\n")), 64), "record 1 @0 {\"a\":1}\n");
}

TEST(LogReader, DeliversWhatStandsBeforeDamage) {
  std::string log;
  for (int i = 0; i < 2000; ++i) log += fmt::format("{{\"a\":{}}}\n", i * 7919);
  const std::string packed = gzip(log);
  Recorder cut;
  LogReader().read_bytes(packed.substr(0, packed.size() / 2), cut);
  EXPECT_GT(cut.records.size(), 500U);
  EXPECT_LT(cut.records.size(), 2000U);
  EXPECT_EQ(cut.bads, 1);
  Recorder trailing;
  LogReader().read_bytes(packed + "garbage", trailing);
  EXPECT_EQ(trailing.records.size(), 2000U);
  EXPECT_EQ(trailing.bads, 1);
}

// Of a damaged stream nothing is read that does not stand in it: neither what memory held before, nor more or less with
// blocks of another size.
TEST(LogReader, ReadsADamagedStreamAlwaysTheSame) {
  std::string log, before;
  for (int i = 0; i < 40; ++i) {
    log += fmt::format(R"({{"id":{},"text":"{}"}})", i * 7919, i * i) + "\n";
    before += "{\"old\":1}\n{\"old\":2}\n{\"old\":3}\n";
  }
  const std::string packed = gzip(log), packed_before = gzip(before);
  LogReader large, small(7);
  std::mt19937 random(3);
  for (int round = 0; round < 3000; ++round) {
    Recorder cut, first, second;
    large.read_bytes(packed_before.substr(0, packed_before.size() - 1), cut);
    ASSERT_GT(cut.records.size(), 100U);
    std::string bytes = packed;
    for (auto i = 1 + random() % 20; i > 0; --i)
      bytes[10 + random() % (bytes.size() - 10)] = static_cast<char>(random());
    large.read_bytes(bytes, first);
    small.read_bytes(bytes, second);
    ASSERT_EQ(first.said, second.said) << round;
    ASSERT_EQ(first.said.find("old"), std::string::npos) << first.said;
  }
}

// Whatever happens to one line, the lines before it and behind it are read.
TEST(LogReader, LosesOnlyTheDamagedLine) {
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::vector<std::string> lines;
    for (int i = 0; i < 6; ++i)
      lines.push_back(fmt::format(R"({{"id":{},"s":"a\"b","o":{{"p":[1,{{"q":"x"}}]}}}})", i));
    std::string& victim = lines[3];
    const std::size_t at = random() % victim.size();
    if (random() % 2 == 0)
      victim.erase(at, 1 + random() % (victim.size() - at));
    else
      victim.insert(at, 1, "\"{}[],x"[random() % 7]);
    std::string log;
    for (const std::string& line : lines) log += line + "\n";
    Recorder recorder;
    LogReader(1 + random() % 200).read_bytes(log, recorder);
    for (const int i : {0, 1, 2, 4, 5}) {
      EXPECT_NE(recorder.said.find(" " + lines[static_cast<std::size_t>(i)] + "\n"), std::string::npos)
          << victim << "\n"
          << recorder.said;
    }
  }
}

TEST(LogReader, KnowsWhatIsNoLog) {
  const auto data = std::filesystem::path(SPOOR_SOURCE_DIR) / "../shared/data/formats";
  if (!std::filesystem::exists(data)) GTEST_SKIP() << "the folder ../shared/data is not here";
  const Walked walked = walk({(data / "wrappers").string()}, {});
  EXPECT_EQ(walked.files.size(), 14U);
  for (const WalkedFile& file : walked.files) {
    Recorder recorder;
    LogReader().read(file.input, recorder);
    EXPECT_TRUE(recorder.said.starts_with("skipped ")) << file.input.name << ": " << recorder.said.substr(0, 200);
    EXPECT_TRUE(recorder.records.empty()) << file.input.name;
  }
}

}  // namespace
}  // namespace spoor
