#pragma once

#include <re2/re2.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "compiler/program/program.h"
#include "tl/expected.hpp"

namespace spoor {

// What RE2 is given for a pattern of `matches`. The one place that knows RE2's options, so that what the compiler
// accepts the runtime can run.
struct RegexSource {
  std::string pattern;
  re2::RE2::Options options;
};
RegexSource regex_source(std::string_view pattern, std::uint32_t flags);

// A pattern as `matches` means it, RegexRow's flags given: it searches, `^` and `$` are the text's ends unless
// kMultiLine, `.` leaves newlines out unless kDotAll. The error is RE2's; patterns that would take too much memory are
// refused.
tl::expected<std::unique_ptr<re2::RE2>, std::string> compile_regex(std::string_view pattern, std::uint32_t flags);

}  // namespace spoor
