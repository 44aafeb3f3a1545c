#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/scan/finding.h"
#include "runtime/scan/finding_bytes.h"
#include "tl/expected.hpp"

namespace spoor {

// How many findings of a test the rule's `dedup` shows; all, where there is none. The error is the disk's.
tl::expected<std::uint64_t, std::string> count_shown(const Program& program, const FindingBytes& form, Index rule,
                                                     const std::vector<const Finding*>& findings);

}  // namespace spoor
