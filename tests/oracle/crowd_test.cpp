// The index against asking every rule, where thousands of rules stand in one Program: sets of candidates, what refutes
// many of them at once, structures that all of them share.
#include <gtest/gtest.h>

#include <algorithm>

#include "compiler/program/program.h"
#include "tests/oracle/both.h"
#include "tests/oracle/conditions.h"
#include "tests/oracle/records.h"

namespace spoor::oracle {
namespace {

Matcher matcher_of(const Program& program, Search search) {
  auto prepared = PreparedProgram::make(program, search);
  if (!prepared) throw std::logic_error(prepared.error());
  return Matcher(*prepared);
}

std::vector<Index> matches(Matcher& matcher, const RecordTokens& record) {
  const auto rules = matcher.match(record);
  return {rules.begin(), rules.end()};
}

TEST(Crowd, IndexFindsWhatAskingEveryRuleFinds) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    Random random(seed + 2'000'000);
    const std::vector<std::string> records = generate_records(random, 60);
    Conditions generator(random, records);
    std::vector<std::string> conditions;
    while (conditions.size() < 2'000) {
      // Of three rules one asks for little, one only says what must not be.
      const std::string condition = generator.next(static_cast<int>(conditions.size() % 3));
      conditions.push_back(conditions.size() % 3 == 1 ? "not (" + condition + ")" : condition);
    }
    const Compiled compiled = compile_conditions(Conditions::items(), conditions);
    ASSERT_FALSE(has_error(compiled.diagnostics)) << "seed " << seed;
    Matcher indexed = matcher_of(compiled.program, Search::indexed);
    Matcher exhaustive = matcher_of(compiled.program, Search::exhaustive);
    for (const std::string& record : records) {
      const auto owned = OwnedRecord::read(record);
      if (owned == nullptr) continue;
      const std::vector<Index> found = matches(indexed, owned->record());
      EXPECT_EQ(found, matches(exhaustive, owned->record())) << "seed " << seed << "\n" << record;
      EXPECT_TRUE(std::is_sorted(found.begin(), found.end()));
    }
  }
}

}  // namespace
}  // namespace spoor::oracle
