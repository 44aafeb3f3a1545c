#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "cli/workbench/diff/compare_packs.h"
#include "cli/workbench/diff/versions.h"
#include "runtime/match/matcher.h"
#include "tests/no_packs.h"

namespace spoor {

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class DataFiles : public test::NoPacks {
 public:
  explicit DataFiles(std::map<std::string, std::string> files) : files_(std::move(files)) {}
  tl::expected<std::string, std::string> data(std::string_view, std::string_view name) const override {
    const auto found = files_.find(std::string(name));
    if (found == files_.end()) return tl::unexpected(std::string("no such file"));
    return found->second;
  }

 private:
  std::map<std::string, std::string> files_;
};

Inspected inspected(const std::string& text, const Source& source) {
  CompileRequest request{.files = {{"p.spoor", text}}, .outputs = {}, .runs_disabled = true};
  Inspected out = inspect(std::move(request), source);
  for (const Diagnostic& diagnostic : out.compiled.diagnostics) {
    if (severity_of(diagnostic) == Severity::error) ADD_FAILURE() << render(diagnostic, out.compiled.sources, false);
  }
  return out;
}

using Files = std::map<std::string, std::string>;

PackDiff diff_of(const std::string& before, const std::string& after, const Files& old_files = {},
                 const Files& new_files = {}) {
  const DataFiles old_source(old_files), new_source(new_files);
  const Inspected old_rules = inspected(before, old_source), new_rules = inspected(after, new_source);
  const std::chrono::sys_days today = std::chrono::year{2026} / 6 / 1;
  return compare_packs({old_rules, old_source}, {new_rules, new_source}, today).diff;
}

// What changed of each rule, by name.
std::map<std::string, std::set<std::string>> changes_of(const PackDiff& diff) {
  std::map<std::string, std::set<std::string>> out;
  for (const RuleDiff& rule : diff.rules) {
    for (const RuleChange change : rule.changes) out[rule.name].emplace(info(change).id);
  }
  return out;
}

// Of the one rule `r`, whose clauses are given.
std::set<std::string> rule_changes(const std::string& before, const std::string& after) {
  return changes_of(diff_of("rule r { " + before + " }", "rule r { " + after + " }"))["r"];
}

// Of a count of records of one kind.
std::set<std::string> clause_changes(const std::string& before, const std::string& after) {
  return rule_changes(R"(where a == "x" )" + before, R"(where a == "x" )" + after);
}

TEST(PackDiff, ConditionsAreComparedByMeaning) {
  EXPECT_THAT(rule_changes(R"(where a == "x")", R"(where a == "x" or a == "y")"), ElementsAre("broadened"));
  EXPECT_THAT(rule_changes(R"(where a in ("x", "y"))", R"(where a == "y")"), ElementsAre("narrowed"));
  EXPECT_THAT(rule_changes(R"(where a == "x")", R"(where b == "x")"), ElementsAre("changed"));
  EXPECT_THAT(rule_changes(R"(where a == "x" and b == 1)", R"(where b == 1 and a in ("x"))"),
              ElementsAre("same_meaning"));
  EXPECT_THAT(rule_changes(R"(where a == "x" and b == 1)", "where a == \"x\"\n    and b == 1"), IsEmpty());
  EXPECT_THAT(rule_changes(R"(where a == "x")", R"(where a == "x" except e when b == 1 reason "r")"),
              ElementsAre("exceptions", "narrowed"));
}

TEST(PackDiff, AFieldMayHaveSeveralValues) {
  EXPECT_THAT(rule_changes(R"(where eventName == "A")", R"(where eventName == "A" and eventName != "B")"),
              ElementsAre("narrowed"));
}

TEST(PackDiff, PartsThatOnlyOneSideHasAreNamed) {
  const PackDiff diff = diff_of(R"(rule r { where a == "x" and (b == 1 or c == 2) and any d in ds: (d == "1") })",
                                R"(rule r { where any d in ds: (d == "1") and a == "x" and b == 1 and not exists e })");
  ASSERT_EQ(diff.rules.size(), 1U);
  std::vector<std::string> olds, news;
  for (const ChangedText& text : diff.rules[0].texts) {
    EXPECT_EQ(text.what, "where");
    if (text.before) olds.push_back(*text.before);
    if (text.after) news.push_back(*text.after);
  }
  EXPECT_THAT(olds, ElementsAre("b == 1 or c == 2"));
  EXPECT_THAT(news, ElementsAre("b == 1", "not exists e"));
}

TEST(PackDiff, MemoryThatAsksForLessIsBroader) {
  EXPECT_THAT(clause_changes("count >= 20 by u within 5m", "count >= 10 by u within 5m"),
              ElementsAre("broadened", "memory"));
  EXPECT_THAT(clause_changes("count >= 20 by u within 5m", "count > 20 by u within 5m"),
              ElementsAre("memory", "narrowed"));
  EXPECT_THAT(clause_changes("count >= 2 by u within 5m", "count >= 2 by u within 10m"),
              ElementsAre("broadened", "memory"));
  EXPECT_THAT(clause_changes("count >= 2 by u within 5m", "count >= 3 by u within 10m"),
              ElementsAre("changed", "memory"));
  EXPECT_THAT(clause_changes("count >= 2 by u, v within 5m", "count >= 2 by u within 5m"),
              ElementsAre("broadened", "memory"));
  EXPECT_THAT(clause_changes("count >= 2 by u within 5m", "count >= 2 by v within 5m"),
              ElementsAre("changed", "memory"));
  EXPECT_THAT(clause_changes("count >= 2 by u within 5m", ""), ElementsAre("changed", "memory"));
}

TEST(PackDiff, WhereMoreRecordsMayMakeARuleSilentNothingIsClaimed) {
  EXPECT_THAT(clause_changes("first v by u over 7d warmup 1d", "first v by u over 30d warmup 1d"),
              ElementsAre("changed", "memory"));
  EXPECT_THAT(clause_changes("first v by u over 7d warmup 2d", "first v by u over 7d warmup 1d"),
              ElementsAre("broadened", "memory"));
  const auto steps = [](std::string_view within, std::string_view absent) {
    return fmt::format(R"(sequence by u within {} {{ a: a == "1" not n: n in ({}) b: a == "2" }})", within, absent);
  };
  EXPECT_THAT(rule_changes(steps("5m", R"("x")"), steps("5m", R"("x", "y")")), ElementsAre("narrowed"));
  EXPECT_THAT(rule_changes(steps("5m", R"("x")"), steps("9m", R"("x")")), ElementsAre("changed", "memory"));
}

TEST(PackDiff, ARuleThatTakesFindingsChangesWithTheirRule) {
  const auto pack = [](int bound) {
    return fmt::format(R"(rule many {{ where a == "x" count >= {} by u within 5m }}
      rule chain {{ sequence by u within 1h {{ one: rule many  two: a == "y" }} }})",
                       bound);
  };
  EXPECT_THAT(changes_of(diff_of(pack(5), pack(4))),
              UnorderedElementsAre(::testing::Pair("many", ElementsAre("broadened", "memory")),
                                   ::testing::Pair("chain", ElementsAre("broadened"))));
}

TEST(PackDiff, RenamesAreFoundByIdAndByMeaning) {
  const PackDiff diff = diff_of(R"(rule a { id "1" where x == 1 } rule b { where y == 1 } rule c { where z == 1 })",
                                R"(rule d { id "1" where x == 2 } rule e { where y == 1 } rule f { where z == 2 })");
  const auto changes = changes_of(diff);
  EXPECT_THAT(changes.at("d"), ElementsAre("changed", "renamed"));
  EXPECT_THAT(changes.at("e"), ElementsAre("renamed"));
  EXPECT_THAT(changes.at("c"), ElementsAre("removed"));
  EXPECT_THAT(changes.at("f"), ElementsAre("added"));
  EXPECT_EQ(changes.size(), 4U);
}

TEST(PackDiff, APackWithAnotherNameIsTheSamePack) {
  std::string before = "pack a { version \"1.0.0\" }", after = "pack b { version \"1.0.0\" }";
  for (int i = 0; i < 300; ++i) {
    before += fmt::format("rule r{} {{ where x == {} or y == 1 }}\n", i, i / 2);  // two of each meaning
    after += fmt::format("rule r{} {{ where y == 1 or x == {} }}\n", i, i / 2);
  }
  const PackDiff diff = diff_of(before, after);
  ASSERT_EQ(diff.rules.size(), 300U);
  for (const RuleDiff& rule : diff.rules) EXPECT_EQ("a" + rule.name.substr(1), rule.old_name);
  EXPECT_EQ(diff.packs.at(0).old_name, "a");
  EXPECT_EQ(diff.packs.at(0).least, "2.0.0");
}

TEST(PackDiff, WhatFindingsSayAndHowTheyAreShown) {
  EXPECT_THAT(rule_changes("where a == 1", R"(where a == 1 emit "{b}")"), ElementsAre("message"));
  EXPECT_THAT(rule_changes(R"(where a == 1 emit "{b}" { c: d })", R"(where a == 1 emit "{b}" { c: e })"),
              ElementsAre("fields"));
  EXPECT_THAT(rule_changes("where a == 1 dedup by b for 1h", "where a == 1 dedup by b for 2h"), ElementsAre("dedup"));
  EXPECT_THAT(rule_changes(R"(severity low title "t" where a == 1)", R"(severity high title "u" where a == 1)"),
              ElementsAre("metadata", "severity_raised"));
  EXPECT_THAT(rule_changes(R"(where a == 1)", R"(where a == 1 test "t" silent {"a": 2})"), ElementsAre("tests"));
  EXPECT_THAT(rule_changes("where a == 1", "disable where a == 1"), ElementsAre("disabled"));
}

TEST(PackDiff, AChangeOfARuleThatIsDisabledIsNone) {
  const PackDiff diff = diff_of("rule r { disable where a == 1 }", "rule r { disable where a == 2 }");
  EXPECT_THAT(changes_of(diff).at("r"), ElementsAre("changed"));
  EXPECT_FALSE(diff.is_of_meaning());
}

TEST(PackDiff, AListThatIsTheOnlyCauseIsNamed) {
  const std::string rules =
      R"(list l: string from "l.txt"  def is_l = a in l  rule r { where is_l } rule s { where b == 1 })";
  const PackDiff diff = diff_of(rules, rules, {{"l.txt", "x\n# y\n"}}, {{"l.txt", "z\nx\n"}});
  EXPECT_THAT(changes_of(diff), UnorderedElementsAre(::testing::Pair("r", ElementsAre("broadened"))));
  EXPECT_FALSE(diff.rules[0].is_rewritten);
  EXPECT_THAT(diff.rules[0].causes, ElementsAre("list l"));
  ASSERT_EQ(diff.names.size(), 1U);
  EXPECT_THAT(diff.names[0].added.first, ElementsAre("\"z\""));
  EXPECT_EQ(diff.names[0].removed.count, 0U);
}

TEST(PackDiff, ATableWithAnotherRowIsACause) {
  const std::string rules = R"(table t: string from "t.csv"  rule r { where t(a).stage == "prod" })";
  const PackDiff diff = diff_of(rules, rules, {{"t.csv", "id,stage\n1,prod\n"}}, {{"t.csv", "id,stage\n1,test\n"}});
  EXPECT_THAT(changes_of(diff), UnorderedElementsAre(::testing::Pair("r", ElementsAre("changed"))));
  EXPECT_THAT(diff.rules[0].causes, ElementsAre("table t"));
}

TEST(PackDiff, VersionsAskForTheirStep) {
  const auto step = [](const std::string& before, const std::string& after) {
    const PackDiff diff = diff_of(R"(pack p { version "1.2.3" } )" + before, R"(pack p { version "1.3.0" } )" + after);
    return std::pair(diff.packs.at(0).least, diff.packs.at(0).is_enough);
  };
  const std::string rule = "rule r { where a == 1 } ";
  using Judged = std::pair<std::string, std::optional<bool>>;
  EXPECT_EQ(step(rule, rule), Judged("1.2.3", true));
  EXPECT_EQ(step(rule, R"(rule r { title "t" where a == 1 })"), Judged("1.2.4", true));
  EXPECT_EQ(step(rule, "rule r { where a in (1, 2) }"), Judged("1.3.0", true));
  EXPECT_EQ(step(rule, rule + "def d = a == 1"), Judged("1.3.0", true));
  EXPECT_EQ(step(rule, ""), Judged("2.0.0", false));
  EXPECT_EQ(step(rule + "def d = a == 1", rule), Judged("2.0.0", false));
  EXPECT_EQ(step(rule + "param p = 1", rule + "param p = 2"), Judged("1.3.0", true));
  EXPECT_EQ(step(rule + "param p = 1", rule + "param p = \"1\""), Judged("2.0.0", false));
}

TEST(PackDiff, NextVersions) {
  EXPECT_EQ(next_version("1.9", VersionStep::minor), "1.10.0");
  EXPECT_EQ(next_version("0.4.2", VersionStep::major), "0.5.0");
  EXPECT_EQ(next_version("2.0.0-rc1", VersionStep::patch), "2.0.1");
  EXPECT_EQ(next_version("1.0.0", VersionStep::none), "1.0.0");
  for (const char* const odd : {"", "one", "1.", "1.2.3.4", "v1"}) EXPECT_EQ(next_version(odd, VersionStep::major), "");
}

// Claims about conditions held against every record of a small world.

class Conditions {
 public:
  explicit Conditions(unsigned seed) : random_(seed) {}

  std::string make(int depth) {
    if (depth == 0 || pick(4) == 0) return test();
    const std::string a = make(depth - 1), b = make(depth - 1);
    switch (pick(5)) {
      case 0: return fmt::format("not ({})", a);
      case 1:
      case 2: return fmt::format("({}) or ({})", a, b);
      default: return fmt::format("({}) and ({})", a, b);
    }
  }

  // Something near it: often wider or narrower, sometimes the same.
  std::string near(const std::string& condition) {
    switch (pick(6)) {
      case 0: return fmt::format("({}) or {}", condition, test());
      case 1: return fmt::format("({}) and {}", condition, test());
      case 2: return fmt::format("not (not ({}))", condition);
      case 3: return fmt::format("({}) and (({}) or {})", condition, condition, test());
      case 4: return fmt::format("{} and ({})", test(), condition);
      default: return make(2);
    }
  }

 private:
  std::string test() {
    const char field = "abc"[pick(3)];
    switch (pick(5)) {
      case 0: return fmt::format("exists {}", field);
      case 1: return fmt::format(R"({} in ("x", "y"))", field);
      case 2: return fmt::format(R"({} != "{}")", field, "xyz"[pick(3)]);
      default: return fmt::format(R"({} == "{}")", field, "xyz"[pick(3)]);
    }
  }
  std::size_t pick(std::size_t count) { return random_() % count; }

  std::mt19937 random_;
};

// Each of the fields has no, one or several of the values that conditions name, and of one that none names.
std::vector<std::string> all_records() {
  std::vector<std::string> values;
  for (unsigned some = 0; some < 16; ++some) {
    std::vector<std::string> chosen;
    for (unsigned i = 0; i < 4; ++i) {
      if ((some >> i & 1U) != 0) chosen.push_back(fmt::format("\"{}\"", "xyzq"[i]));
    }
    values.push_back(fmt::format("[{}]", fmt::join(chosen, ",")));
  }
  std::vector<std::string> out;
  for (const std::string& a : values) {
    for (const std::string& b : values) {
      for (const std::string& c : values) {
        out.push_back(fmt::format(R"({{"a":{},"b":{},"c":{}}})", a, b, c));
      }
    }
  }
  return out;
}

// By rule the records for which it holds.
std::map<std::string, std::set<std::size_t>> held(const Inspected& rules, const std::vector<std::string>& records) {
  const auto prepared = PreparedProgram::make(rules.compiled.program);
  EXPECT_TRUE(prepared.has_value());
  Matcher matcher(*prepared);
  std::map<std::string, std::set<std::size_t>> out;
  for (std::size_t i = 0; i < records.size(); ++i) {
    const auto record = OwnedRecord::read(records[i]);
    for (const Index condition : matcher.match(record->record())) {
      out[std::string(rules.compiled.program.rule_name(rules.compiled.program.conditions[condition].rule))].insert(i);
    }
  }
  return out;
}

bool is_within(const std::set<std::size_t>& inner, const std::set<std::size_t>& outer) {
  return std::includes(outer.begin(), outer.end(), inner.begin(), inner.end());
}

// The world is small and the conditions are simple: `changed` says that nothing else is true there.
bool is_true(RuleChange claim, const std::set<std::size_t>& before, const std::set<std::size_t>& after) {
  const bool is_wider = is_within(before, after), is_narrower = is_within(after, before);
  if (claim == RuleChange::same_meaning) return is_wider && is_narrower;
  if (claim == RuleChange::broadened) return is_wider && !is_narrower;
  if (claim == RuleChange::narrowed) return is_narrower && !is_wider;
  return claim == RuleChange::changed && !is_wider && !is_narrower;
}

TEST(PackDiff, ClaimsHoldForEveryRecord) {
  constexpr int kRules = 400;
  Conditions conditions(20'260'601);
  std::string before, after;
  for (int i = 0; i < kRules; ++i) {
    const std::string condition = conditions.make(2);
    before += fmt::format("rule r{} {{ where {} }}\n", i, condition);
    after += fmt::format("rule r{} {{ where {} }}\n", i, conditions.near(condition));
  }
  const test::NoPacks source;
  const Inspected old_rules = inspected(before, source), new_rules = inspected(after, source);
  const PackDiff diff = compare_packs({old_rules, source}, {new_rules, source}, {}).diff;
  const std::vector<std::string> records = all_records();
  auto olds = held(old_rules, records), news = held(new_rules, records);
  std::map<RuleChange, int> claims;
  for (const RuleDiff& rule : diff.rules) {
    ASSERT_EQ(rule.changes.size(), 1U);
    const std::set<std::size_t>&a = olds[rule.name], &b = news[rule.name];
    const RuleChange claim = *rule.changes.begin();
    ++claims[claim];
    EXPECT_TRUE(is_true(claim, a, b)) << rule.name << " " << info(claim).id;
  }
  for (const RuleChange claim :
       {RuleChange::same_meaning, RuleChange::broadened, RuleChange::narrowed, RuleChange::changed}) {
    EXPECT_GE(claims[claim], 10) << info(claim).id;
  }
}

}  // namespace

}  // namespace spoor
