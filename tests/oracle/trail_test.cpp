// The engine against the oracle on real records, with the conditions of trail_conditions.txt.
#include "tests/oracle/trail.h"

#include <gtest/gtest.h>

#include "tests/oracle/both.h"

namespace spoor::oracle {
namespace {

TEST(Trail, OracleAndEngineAgreeOnRealRecords) {
  const auto [items, conditions] = trail_conditions();
  ASSERT_GT(conditions.size(), 100U);
  const Both both(items, conditions);
  ASSERT_EQ(both.diagnostics(), "");
  const std::vector<std::string> records = trail_records();
  if (records.empty()) GTEST_SKIP() << "the folder ../shared/data is not here";

  std::vector<std::size_t> held(conditions.size());
  for (const std::string& record : records) {
    const auto engine = both.engine(record), oracle = both.oracle(record);
    for (std::size_t i = 0; i < held.size(); ++i) {
      held[i] += oracle[i] ? 1 : 0;
      ASSERT_EQ(engine[i], oracle[i]) << both.disagreement(i, record) << "\nwhole:  " << record;
    }
  }
  for (std::size_t i = 0; i < held.size(); ++i) {
    EXPECT_GT(held[i], 0U) << "holds for no record: " << conditions[i];
    EXPECT_LT(held[i], records.size()) << "holds for every record: " << conditions[i];
  }
}

}  // namespace
}  // namespace spoor::oracle
