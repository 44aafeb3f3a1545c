#include "compiler/program/meaning.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <set>
#include <stdexcept>

#include "compiler/compile.h"
#include "tests/no_packs.h"

namespace spoor::test {
namespace {

Program program_of(std::string_view rules, std::vector<OutputRequest> columns = {}) {
  Compiled compiled = compile({{{"test.spoor", std::string(rules)}}, std::move(columns)}, NoPacks());
  if (has_error(compiled.diagnostics)) throw std::logic_error(compiled.diagnostics[0].message);
  return std::move(compiled.program);
}

std::map<std::string, UnsignedWide> by_name(const Program& program) {
  const Meanings made = meanings_of(program);
  std::map<std::string, UnsignedWide> out;
  for (Index i = 0; i < program.rules.size(); ++i) out[std::string(program.rule_name(i))] = made.rules[i];
  return out;
}

UnsignedWide meaning(std::string_view rule) { return meanings_of(program_of(rule)).rules.back(); }

constexpr std::string_view kCounted = R"(
rule counted {
  severity low
  where eventName == "A"
  count >= 5 by userIdentity.arn within 10m
  emit "{userIdentity.arn} did it"
}
)";

TEST(Meaning, OfRulesStandsStillAmongOthers) {
  const std::string more = R"(
rule before {
  severity low
  where eventName == "Z" and a.n > 100 and x.y == "q" and any e in other.list: (e.u == "v") and a.b in ("x", "y")
}
)";
  const auto alone = by_name(program_of(kCounted));
  const auto behind = by_name(program_of(more + std::string(kCounted)));
  const auto in_front = by_name(program_of(std::string(kCounted) + more));
  EXPECT_EQ(alone.at("counted"), behind.at("counted"));
  EXPECT_EQ(alone.at("counted"), in_front.at("counted"));
  EXPECT_EQ(behind.at("before"), in_front.at("before"));
  EXPECT_NE(behind.at("before"), behind.at("counted"));
}

// Rules that differ in one thing, which is found in the text and written anew.
struct Change {
  std::string_view from, to;
};

void expect_changes(std::string_view rule, const std::vector<Change>& changes) {
  const UnsignedWide plain = meaning(rule);
  std::map<UnsignedWide, std::string> seen = {{plain, "nothing"}};
  for (const Change& change : changes) {
    std::string text(rule);
    const std::size_t at = text.find(change.from);
    ASSERT_NE(at, std::string::npos) << change.from;
    text.replace(at, change.from.size(), change.to);
    const auto [known, is_new] = seen.emplace(meaning(text), change.to);
    EXPECT_TRUE(is_new) << change.to << " means the same as " << known->second;
  }
}

TEST(Meaning, OfConditionsDiffersInEachPart) {
  expect_changes(R"(
list names = ["a", "b", "c"]
rule full {
  where eventName in names and userIdentity.arn matches /role.x/i and a.n in (1..5, 9) and not b.c[1] == true
    and sourceIPAddress in (10.0.0.0/8, 192.0.2.0/24) and any e in r.list: (e.k == "v" and e.w contains "z")
    and lower(x.y) startswith "p" and eventTime >= 2024-01-02 and m.n == m.o
    and case(eventSource == "s", a.p, a.q) == "t"
  dedup by actor.id for 10m
  emit "{a.n} times" { ip: sourceIPAddress }
}
)",
                 {{"rule full", "rule other"},
                  {R"("b", "c")", R"("b", "d")"},
                  {R"("b", "c")", R"("b")"},
                  {"eventName in", "eventName not in"},
                  {"eventName in", "eventNames in"},
                  {"/role.x/i", "/role.x/"},
                  {"/role.x/i", "/role.y/i"},
                  {"1..5", "1..6"},
                  {"(1..5, 9)", "(1..5, 8)"},
                  {"not b.c", "b.c"},
                  {"c[1]", "c[2]"},
                  {"== true", "== false"},
                  {"10.0.0.0/8", "10.0.0.0/9"},
                  {"any e in", "all e in"},
                  {"r.list", "r.lists"},
                  {R"(e.k == "v")", R"(e.j == "v")"},
                  {R"(e.k == "v" and)", R"(e.k == "v" or)"},
                  {"contains", "endswith"},
                  {R"("z")", R"("y")"},
                  {"lower(x.y)", "x.y"},
                  {R"(startswith "p")", R"(startswith "q")"},
                  {"2024-01-02", "2024-01-03"},
                  {"m.n == m.o", "m.n < m.o"},
                  {"m.n == m.o", "m.n == m.p"},
                  {R"(eventSource == "s")", R"(eventSource == "r")"},
                  {"a.p, a.q", "a.q, a.p"},
                  {"actor.id", "actor.name"},
                  {"actor.id", "actor.id?"},
                  {"for 10m", "for 11m"},
                  {"times", "time"},
                  {"{a.n}", "{a.m}"},
                  {"{ ip:", "{ address:"},
                  {": sourceIPAddress", ": sourceIP"}});
}

TEST(Meaning, OfMemoryDiffersInEachPart) {
  expect_changes(kCounted, {{">= 5", ">= 6"},
                            {"arn within", "arn? within"},
                            {"arn within", "name within"},
                            {"10m", "600001ms"},
                            {"  count >=", "  distinct a.b >="},
                            {"  count >=", "  distinct a.c >="},
                            {"  count >=", "  sum a.b >="},
                            {R"("A")", R"("B")"}});
  expect_changes(R"(
rule other {
  where a == 1
  count >= 2 by u within 1m
}
rule steps {
  sequence by u within 15m {
    one: a == 1
    not two: a == 2
    three x2: a == 3
    four: rule other
  } until a == 4
  emit "{one.b}"
}
)",
                 {{"by u within 15m", "by v within 15m"},
                  {"15m", "16m"},
                  {"one: a == 1", "one: a == 9"},
                  {"not two", "two"},
                  {"two:", "second:"},
                  {"x2", "x3"},
                  {"three x2", "three by w x2"},
                  {"until a == 4", "until a == 5"},
                  {"{one.b}", "{three.b}"},
                  {"count >= 2", "count >= 3"}});
}

TEST(Meaning, OfStepsDiffersByTheirOrder) {
  expect_changes("rule r { sequence by u within 1h {\n a: x == 1\n b: x == 2\n} }\n",
                 {{"sequence", "together"}, {"a: x == 1\n b: x == 2", "b: x == 2\n a: x == 1"}});
}

TEST(Meaning, DoesNotKnowOfOrderPlaceOrSeverity) {
  const UnsignedWide plain = meaning(R"(rule r { severity low where a in ("x", "y", "z") and b in (1, 2..4) })");
  EXPECT_EQ(plain, meaning(R"(

# a line more
rule r { title "A title" severity high where a in ("z", "x", "y") and b in (2..4, 1) })"));
}

TEST(Meaning, OfARuleHoldsThoseThatItTakes) {
  const std::string taker = "rule t {\n  sequence by u within 1h {\n    a: rule c\n    b: x == 1\n  }\n}\n";
  const auto count = [](int bound) {
    return fmt::format("rule c {{\n  where y == 1\n  count >= {} by u within 1m\n}}\n", bound);
  };
  const auto plain = by_name(program_of(count(2) + taker)), other = by_name(program_of(count(3) + taker));
  EXPECT_NE(plain.at("c"), other.at("c"));
  EXPECT_NE(plain.at("t"), other.at("t"));
  EXPECT_EQ(plain.at("t"), by_name(program_of(taker + count(2))).at("t"));
}

TEST(Meaning, OfRecordsIsWhatIsReadOfAll) {
  const auto record = [](std::vector<OutputRequest> columns) {
    return meanings_of(program_of(kCounted, std::move(columns))).record;
  };
  EXPECT_EQ(record({}), record({}));
  EXPECT_NE(record({}), record({{"who", "userIdentity.arn"}}));
  EXPECT_NE(record({{"who", "userIdentity.arn"}}), record({{"who", "userIdentity.type"}}));
  EXPECT_NE(record({{"a", "a"}, {"b", "b"}}), record({{"b", "b"}, {"a", "a"}}));
}

TEST(Meaning, OfManyRulesIsFoundInOnePass) {
  std::string rules;
  for (int i = 0; i < 3000; ++i) {
    rules += fmt::format("rule r{} {{ where a in (\"x\", \"y\") and b.c == {} and lower(d) == \"e\" }}\n", i, i % 100);
  }
  const Program program = program_of(rules);
  const auto begin = std::chrono::steady_clock::now();
  const Meanings made = meanings_of(program);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
  EXPECT_EQ(std::set<UnsignedWide>(made.rules.begin(), made.rules.end()).size(), 3000U);
}

}  // namespace
}  // namespace spoor::test
