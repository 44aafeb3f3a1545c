#pragma once

#include <optional>
#include <string>

#include "compiler/lint/lint_info.h"
#include "tests/spec/page.h"

namespace spoor::spec {

// What stands below `---` in blocks of a page that show what Spoor answers; nothing for other blocks.
std::optional<std::string> answer(const Page& page, const Block& block, const Expectation& example);

// The name of the page of a lint.
std::string page_of_lint(const LintInfo& lint);

}  // namespace spoor::spec
