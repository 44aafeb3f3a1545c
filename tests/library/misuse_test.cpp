#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "tests/library/recorder.h"

namespace spoor::test {
namespace {

using testing::HasSubstr;

const std::string& small_pack() {
  static const std::string kBytes = pack("rule a { where exists k }");
  return kBytes;
}

TEST(Misuse, NullIsRefusedByName) {
  spoor_error error;
  spoor_rules* rules = nullptr;
  spoor_matcher* matcher = nullptr;
  const auto said = [&](spoor_status status) {
    EXPECT_EQ(status, SPOOR_MISUSE);
    return std::string(error.text);
  };
  EXPECT_THAT(said(spoor_load(nullptr, 1, &rules, &error)), HasSubstr("`bytes`"));
  EXPECT_THAT(said(spoor_load("x", 1, nullptr, &error)), HasSubstr("`rules`"));
  EXPECT_THAT(said(spoor_load_file(nullptr, &rules, &error)), HasSubstr("`path`"));
  EXPECT_THAT(said(spoor_load_file("x", nullptr, &error)), HasSubstr("`rules`"));
  EXPECT_THAT(said(spoor_matcher_new(nullptr, 0, &matcher, &error)), HasSubstr("`rules`"));
  const Rules loaded = load(small_pack());
  EXPECT_THAT(said(spoor_matcher_new(loaded.get(), 0, nullptr, &error)), HasSubstr("`matcher`"));
  EXPECT_THAT(said(spoor_matcher_new(loaded.get(), 2, &matcher, &error)), HasSubstr("`flags`"));
  EXPECT_EQ(matcher, nullptr);

  const Matcher made = matcher_of(loaded);
  Recorder recorder;
  spoor_callbacks calls = recorder.callbacks();
  EXPECT_THAT(said(spoor_match(nullptr, "{}", 2, &calls, &error)), HasSubstr("`matcher`"));
  EXPECT_THAT(said(spoor_match(made.get(), nullptr, 2, &calls, &error)), HasSubstr("`bytes`"));
  EXPECT_THAT(said(spoor_match(made.get(), "{}", 2, nullptr, &error)), HasSubstr("`callbacks`"));
  --calls.size;
  EXPECT_THAT(said(spoor_match(made.get(), "{}", 2, &calls, &error)), HasSubstr("`callbacks->size`"));
  calls = recorder.callbacks();
  calls.on_finding = nullptr;
  EXPECT_THAT(said(spoor_match(made.get(), "{}", 2, &calls, &error)), HasSubstr("`on_finding`"));
  calls = recorder.callbacks();
  calls.on_bad = nullptr;
  EXPECT_THAT(said(spoor_match(made.get(), "{}", 2, &calls, &error)), HasSubstr("`on_bad`"));
  calls = recorder.callbacks();
  calls.on_skipped = nullptr;
  EXPECT_THAT(said(spoor_match(made.get(), "{}", 2, &calls, &error)), HasSubstr("`on_skipped`"));
  EXPECT_TRUE(recorder.lines.empty());

  calls = recorder.callbacks();
  EXPECT_EQ(spoor_match(made.get(), nullptr, 0, &calls, nullptr), SPOOR_OK);
  EXPECT_EQ(spoor_load(nullptr, 0, nullptr, nullptr), SPOOR_MISUSE);
  spoor_rules_free(nullptr);
  spoor_matcher_free(nullptr);
}

TEST(Misuse, AMatcherInUseIsRefused) {
  struct Again {
    Matcher matcher;
    spoor_error error{};
    spoor_status status = SPOOR_OK;
  };
  Again again{matcher_of(load(small_pack()))};
  const spoor_callbacks calls = {sizeof calls, &again,
                                 [](void* context, const spoor_finding*) -> int {
                                   Again& self = *static_cast<Again*>(context);
                                   Recorder inner;
                                   self.status = inner.match(self.matcher, "{\"k\":1}");
                                   self.error = inner.error;
                                   return SPOOR_GO_ON;
                                 },
                                 [](void*, const spoor_bad_record*) -> int { return SPOOR_GO_ON; },
                                 [](void*, spoor_text) {}};
  EXPECT_EQ(spoor_match(again.matcher.get(), "{\"k\":1}", 7, &calls, nullptr), SPOOR_OK);
  EXPECT_EQ(again.status, SPOOR_MISUSE);
  EXPECT_THAT(again.error.text, HasSubstr("in use"));
  EXPECT_EQ(heard(again.matcher, "{\"k\":1}").size(), 1U);
}

TEST(Misuse, NamesAndNumbersOfTheInterface) {
  EXPECT_EQ(spoor_abi_version(), std::uint32_t{SPOOR_ABI_VERSION});
  EXPECT_THAT(spoor_version(), testing::MatchesRegex("[0-9]+\\.[0-9]+\\.[0-9]+"));
  EXPECT_STREQ(spoor_status_name(SPOOR_BAD_PACK), "SPOOR_BAD_PACK");
  EXPECT_STREQ(spoor_severity_name(SPOOR_INFO), "info");
  EXPECT_STREQ(spoor_severity_name(SPOOR_CRITICAL), "critical");
  for (const int unknown : {-1, 7, 1 << 30}) {
    EXPECT_STREQ(spoor_status_name(unknown), "unknown");
    EXPECT_STREQ(spoor_severity_name(unknown), "unknown");
  }
}

// The reason for which the bytes are refused; empty if they are not.
std::string refusal(std::string_view bytes) {
  // A copy of the size, so that AddressSanitizer sees a byte read too much.
  const std::vector<char> copy(bytes.begin(), bytes.end());
  spoor_rules* rules = nullptr;
  spoor_error error;
  const spoor_status status = spoor_load(copy.data(), copy.size(), &rules, &error);
  const Rules made(rules);
  EXPECT_EQ(status, rules == nullptr ? SPOOR_BAD_PACK : SPOOR_OK);
  EXPECT_EQ(rules == nullptr, error.text[0] != '\0');
  return error.text;
}

TEST(BadPack, CutOffAnywhere) {
  EXPECT_EQ(refusal(small_pack()), "");
  for (std::size_t size = 0; size < small_pack().size(); ++size) {
    EXPECT_NE(refusal(std::string_view(small_pack()).substr(0, size)), "") << size;
  }
  EXPECT_NE(refusal(small_pack() + "x"), "");
}

TEST(BadPack, AnyBitFlipped) {
  std::string bytes = small_pack();
  for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    const char mask = static_cast<char>(1U << bit % 8);
    bytes[bit / 8] ^= mask;
    EXPECT_NE(refusal(bytes), "") << bit;
    bytes[bit / 8] ^= mask;
  }
}

TEST(BadPack, FilesAreNamed) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(testing::TempDir()) / fmt::format("spoor_library_{}", getpid());
  fs::create_directories(folder);
  const std::string path = folder / "x.spoorc";
  spoor_rules* rules = nullptr;
  spoor_error error;
  EXPECT_EQ(spoor_load_file(path.c_str(), &rules, &error), SPOOR_UNREADABLE);
  EXPECT_THAT(error.text, HasSubstr(path + ": cannot be read"));
  EXPECT_EQ(spoor_load_file(folder.c_str(), &rules, &error), SPOOR_UNREADABLE);
  std::ofstream(path) << "rule a { where exists k }";
  EXPECT_EQ(spoor_load_file(path.c_str(), &rules, &error), SPOOR_BAD_PACK);
  EXPECT_THAT(error.text, HasSubstr(path + ": this is no compiled pack"));
  EXPECT_EQ(rules, nullptr);
  std::ofstream(path) << small_pack();
  EXPECT_EQ(spoor_load_file(path.c_str(), &rules, &error), SPOOR_OK) << error.text;
  EXPECT_STREQ(error.text, "");
  spoor_rules_free(rules);
  fs::remove_all(folder);

  std::string longest;  // of characters of two bytes
  for (int i = 0; i < 1000; ++i) longest += "\xC3\xA4";
  for (const std::string& name : {longest, "a" + longest}) {
    EXPECT_EQ(spoor_load_file(name.c_str(), &rules, &error), SPOOR_UNREADABLE);
    const std::string_view cut = error.text;
    EXPECT_EQ(cut, name.substr(0, cut.size()));
    EXPECT_GE(cut.size(), sizeof error.text - 2);
    EXPECT_EQ((cut.size() - name.size() % 2) % 2, 0U);
  }
}

TEST(HostileRecords, CostThemselvesAndNoMore) {
  const Matcher matcher = matcher_of(load(small_pack()));
  const std::string good = "\n{\"k\":1}\n";
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  for (const std::string& hostile : {
           "{\"a\":" + deep + "}",
           std::string("{\"a\":\"\xED\xA0\x80\"}"),
           std::string("{\"a\":\0}", 7),
           std::string(20'000, '{'),
           std::string(20'000, '\0'),
           "{\"a\":\"" + std::string(20'000, '\\') + "\"}",
           std::string("{\"Records\":[{\"Records\":["),
           std::string("{]"),
       }) {
    const auto lines = heard(matcher, good + hostile + good);
    ASSERT_GE(lines.size(), 2U) << hostile.substr(0, 40);
    EXPECT_THAT(lines.front(), HasSubstr("1 a: a"));
    EXPECT_THAT(lines.back(), HasSubstr(" a: a")) << hostile.substr(0, 40);
  }
}

TEST(HostileRecords, AHugeRecordIsReadWhole) {
  const Matcher matcher = matcher_of(load(small_pack()));
  const std::string huge = "{\"a\":\"" + std::string(32U << 20, 'x') + "\",\"k\":1}";
  EXPECT_THAT(heard(matcher, huge + "\n" + huge), testing::ElementsAre("1 a: a", "2 a: a"));
}

}  // namespace
}  // namespace spoor::test
