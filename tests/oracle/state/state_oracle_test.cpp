// The correlators and what drives them against their definitions, on rules and tuples that nobody wrote.
// SPOOR_STATE_CASES sets how many, SPOOR_STATE_SEED where to begin; what fails is printed with its seed.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "tests/oracle/state/runs.h"
#include "tests/setting.h"

namespace spoor::oracle {
namespace {

std::string description(const StateCase& given, std::uint64_t seed) {
  std::string out = to_text(given.rule) + "\n";
  std::vector<std::string> tuples = given.tuples;
  std::sort(tuples.begin(), tuples.end());
  for (const std::string& tuple : tuples) out += to_text(tuple) + "\n";
  return out + "repeat: SPOOR_STATE_SEED=" + std::to_string(seed) + " SPOOR_STATE_CASES=1";
}

TEST(StateOracle, AgreesWithEveryWayToEvaluate) {
  const std::uint64_t cases = test::setting("SPOOR_STATE_CASES", 20'000), first = test::setting("SPOOR_STATE_SEED", 1);
  std::array<std::uint64_t, 8> fired{};
  for (std::uint64_t seed = first; seed < first + cases; ++seed) {
    Random random(seed);
    const StateCase given = generate_state_case(random);
    const Program program = program_of(given.rule);
    const FoundByKey expected = by_definition(given);
    for (const auto& [key, found] : expected) fired[static_cast<std::size_t>(given.rule.kind)] += found.size();
    const std::string text = to_text(expected);
    ASSERT_EQ(to_text(all_at_once(program, given)), text) << description(given, seed);
    ASSERT_EQ(to_text(live(program, given, random)), text) << description(given, seed);
    ASSERT_EQ(to_text(in_runs(program, given, random)), text) << description(given, seed);
    ASSERT_FALSE(HasFailure()) << description(given, seed);
  }
  if (cases < 1000) return;
  for (const std::uint64_t count : fired) EXPECT_GT(count * 40, cases);
}

}  // namespace
}  // namespace spoor::oracle
