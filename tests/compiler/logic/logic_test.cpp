// What Logic claims of conditions, against every record of a small world, and against records that nobody wrote.
// SPOOR_LOGIC_CASES sets how many conditions of the small world, SPOOR_LOGIC_SEED where to begin.
#include <gtest/gtest.h>

#include <cstdlib>

#include "compiler/logic/logic.h"
#include "tests/compiler/logic/small_conditions.h"
#include "tests/oracle/both.h"
#include "tests/oracle/conditions.h"
#include "tests/oracle/records.h"

namespace spoor {
namespace {

constexpr std::size_t kRulesInBatch = 100;
constexpr std::size_t kPartners = 20;  // with which each condition of a batch is compared

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

// By record: whether each condition holds.
using Answers = std::vector<std::vector<bool>>;

struct Counts {
  std::size_t never = 0, claimed_never = 0;  // of conditions
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
  const std::uint64_t cases = setting("SPOOR_LOGIC_CASES", 20'000), first = setting("SPOOR_LOGIC_SEED", 1);
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
  RecordProperty("never", std::to_string(counts.never));
  std::printf("never: %zu of %zu, implied: %zu of %zu, same: %zu\n", counts.claimed_never, counts.never,
              counts.claimed_implied, counts.implied, counts.same);
}

}  // namespace
}  // namespace spoor
