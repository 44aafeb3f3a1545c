// The engine against the oracle, on rules and records that nobody wrote. SPOOR_ORACLE_CASES sets how many pairs,
// SPOOR_ORACLE_SEED where to begin; what fails is made smaller and printed with its seed.
#include <gtest/gtest.h>

#include "tests/oracle/both.h"
#include "tests/oracle/cases.h"
#include "tests/oracle/conditions.h"
#include "tests/oracle/json.h"
#include "tests/oracle/records.h"
#include "tests/setting.h"

namespace spoor::oracle {
namespace {

constexpr std::size_t kRulesInBatch = 20;
constexpr std::size_t kRecordsInBatch = 40;

TEST(Oracle, AgreesWithTheEngine) {
  const std::uint64_t cases = generated_cases();
  const std::uint64_t first = test::setting("SPOOR_ORACLE_SEED", 1);
  const std::uint64_t batches = cases / (kRulesInBatch * kRecordsInBatch) + 1;
  std::uint64_t pairs = 0, matches = 0, failures = 0;
  for (std::uint64_t seed = first; seed < first + batches && failures < 3; ++seed) {
    Random random(seed);
    const std::vector<std::string> records = generate_records(random, kRecordsInBatch);
    Conditions generator(random, records);
    std::vector<std::string> conditions;
    while (conditions.size() < kRulesInBatch) conditions.push_back(generator.next(3));
    const Both both(Conditions::items(), conditions);
    ASSERT_EQ(both.diagnostics(), "") << "seed " << seed;
    for (const std::string& record : records) {
      ASSERT_EQ(OwnedRecord::read(record) != nullptr, read_json(record).has_value()) << record;
      const auto engine = both.engine(record), exhaustive = both.exhaustive(record), oracle = both.oracle(record);
      for (std::size_t i = 0; i < conditions.size(); ++i) {
        ++pairs;
        matches += oracle[i] ? 1 : 0;
        if (engine[i] == oracle[i] && exhaustive[i] == oracle[i]) continue;
        if (++failures > 3) return;
        ADD_FAILURE() << both.disagreement(i, record) << "\nrepeat: SPOOR_ORACLE_SEED=" << seed;
      }
    }
  }
  EXPECT_GT(matches * 5, pairs);
  EXPECT_LT(matches * 5, pairs * 4);
}

// The table of spec/values-and-truth.md: a row is a record's `p`, a column a condition.
TEST(Oracle, HoldsTheTruthTable) {
  const std::vector<std::string> columns = {"p == \"x\"",
                                            "p != \"x\"",
                                            "p < 5",
                                            "p >= 5",
                                            "exists p",
                                            "exists p and p != \"x\"",
                                            "any v in p: (v != \"x\")",
                                            "all v in p: (v == \"x\")",
                                            "none v in p: (v == \"x\")"};
  const std::vector<std::pair<std::string, std::string>> rows = {{"{}", "FTFFFFFFT"},
                                                                 {"{\"p\":\"x\"}", "TFFFTFFTF"},
                                                                 {"{\"p\":\"y\"}", "FTFFTTTFT"},
                                                                 {"{\"p\":[\"x\",\"y\"]}", "TFFFTFTFF"},
                                                                 {"{\"p\":3}", "FTTFTTTFT"}};
  const Both both("", columns);
  ASSERT_EQ(both.diagnostics(), "");
  for (const auto& [record, expected] : rows) {
    const auto engine = both.engine(record), oracle = both.oracle(record);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      EXPECT_EQ(engine[i], expected[i] == 'T') << columns[i] << " on " << record;
      EXPECT_EQ(oracle[i], expected[i] == 'T') << columns[i] << " on " << record;
    }
  }
}

// What is compared in another way where there is a lot of it.
TEST(Oracle, AgreesOnLargeSets) {
  std::vector<std::string> conditions;
  for (const std::string op :
       {"==", "!=", "==~", "<", "<=", ">", ">=", "contains", "startswith", "endswith", "not contains~"}) {
    conditions.push_back("many " + op + " more");
    conditions.push_back("any v in more: (many " + op + " v)");
  }
  for (const std::string op : {"==", "<", "<="}) conditions.push_back("version(many) " + op + " version(more)");
  const Both both("", conditions);
  ASSERT_EQ(both.diagnostics(), "");
  Random random(5'000'000);
  for (const std::string& record : generate_pairs(random, 2000)) {
    const auto engine = both.engine(record), oracle = both.oracle(record);
    for (std::size_t i = 0; i < conditions.size(); ++i) ASSERT_EQ(engine[i], oracle[i]) << both.disagreement(i, record);
  }
}

// Sets that are too large to stand in the index, beside rules that do.
TEST(Oracle, AgreesOnLongLists) {
  std::string evens, words, nets;
  for (int i = 0; i < 12'000; ++i) {
    evens += (i > 0 ? ", " : "") + std::to_string(2 * i);
    words += (i > 0 ? ", \"w" : "\"w") + std::to_string(3 * i) + "\"";
    nets += (i > 0 ? ", 10." : "10.") + std::to_string(i / 256) + "." + std::to_string(i % 256) + ".0/25";
  }
  const std::string lists =
      "list evens : int = [" + evens + "]\nlist names = [" + words + "]\nlist nets : cidr = [" + nets + "]\n";
  const Both both(lists, {"p in evens", "p not in evens", "p in (evens, 1..3, 7.5)", "p in names", "p in~ names",
                          "p in nets", "p in (evens, names, nets) and q == 1", "q == 1", "any v in p: (v in evens)"});
  ASSERT_EQ(both.diagnostics(), "");
  for (const std::string value : {"0", "23998", "24000", "5", "3", "1.5", "7.5", "2.0", "\"w9\"", "\"W9\"", "\"w10\"",
                                  "\"10.3.4.127\"", "\"10.3.4.128\"", "[1, 8]", "[]", "true", "{\"p\": 2}"}) {
    for (const std::string& record : {"{\"p\": " + value + "}", "{\"q\": 1, \"p\": " + value + "}"}) {
      EXPECT_EQ(both.engine(record), both.oracle(record)) << record;
      EXPECT_EQ(both.exhaustive(record), both.oracle(record)) << record;
    }
  }
}

// Double negation, De Morgan and `!=` as the negation of `==`, whatever the condition.
TEST(Oracle, KeepsTheLawsOfLogic) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Random random(seed + 1'000'000);
    const std::vector<std::string> records = generate_records(random, 20);
    Conditions generator(random, records);
    const std::string a = generator.next(2), b = generator.next(2);
    const Both both(Conditions::items(),
                    {a, "not not (" + a + ")", "not (" + a + " and " + b + ")", "not (" + a + ") or not (" + b + ")",
                     "a != b", "not (a == b)", "a ==~ \"AB\"", "lower(a) == \"ab\""});
    ASSERT_EQ(both.diagnostics(), "") << a << "\n" << b;
    for (const std::string& record : records) {
      const auto engine = both.engine(record);
      for (std::size_t i = 0; i < engine.size(); i += 2)
        EXPECT_EQ(engine[i], engine[i + 1]) << i << " " << record << a << b;
    }
  }
}

}  // namespace
}  // namespace spoor::oracle
