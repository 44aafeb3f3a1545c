#pragma once

#include <string>
#include <vector>

#include "compiler/program/program.h"
#include "compiler/test_case.h"
#include "tl/expected.hpp"

namespace spoor {

// The records that a test feeds its rule, in order: samples with their patches, repeated; those that lack a time or an
// identity are given one, times from 2026-01-01T00:00:00Z on, each feed a second behind the one before. The error says
// what of the test cannot be built.
tl::expected<std::vector<std::string>, std::string> build_events(const TestCase& test, const Program& program);

}  // namespace spoor
