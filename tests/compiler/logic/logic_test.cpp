// What Logic claims of conditions, against every record of a small world, and against records that nobody wrote.
// SPOOR_LOGIC_CASES sets how many conditions of the small world, SPOOR_LOGIC_SEED where to begin.
#include "compiler/logic/logic.h"

#include <gtest/gtest.h>

#include "tests/compiler/logic/small_conditions.h"
#include "tests/oracle/both.h"
#include "tests/oracle/conditions.h"
#include "tests/oracle/json.h"
#include "tests/oracle/records.h"
#include "tests/setting.h"

namespace spoor {
namespace {

constexpr std::size_t kRulesInBatch = 100;
constexpr std::size_t kPartners = 20;  // with which each condition of a batch is compared

// By record: whether each condition holds.
using Answers = std::vector<std::vector<bool>>;

struct Counts {
  std::size_t never = 0, claimed_never = 0;      // of conditions
  std::size_t implied = 0, claimed_implied = 0;  // of pairs
  std::size_t same = 0, failures = 0;
};

// Whether a holds, and b does not, for a record that counts.
bool divides(const Answers& answers, const std::vector<bool>& counts, std::size_t a, std::optional<std::size_t> b) {
  for (std::size_t record = 0; record < answers.size(); ++record) {
    if (counts[record] && answers[record][a] && !(b && answers[record][*b])) return true;
  }
  return false;
}

void check_claims(Logic& logic, const std::vector<ConditionId>& ids, const std::vector<std::string>& texts,
                  const Answers& answers, const std::vector<bool>& one_value, oracle::Random& random, Counts& counts) {
  const std::vector<bool> all(answers.size(), true);
  for (const bool has_one_value : {false, true}) {
    const Assumptions assumptions{has_one_value};
    const std::vector<bool>& used = has_one_value ? one_value : all;
    const auto check = [&](bool claimed, bool is_so, const std::string& claim) {
      if (!claimed || is_so) return;
      if (++counts.failures < 5) ADD_FAILURE() << claim << (has_one_value ? "\n(one value a field)" : "");
    };
    for (std::size_t a = 0; a < ids.size(); ++a) {
      const bool is_never = !divides(answers, used, a, std::nullopt);
      const bool claimed = logic.surely_never(ids[a], assumptions);
      counts.never += is_never ? 1 : 0;
      counts.claimed_never += claimed ? 1 : 0;
      check(claimed, is_never, "never: " + texts[a]);
      bool is_always = true;
      for (std::size_t record = 0; record < answers.size(); ++record)
        is_always = is_always && (!used[record] || answers[record][a]);
      check(logic.surely_always(ids[a], assumptions), is_always, "always: " + texts[a]);
      if (is_never || is_always) continue;
      for (std::size_t i = 0; i < kPartners; ++i) {
        const std::size_t b = random.below(ids.size());
        const bool is_implied = !divides(answers, used, a, b);
        const bool claims = logic.surely_implies(ids[a], ids[b], assumptions);
        check(claims, is_implied, texts[a] + "\nimplies: " + texts[b]);
        counts.implied += is_implied && a != b ? 1 : 0;
        counts.claimed_implied += claims && a != b ? 1 : 0;
        if (a != b && Logic::is_same(ids[a], ids[b])) {
          ++counts.same;
          check(true, is_implied && !divides(answers, used, b, a), texts[a] + "\nis the same as: " + texts[b]);
        }
      }
    }
  }
}

TEST(Logic, ClaimsNothingFalseOfASmallWorld) {
  const std::uint64_t cases = test::setting("SPOOR_LOGIC_CASES", 20'000), first = test::setting("SPOOR_LOGIC_SEED", 1);
  const std::vector<std::string> records = test::small_records();
  std::vector<bool> one_value;
  for (const std::string& record : records) one_value.push_back(test::has_one_value(record));
  Counts counts;
  for (std::uint64_t seed = first; seed < first + cases / kRulesInBatch && counts.failures < 5; ++seed) {
    oracle::Random random(seed);
    test::SmallConditions generator(random);
    std::vector<std::string> conditions;
    while (conditions.size() < kRulesInBatch) conditions.push_back(generator.next(3));
    const oracle::Both both("", conditions);
    ASSERT_EQ(both.diagnostics(), "") << "seed " << seed;
    Logic logic;
    std::vector<ConditionId> ids;
    for (const closed::Rule& rule : both.tree().rules) ids.push_back(logic.intern(both.tree(), rule.conditions[0]));
    Answers answers;
    for (const std::string& record : records) answers.push_back(both.exhaustive(record));
    check_claims(logic, ids, conditions, answers, one_value, random, counts);
    for (const ConditionId id : ids) EXPECT_FALSE(logic.gave_up(id)) << "seed " << seed;
  }
  // It finds most of what is so for more than want of a record that shows it; a solver that finds less has got worse.
  EXPECT_GE(counts.claimed_never * 100, counts.never * 15);
  EXPECT_GE(counts.claimed_implied * 100, counts.implied * 15);
  EXPECT_GE(counts.claimed_never, cases / 10);
  EXPECT_GE(counts.claimed_implied, cases / 3);
  EXPECT_GE(counts.same, cases / 200);
}

// Functions, lists, tables and records of every form.
TEST(Logic, ClaimsNothingFalseOfARandomWorld) {
  const std::uint64_t cases = test::setting("SPOOR_LOGIC_CASES", 20'000) / 10,
                      first = test::setting("SPOOR_LOGIC_SEED", 1);
  Counts counts;
  for (std::uint64_t seed = first; seed < first + cases / kRulesInBatch && counts.failures < 5; ++seed) {
    oracle::Random random(seed + 10'000'000);
    std::vector<std::string> records = oracle::generate_records(random, 60);
    std::erase_if(records, [](const std::string& record) { return !oracle::read_json(record); });
    oracle::Conditions generator(random, records);
    std::vector<std::string> conditions;
    while (conditions.size() < kRulesInBatch) {
      conditions.push_back(generator.next(2));
      if (random.one_in(2)) continue;
      // Related to one before it.
      const std::string one = random.pick(conditions), other = random.pick(conditions);
      conditions.push_back("(" + one + (random.one_in(2) ? " and " : " or ") + other + ")");
      conditions.push_back("not (" + other + " and not (" + one + "))");
    }
    const oracle::Both both(oracle::Conditions::items(), conditions);
    ASSERT_EQ(both.diagnostics(), "") << "seed " << seed;
    Logic logic;
    std::vector<ConditionId> ids;
    for (const closed::Rule& rule : both.tree().rules) ids.push_back(logic.intern(both.tree(), rule.conditions[0]));
    Answers answers;
    for (const std::string& record : records) answers.push_back(both.exhaustive(record));
    // These records have no field of the schema.
    check_claims(logic, ids, conditions, answers, std::vector<bool>(records.size(), true), random, counts);
  }
  EXPECT_GE(counts.claimed_implied, cases / 10);
}

ConditionId interned(Logic& logic, const oracle::Both& both, std::size_t rule) {
  return logic.intern(both.tree(), both.tree().rules[rule].conditions[0]);
}

TEST(Logic, KnowsWhatCannotBe) {
  const std::vector<std::string> never = {
      "p == \"a\" and p != \"a\"",
      "exists p and not exists p",
      "p == \"a\" and p not in (\"a\", \"b\")",
      "p.k == 1 and not exists p",
      "p[0] == 1 and not exists p",
      "p startswith \"abc\" and p not startswith \"ab\"",
      "p like \"a*b*c\" and p not startswith \"a\"",
      "p ==~ \"A\" and p !=~ \"a\"",
      "p == \"Ab\" and p !=~ \"aB\"",
      "p startswith \"Ab\" and p not startswith~ \"a\"",
      "lower(p) == \"A\"",
      "p == 1 and p not in (1..2)",
      "p >= 5 and p not in (1..3, 5) and not p > 5",
      "p in (10.1.0.0/16) and p not in (10.0.0.0/8)",
      "is_private_ip(p) and not is_ip(p)",
      "p > 2024-04-10 and p <= 2024-04-09 and any v in p: (v > 2024-04-10 and v <= 2024-04-09)",
      "p matches /^a.*b/ and p not matches /^a.*b/",
      "p matches /^abc/ and p not startswith \"abc\"",
      "p == \"abc\" and p not matches /^a.c$/",
      "any v in p: (v == \"a\" and v == \"b\")",
      "any v in p: (v.k == \"a\") and not exists p",
      "any v in p: (v.k == \"a\" and v.j == 1) and p.k != \"a\"",
      "none v in p: (v.k startswith \"a\") and p.k == \"ab\"",
      "all v in p: (v == \"a\") and p == \"b\"",
      "any v in p: (v.k == 1 and q == 2) and none w in p: (w.k == 1 and q == 2)",
      "a == b and not exists b",
      "a == b and b != a",
      "concat(a, b) == \"x\" and not exists a",
      "count(p) == 1 and count(p) == 2",
      "any v in p: (base_name(v) == \"Get\" and v == \"Put\")",
      "version(p) < version(\"1.2\") and not exists p",
      "(p == \"a\" or p == \"b\") and p != \"a\" and not p == \"b\"",
  };
  const std::vector<std::string> open = {
      "p == \"a\" and p == \"b\"",
      "p == \"a\" and exists p.k",
      "eventName == \"a\" and eventName == \"b\"",
      "any v in p: (v.k == \"a\" and v.k == \"b\")",
      "p.k == 1 and p.k != 2",
      "p < 1 and p > 2",
      "count(p) == 0",
      "p != \"a\" and not p == \"b\"",
      "p contains \"a\" and p not startswith \"a\"",
      "exists p and not exists p.k",
      "p ==~ \"a\" and p != \"a\"",
      "all v in p: (v == \"a\" or v == \"b\") and p == \"a\" and p == \"b\"",
      "any v in p: (v == \"a\") and any v in p: (v == \"b\")",
      "p in (10.0.0.0/8) and p not in (10.1.0.0/16)",
      "version(p) < version(\"1.2\") and version(p) > version(\"1.1\")",
  };
  for (const bool is_never : {true, false}) {
    const auto& conditions = is_never ? never : open;
    const oracle::Both both("", conditions);
    ASSERT_EQ(both.diagnostics(), "");
    Logic logic;
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      EXPECT_EQ(logic.surely_never(interned(logic, both, i)), is_never) << conditions[i];
    }
  }
}

TEST(Logic, TakesFieldsOfTheSchemaAsOneValueWhereAsked) {
  const std::vector<std::string> conditions = {"eventName == \"a\" and eventName == \"b\"",
                                               "eventName in (\"a\", \"b\") and eventName startswith \"c\"",
                                               "eventName == \"a\" and base_name(eventName) in (\"b\", \"c\")",
                                               "eventTime < 2024-04-10 and eventTime > 2024-04-11",
                                               "eventName startswith \"Put\" and eventName startswith \"Get\"",
                                               "sourceIPAddress in (10.0.0.0/8) and sourceIPAddress in (11.0.0.0/8)"};
  const oracle::Both both("", conditions);
  ASSERT_EQ(both.diagnostics(), "");
  Logic logic;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    EXPECT_FALSE(logic.surely_never(interned(logic, both, i))) << conditions[i];
    EXPECT_TRUE(logic.surely_never(interned(logic, both, i), {true})) << conditions[i];
  }
}

// Two versions of a pack: what says the same is one condition, in whatever words.
TEST(Logic, ComparesConditionsOfTwoTrees) {
  const std::vector<std::pair<std::string, std::string>> same = {
      {"p == \"a\" or p == \"b\"", "p in (\"b\", \"a\")"},
      {"not (p == 1 and q == 2)", "q != 2 or p != 1"},
      {"any v in p: (v.k == 1 and v.j == q)", "any item in p: (q == item.j and item.k == 1)"},
      {"none v in p: (v == \"a\")", "p != \"a\""},
      {"p in words", "p in (\"one\", \"two\")"},
      {"p in (1..3, 2..5)", "p in (1..5)"},
      {"rows(p).x == 1 and q ==~ \"A\"", "lower(q) == \"a\" and rows(p).x == 1"},
      {"p like \"a*\"", "p startswith \"a\""},
      {"p < 5 or p > 5 or p == 5", "p > 4 or p <= 4"},
  };
  const std::string items = "list words = [\"two\", \"one\"]\ntable rows from \"rows.json\"\n";
  std::vector<std::string> left, right = {"exists other"};
  for (const auto& [a, b] : same) left.push_back(a), right.push_back(b);
  const oracle::Both before(items, left), after(items, right);
  ASSERT_EQ(before.diagnostics() + after.diagnostics(), "");
  Logic logic;
  for (std::size_t i = 0; i < same.size(); ++i) {
    EXPECT_TRUE(Logic::is_same(interned(logic, before, i), interned(logic, after, i + 1))) << same[i].second;
    EXPECT_FALSE(Logic::is_same(interned(logic, before, i), interned(logic, after, i))) << same[i].second;
  }
}

TEST(Logic, GivesUpOnWhatIsTooLarge) {
  std::string many = "p0 == 0", choices = "(a0 == 0 or b0 == c0)";
  for (int i = 1; i <= 10'001; ++i) many += " or p" + std::to_string(i) + " == " + std::to_string(i);
  for (int i = 1; i < 3'000; ++i) {
    const std::string n = std::to_string(i);
    choices += " and (a" + n + " == 0 or b" + n + " == c" + n + ")";
  }
  std::string texts = "p == \"t0\"";
  for (int i = 1; i < 9'000; ++i) texts += " or p == \"t" + std::to_string(i) + "\"";
  const oracle::Both both("", {many, choices, texts});
  ASSERT_EQ(both.diagnostics(), "");
  Logic logic;
  EXPECT_TRUE(logic.gave_up(interned(logic, both, 0)));
  EXPECT_FALSE(logic.surely_never(interned(logic, both, 0)));
  EXPECT_FALSE(logic.surely_never(interned(logic, both, 1)));
  EXPECT_TRUE(logic.gave_up(interned(logic, both, 1)));
  EXPECT_FALSE(logic.surely_never(interned(logic, both, 2)));
  EXPECT_FALSE(logic.surely_always(interned(logic, both, 2)));
  EXPECT_FALSE(logic.gave_up(interned(logic, both, 2)));
}

}  // namespace
}  // namespace spoor
