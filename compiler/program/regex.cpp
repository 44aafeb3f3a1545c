#include "compiler/program/regex.h"

#include <fmt/format.h>
#include <re2/re2.h>

namespace spoor {

namespace {

constexpr std::size_t kMaxPattern = 64U << 10;
constexpr std::int64_t kMaxMemory = 8 << 20;

}  // namespace

tl::expected<std::unique_ptr<re2::RE2>, std::string> compile_regex(std::string_view pattern, std::uint32_t flags) {
  if (pattern.size() > kMaxPattern) {
    return tl::unexpected(fmt::format("it has {} bytes, more than {}", pattern.size(), kMaxPattern));
  }
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMaxMemory);
  options.set_case_sensitive((flags & RegexRow::kIgnoreCase) == 0);
  options.set_dot_nl((flags & RegexRow::kDotAll) != 0);
  // RE2's one_line is for POSIX syntax alone; in Perl syntax the flag is part of the pattern.
  const std::string_view prefix = (flags & RegexRow::kMultiLine) != 0 ? "(?m)" : "";
  auto regex = std::make_unique<re2::RE2>(fmt::format("{}{}", prefix, pattern), options);
  if (!regex->ok()) return tl::unexpected(regex->error());
  return regex;
}

}  // namespace spoor
