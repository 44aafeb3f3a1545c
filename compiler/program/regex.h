#pragma once

#include <re2/re2.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "compiler/program/program.h"
#include "tl/expected.hpp"

namespace spoor {

// A pattern as `matches` means it, RegexRow's flags given: it searches, `^` and `$` are the text's ends unless
// kMultiLine, `.` leaves newlines out unless kDotAll. The one place that knows RE2's options, so that what the compiler
// accepts the runtime can run. The error is RE2's; patterns that would take too much memory are refused.
tl::expected<std::unique_ptr<re2::RE2>, std::string> compile_regex(std::string_view pattern, std::uint32_t flags);

}  // namespace spoor
