#pragma once

#include <gmock/gmock.h>

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "tests/compiler/program/sample_program.h"

namespace spoor {

// A change after which verify() refuses the sample.
struct Mutation {
  std::string_view what;
  std::function<void(Program&)> apply;
  std::string_view error;  // how it begins
};

// Each applied to the sample by itself.
inline void expect_refused(std::span<const Mutation> mutations) {
  for (const Mutation& mutation : mutations) {
    Program program = sample_program();
    mutation.apply(program);
    const auto verified = verify(program);
    ASSERT_FALSE(verified) << mutation.what;
    EXPECT_THAT(verified.error(), testing::StartsWith(std::string(mutation.error))) << mutation.what;
  }
}

}  // namespace spoor
