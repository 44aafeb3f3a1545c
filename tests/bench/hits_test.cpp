// Every workload of the benchmark: what the index finds is what asking every rule finds, and what the oracle says.
#include "tests/bench/hits.h"

#include <gmock/gmock.h>

namespace spoor::bench {
namespace {

class Hits : public testing::TestWithParam<Workload> {};

TEST_P(Hits, Agree) {
  const Corpus corpus(records_of(GetParam(), 7, 800));
  const HitCheck check = check_hits(GetParam(), 120, corpus, {96'000, 4'000});
  EXPECT_THAT(check.failures, testing::IsEmpty());
  EXPECT_GT(check.hits, 0u) << "rules that never hold prove little";
}

std::string name_of(const testing::TestParamInfo<Workload>& info) {
  std::string name;
  for (const char* c = info.param.name; *c != 0; ++c) {
    if (std::isalnum(static_cast<unsigned char>(*c)) != 0) name += *c;
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Workloads, Hits, testing::ValuesIn(workloads().begin(), workloads().end()), name_of);

}  // namespace
}  // namespace spoor::bench
