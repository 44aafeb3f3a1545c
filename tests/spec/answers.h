#pragma once

#include <optional>
#include <string>

#include "tests/spec/page.h"

namespace spoor::spec {

// What stands below `---` in blocks that show what Spoor answers; nothing for other blocks.
std::optional<std::string> answer(const Block& block, const Expectation& example);

}  // namespace spoor::spec
