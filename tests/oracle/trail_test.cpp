// The engine against the oracle on real records: the conditions of trail_conditions.txt on all of
// ../shared/data/cloudtrail.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/oracle/both.h"

namespace spoor::oracle {
namespace {

struct Conditions {
  std::string items;
  std::vector<std::string> all;
};

Conditions read_conditions() {
  std::ifstream file(SPOOR_SOURCE_DIR "/tests/oracle/trail_conditions.txt");
  Conditions out;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    if (line.starts_with("list ") || line.starts_with("def "))
      out.items += line + "\n";
    else
      out.all.push_back(line);
  }
  return out;
}

TEST(Trail, OracleAndEngineAgreeOnRealRecords) {
  const std::filesystem::path data = SPOOR_SOURCE_DIR "/../shared/data/cloudtrail";
  if (!std::filesystem::exists(data)) GTEST_SKIP() << "the folder ../shared/data is not here";
  const Conditions conditions = read_conditions();
  ASSERT_GT(conditions.all.size(), 100U);
  const Both both(conditions.items, conditions.all);
  ASSERT_EQ(both.diagnostics(), "");

  std::vector<std::size_t> held(conditions.all.size());
  std::size_t records = 0;
  for (const auto& entry : std::filesystem::directory_iterator(data)) {
    std::ifstream file(entry.path());
    for (std::string record; std::getline(file, record); ++records) {
      const auto engine = both.engine(record), oracle = both.oracle(record);
      for (std::size_t i = 0; i < held.size(); ++i) {
        held[i] += oracle[i] ? 1 : 0;
        ASSERT_EQ(engine[i], oracle[i]) << both.disagreement(i, record) << "\nof " << entry.path() << ": " << record;
      }
    }
  }
  EXPECT_GT(records, 4000U);
  for (std::size_t i = 0; i < held.size(); ++i) {
    EXPECT_GT(held[i], 0U) << "holds for no record: " << conditions.all[i];
    EXPECT_LT(held[i], records) << "holds for every record: " << conditions.all[i];
  }
}

}  // namespace
}  // namespace spoor::oracle
