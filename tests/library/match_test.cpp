#include <gmock/gmock.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstring>

#include "tests/library/recorder.h"

namespace spoor::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kPack = R"(
pack site.trail { time_path eventTime id_path eventID }
rule stopped {
  title "Trail stopped"
  severity critical
  where eventName == "StopLogging"
  emit "{user.name} stopped it with {user.password}" {from: sourceIPAddress, pass: user.password, times: n}
}
rule named { where exists user.name dedup by user.name, region? for 90s }
)";

constexpr std::string_view kStop = R"({"eventName":"StopLogging"})";

class Match : public testing::Test {
 protected:
  Rules rules = load(pack(std::string(kPack)));
  Matcher matcher = matcher_of(rules);
};

TEST_F(Match, TheRulesAreListed) {
  ASSERT_EQ(spoor_rule_count(rules.get()), 2U);
  const spoor_rule* stopped = spoor_rule_at(rules.get(), 0);
  EXPECT_EQ(text(stopped->name), "site.trail.stopped");
  EXPECT_EQ(text(stopped->title), "Trail stopped");
  EXPECT_EQ(stopped->severity, SPOOR_CRITICAL);
  EXPECT_EQ(stopped->dedup_milliseconds, 0U);
  const spoor_rule* named = spoor_rule_at(rules.get(), 1);
  EXPECT_EQ(text(named->title), "site.trail.named");
  EXPECT_STREQ(spoor_severity_name(named->severity), "medium");
  EXPECT_EQ(named->dedup_milliseconds, 90'000U);
  EXPECT_EQ(spoor_rule_at(rules.get(), 2), nullptr);
  EXPECT_EQ(spoor_rule_at(nullptr, 0), nullptr);
  EXPECT_EQ(spoor_rule_count(nullptr), 0U);
}

TEST_F(Match, RulesWithMemoryAreListedAndFindNothing) {
  const Rules loaded = load(pack(R"(
rule hidden { disable where eventName == "StopLogging" count >= 1 within 5m }
rule burst { where eventName == "StopLogging" count >= 1 within 5m }
rule chain { sequence within 1h { one: rule hidden  two: eventName == "StopLogging" } }
rule plain { where eventName == "StopLogging" }
)"));
  std::vector<std::pair<std::string, std::uint32_t>> listed;
  for (std::size_t i = 0; i < spoor_rule_count(loaded.get()); ++i) {
    const spoor_rule* rule = spoor_rule_at(loaded.get(), i);
    listed.emplace_back(text(rule->name), rule->needs_memory);
  }
  EXPECT_THAT(listed, ElementsAre(std::pair("burst", 1U), std::pair("chain", 1U), std::pair("plain", 0U)));
  Recorder recorder;
  EXPECT_EQ(recorder.match(matcher_of(loaded), kStop), SPOOR_OK);
  EXPECT_THAT(recorder.lines, ElementsAre("1 plain: plain"));
  std::vector<std::size_t> indexes;
  const spoor_callbacks calls = {sizeof calls, &indexes,
                                 [](void* out, const spoor_finding* found) -> int {
                                   static_cast<std::vector<std::size_t>*>(out)->push_back(found->rule_index);
                                   return SPOOR_GO_ON;
                                 },
                                 [](void*, const spoor_bad_record*) -> int { return SPOOR_STOP; },
                                 [](void*, spoor_text) {}};
  EXPECT_EQ(spoor_match(matcher_of(loaded).get(), kStop.data(), kStop.size(), &calls, nullptr), SPOOR_OK);
  EXPECT_THAT(indexes, ElementsAre(2U));
}

// All that is said of a finding, a line for each.
std::vector<std::string> told(const Matcher& matcher, std::string_view buffer) {
  std::vector<std::string> lines;
  const spoor_callbacks calls = {
      sizeof calls, &lines,
      [](void* out, const spoor_finding* found) -> int {
        static_cast<std::vector<std::string>*>(out)->push_back(
            fmt::format("{}|{}|{}|{}|{}|{}|{}|{}|{}|{}", found->rule_index, text(found->id).size(), text(found->time),
                        text(found->event_id), text(found->message), text(found->fields), text(found->group),
                        text(found->record), found->number, found->offset));
        return SPOOR_GO_ON;
      },
      [](void*, const spoor_bad_record*) -> int { return SPOOR_STOP; }, [](void*, spoor_text) {}};
  EXPECT_EQ(spoor_match(matcher.get(), buffer.data(), buffer.size(), &calls, nullptr), SPOOR_OK);
  return lines;
}

TEST_F(Match, AFindingSaysWhatTheRuleSays) {
  const std::string record =
      R"({"eventName":"StopLogging","eventID":"e1","eventTime":"2024-07-31T15:06:24+02:00",)"
      R"("sourceIPAddress":["1.2.3.4","::1"],"n":3.50,"user":{"name":"eve","password":"Summer24"}})";
  const std::string head = "|32|2024-07-31T13:06:24Z|e1|";
  const std::string tail = "|" + record + "|2|4";
  EXPECT_THAT(
      told(matcher, "{}\n\n" + record + "\n"),
      ElementsAre("0" + head +
                      "eve stopped it with ***|{\"from\":[\"1.2.3.4\",\"::1\"],\"pass\":\"***\",\"times\":3.5}|" + tail,
                  "1" + head + "site.trail.named|{}|{\"user.name\":\"eve\"}" + tail));
  EXPECT_THAT(told(matcher_of(rules, SPOOR_SHOW_SECRETS), record)[0], HasSubstr("eve stopped it with Summer24|"));
}

TEST_F(Match, WhatIsMissingIsEmpty) {
  EXPECT_THAT(told(matcher, kStop),
              ElementsAre(HasSubstr("|32|||- stopped it with -|{}||{\"eventName\":\"StopLogging\"}|1|0")));
}

TEST_F(Match, BuffersAreReadAsFilesAre) {
  const std::string stop(kStop);
  const std::string one = "1 site.trail.stopped: - stopped it with -";
  const std::string two = "2 site.trail.stopped: - stopped it with -";
  EXPECT_THAT(heard(matcher, stop), ElementsAre(one));
  EXPECT_THAT(heard(matcher, stop + "\n" + stop), ElementsAre(one, two));
  EXPECT_THAT(heard(matcher, stop + "\r\n" + stop + "\r\n"), ElementsAre(one, two));
  EXPECT_THAT(heard(matcher, stop + stop), ElementsAre(one, two));
  EXPECT_THAT(heard(matcher, "{\"Records\":[" + stop + ",\n" + stop + "]}"), ElementsAre(one, two));
  EXPECT_THAT(heard(matcher, "[" + stop + "]"), ElementsAre(one));
  EXPECT_THAT(heard(matcher, ""), IsEmpty());
  EXPECT_THAT(heard(matcher, " \n"), IsEmpty());
}

TEST_F(Match, WhatCannotBeReadIsTold) {
  const std::string stop(kStop);
  const auto lines = heard(matcher, stop + "\n{\"a\":\"\xFF\"}\n{\"b\":]}\n" + stop + "\n{\"cut\":");
  ASSERT_EQ(lines.size(), 5U) << testing::PrintToString(lines);
  EXPECT_EQ(lines[1], "bad 2 at 28: is not UTF-8");
  EXPECT_THAT(lines[2], testing::StartsWith("bad 3 at 38: found `]`"));
  EXPECT_THAT(lines[3], testing::StartsWith("4 site.trail.stopped"));
  EXPECT_THAT(lines[4], testing::StartsWith("bad 5 at "));
  EXPECT_THAT(heard(matcher, "no log at all"), ElementsAre(HasSubstr("bad 0 at 0: is no JSON")));
  EXPECT_THAT(heard(matcher, R"({"digestS3Object":"x","logFiles":[]})"),
              ElementsAre(HasSubstr("skipped: CloudTrail digest")));
}

TEST_F(Match, ACallbackEndsTheCall) {
  const std::string many = "{\"a\":]}\n" + std::string(kStop) + "\n" + std::string(kStop) + "\n";
  for (std::size_t most = 1; most <= 3; ++most) {
    Recorder recorder;
    recorder.most = most;
    EXPECT_EQ(recorder.match(matcher, many), SPOOR_STOPPED);
    EXPECT_STREQ(recorder.error.text, "");
    EXPECT_EQ(recorder.lines.size(), most);
  }
  EXPECT_EQ(heard(matcher, many).size(), 3U);
}

TEST_F(Match, NothingIsRemembered) {
  const std::string record = R"({"eventID":"e","eventTime":"2024-01-01T00:00:00Z","user":{"name":"eve"}})";
  EXPECT_EQ(heard(matcher, record + record).size(), 2U);  // doubles, and repeats that `dedup` would leave out
  EXPECT_EQ(heard(matcher, record).size(), 1U);
}

TEST_F(Match, AMatcherMayOutliveItsRules) {
  rules.reset();
  EXPECT_EQ(heard(matcher, kStop).size(), 1U);
}

// The buffer ends where memory does, so that a byte read too much ends the test.
TEST_F(Match, NoByteBehindTheBufferIsRead) {
  const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  void* memory = mmap(nullptr, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  ASSERT_NE(memory, MAP_FAILED);
  char* end = static_cast<char*>(memory) + page;
  ASSERT_EQ(mprotect(end, page, PROT_NONE), 0);
  const std::string gz("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10);
  for (const std::string& content :
       {std::string(kStop), "{\"Records\":[" + std::string(kStop) + "]}", std::string("{\"a\":\"\\"), std::string("x"),
        gz, std::string("\x28\xB5\x2F\xFD", 4), std::string("a,b\n1,2")}) {
    char* begin = end - content.size();
    std::memcpy(begin, content.data(), content.size());
    EXPECT_FALSE(heard(matcher, {begin, content.size()}).empty()) << content;
    EXPECT_EQ(std::string_view(begin, content.size()), content);
  }
  munmap(memory, 2 * page);
}

}  // namespace
}  // namespace spoor::test
