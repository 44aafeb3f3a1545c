#include "runtime/scan/finding_bytes.h"

#include <gtest/gtest.h>

#include "tests/runtime/scan/scan_case.h"

namespace spoor {
namespace {

const std::shared_ptr<const PreparedProgram>& rules() {
  static const auto prepared = test::prepare("rule b { where x == 1 }\nrule a { where x == 2 }\n");
  return prepared;
}

std::string bytes_of(const Finding& finding) {
  std::string out;
  FindingBytes(rules()->program()).append(finding, out);
  return out;
}

Finding finding(std::optional<Instant> time, std::string id = "e", Index rule = 0) {
  Finding made;
  made.rule = rule;
  made.time = time;
  made.time_text = time ? to_text(*time) : "soon";
  made.account = "1";
  made.event_id = std::move(id);
  made.place = {3, 300};
  made.event = "{}";
  return made;
}

TEST(FindingBytes, GiveTheFindingBack) {
  Finding made = finding(Instant{-5, 999'999'999}, std::string("a\0b\0\xFF", 5), 1);
  made.event = std::string("{\"n\":\"\0\"}", 9);
  made.columns = {"", "é", std::string("\0", 1)};
  for (const auto& time : {std::optional<Instant>{}, made.time}) {
    made.time = time;
    const Finding again = FindingBytes(rules()->program()).read(bytes_of(made));
    EXPECT_EQ(again.rule, made.rule);
    EXPECT_EQ(again.time, made.time);
    EXPECT_EQ(again.time_text, made.time_text);
    EXPECT_EQ(again.account, made.account);
    EXPECT_EQ(again.event_id, made.event_id);
    EXPECT_EQ(again.place.file, made.place.file);
    EXPECT_EQ(again.place.record, made.place.record);
    EXPECT_EQ(again.event, made.event);
    EXPECT_EQ(again.columns, made.columns);
  }
}

TEST(FindingBytes, OfElsewhereAreReadOnlyIfWhole) {
  Finding made = finding(Instant{5, 6});
  made.keys = {"k", std::string("\0", 1)};
  made.columns = {"a", ""};
  made.suppressed = 7;
  Finding::Memory& memory = made.memory.emplace();
  memory.events = {{"e1", {1, 2}, {1, 1}}, {"e2", {3, 4}, {1, 2}}};
  const FindingBytes form(rules()->program());
  for (const auto& time : {std::optional<Instant>{}, made.time}) {
    made.time = time;
    const std::string bytes = bytes_of(made);
    ASSERT_TRUE(form.is_well_formed(bytes));
    EXPECT_EQ(form.read(bytes).suppressed, 7u);
    EXPECT_EQ(form.read(bytes).memory->events[1].id, "e2");
    for (std::size_t size = 0; size < bytes.size(); ++size) EXPECT_FALSE(form.is_well_formed(bytes.substr(0, size)));
    EXPECT_FALSE(form.is_well_formed(bytes + "x"));
    std::size_t refused = 0;
    for (std::size_t at = 0; at < 8 * bytes.size(); ++at) {
      std::string flipped = bytes;
      flipped[at / 8] = static_cast<char>(flipped[at / 8] ^ 1 << at % 8);
      if (form.is_well_formed(flipped))
        bytes_of(form.read(flipped));  // whatever it says, it is read within its bytes
      else
        ++refused;
    }
    EXPECT_GT(refused, bytes.size());
  }
}

TEST(FindingBytes, SortAsFindingsDo) {
  std::vector<Finding> ascending = {finding(Instant{-5, 0}),
                                    finding(Instant{0, 0}),
                                    finding(Instant{0, 1}),
                                    finding(Instant{7, 0}, "a"),
                                    finding(Instant{7, 0}, std::string("a\0", 2)),
                                    finding(Instant{7, 0}, "ab"),
                                    finding(Instant{7, 0}, "b", 1),  // rule a
                                    finding(Instant{7, 0}, "b", 0),
                                    finding(Instant{1LL << 40, 0}),
                                    finding(std::nullopt)};
  Finding later_place = finding(std::nullopt);
  later_place.place.record = 301;
  ascending.push_back(later_place);
  Finding other_content = finding(std::nullopt);
  other_content.event = "{} ";
  other_content.place = {0, 1};
  ascending.push_back(other_content);  // content goes before place
  for (std::size_t i = 1; i < ascending.size(); ++i) EXPECT_LT(bytes_of(ascending[i - 1]), bytes_of(ascending[i])) << i;
}

TEST(FindingBytes, APlaceInFrontSortsByFileThenRecord) {
  const auto bytes = [](const Place& place) {
    std::string out;
    append_place(place, out);
    EXPECT_EQ(out.size(), kPlaceSize);
    return out;
  };
  EXPECT_LT(bytes({1, 256}), bytes({1, 257}));
  EXPECT_LT(bytes({1, 1'000'000}), bytes({2, 1}));
  EXPECT_LT(bytes({255, 1}), bytes({256, 1}));
}

TEST(Finding, IdHangsOnRuleTimeAndIdentityOnly) {
  const Program& program = rules()->program();
  const Finding made = finding(Instant{7, 0});
  Finding other = made;
  other.place = {9, 9};
  other.event = "{ }";
  other.time_text = "1970-01-01T00:00:07.000Z";
  EXPECT_EQ(other.id(program), made.id(program));
  EXPECT_TRUE(is_double(other, made));
  const auto differs = [&](auto change) {
    Finding changed = made;
    change(changed);
    EXPECT_NE(changed.id(program), made.id(program));
    EXPECT_FALSE(is_double(changed, made));
  };
  differs([](Finding& f) { f.rule = 1; });
  differs([](Finding& f) { f.time = Instant{8, 0}; });
  differs([](Finding& f) { f.account = "2"; });
  differs([](Finding& f) { f.event_id = "f"; });
  Finding nameless = made;
  nameless.event_id.clear();
  EXPECT_FALSE(is_double(nameless, nameless));
}

}  // namespace
}  // namespace spoor
