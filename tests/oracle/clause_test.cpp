// What a rule says besides its condition, on rules and records that nobody wrote: `emit`, and `except ... until`.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/oracle/both.h"
#include "tests/oracle/cases.h"
#include "tests/oracle/conditions.h"
#include "tests/oracle/functions.h"
#include "tests/oracle/json.h"
#include "tests/oracle/records.h"

namespace spoor::oracle {
namespace {

TEST(Clauses, MessagesAndFieldsAreWhatTheOracleSays) {
  std::size_t failures = 0;
  const std::uint64_t seeds = share_of_cases(120, 40);
  for (std::uint64_t seed = 1; seed <= seeds && failures < 3; ++seed) {
    Random random(seed + 2'000'000);
    const std::vector<std::string> records = generate_records(random, 30);
    Conditions generator(random, records);
    std::vector<std::string> rules;
    while (rules.size() < 15) rules.push_back("a == 1" + generator.emit());
    const Both both(Conditions::items(), rules);
    ASSERT_EQ(both.diagnostics(), "") << "seed " << seed;
    for (const std::string& record : records) {
      for (std::size_t i = 0; i < rules.size() && failures < 3; ++i) {
        const std::string wrong = both.wrong_words(i, record);
        failures += wrong.empty() ? 0 : 1;
        EXPECT_EQ(wrong, "") << record << "\nseed " << seed;
      }
    }
  }
}

// spec/packs-and-tuning.md: an exception takes its records away until the end of its day, as the record's time tells.
struct Exception {
  std::string until;  // empty: always
  std::string end;    // when it is over
};
const std::vector<Exception> kExceptions = {{"", ""},
                                            {"2024-04-09", "2024-04-10T00:00:00Z"},
                                            {"2024-04-10", "2024-04-11T00:00:00Z"},
                                            {"2024-04-11", "2024-04-12T00:00:00Z"},
                                            {"2024-04-10T01:00:00Z", "2024-04-10T01:00:00.000000001Z"},
                                            {"1969-12-27", "1969-12-28T00:00:00Z"}};

bool is_over(const Exception& exception, const Json& record) {
  if (exception.until.empty()) return false;
  const Values times = walk({record}, {{PathStep::Kind::key, std::string(kTimeKey), 0, {}}});
  return std::any_of(times.begin(), times.end(), [&](const Json& value) {
    const auto time = time_of(value);
    return time && *time >= *read_instant(exception.end);
  });
}

TEST(Clauses, ExceptionsTakeAwayUntilTheyAreOver) {
  std::size_t taken = 0, over = 0;
  const std::uint64_t seeds = share_of_cases(250, 100);
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    Random random(seed + 3'000'000);
    const std::vector<std::string> records = generate_records(random, 40);
    Conditions generator(random, records);
    const std::string condition = generator.next(1), first = generator.next(1), second = generator.next(1);
    const Exception &a = random.pick(kExceptions), &b = random.pick(kExceptions);
    const auto clause = [](const std::string& name, const std::string& when, const Exception& exception) {
      return " except " + name + " when " + when + (exception.until.empty() ? "" : " until " + exception.until);
    };
    const Both both(Conditions::items(),
                    {condition + clause("one", first, a) + clause("two", second, b), condition, first, second});
    ASSERT_EQ(both.diagnostics(), "") << "seed " << seed;
    for (const std::string& record : records) {
      const auto json = read_json(record);
      const auto oracle = both.oracle(record), engine = both.engine(record), exhaustive = both.exhaustive(record);
      const bool is_taken = (oracle[2] && !is_over(a, *json)) || (oracle[3] && !is_over(b, *json));
      const bool wanted = oracle[1] && !is_taken;
      taken += oracle[1] && is_taken ? 1 : 0;
      over += oracle[1] && !is_taken && (oracle[2] || oracle[3]) ? 1 : 0;
      ASSERT_EQ(engine[0], wanted) << record << "\n" << a.until << " " << b.until << "\nseed " << seed;
      ASSERT_EQ(exhaustive[0], wanted) << record << "\n" << a.until << " " << b.until << "\nseed " << seed;
    }
  }
  EXPECT_GT(taken, seeds * 4 / 5);
  EXPECT_GT(over, seeds / 12);
}

}  // namespace
}  // namespace spoor::oracle
