#include "runtime/scan/seen_findings.h"

#include <gtest/gtest.h>

namespace spoor {
namespace {

TEST(SeenFindings, KnowsWhatItWasTold) {
  SeenFindings seen(1 << 20);
  EXPECT_TRUE(seen.add("a"));
  EXPECT_TRUE(seen.add("b"));
  EXPECT_FALSE(seen.add("a"));
}

TEST(SeenFindings, ForgetsTheOldestAndKnowsTheNewest) {
  constexpr int kCount = 10000, kKnown = 200;
  SeenFindings seen(64 << 10);
  for (int i = 0; i < kCount; ++i) EXPECT_TRUE(seen.add(std::to_string(i)));
  for (int i = kCount - kKnown; i < kCount; ++i) EXPECT_FALSE(seen.add(std::to_string(i))) << i;
  EXPECT_TRUE(seen.add("0"));
}

}  // namespace
}  // namespace spoor
