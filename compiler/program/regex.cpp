#include "compiler/program/regex.h"

#include <fmt/format.h>
#include <re2/re2.h>

namespace spoor {

namespace {

// RE2 takes seconds for some patterns of 64 KB before it refuses them.
constexpr std::size_t kMaxPattern = 16U << 10;
constexpr std::int64_t kMaxMemory = 8 << 20;
constexpr std::size_t kMaxQuote = 40;

std::string quote(std::string_view fragment) {
  if (fragment.size() <= kMaxQuote) return fmt::format("`{}`", fragment);
  std::size_t end = kMaxQuote;
  while (end > 0 && (static_cast<unsigned char>(fragment[end]) & 0xC0U) == 0x80U) --end;
  return fmt::format("`{}...`", fragment.substr(0, end));
}

std::string explain(const re2::RE2& regex) {
  const std::string fragment = quote(regex.error_arg());
  switch (regex.error_code()) {
    case re2::RE2::NoError:
    case re2::RE2::ErrorInternal: break;
    case re2::RE2::ErrorBadEscape: return fmt::format("{} is no escape that RE2 knows", fragment);
    case re2::RE2::ErrorBadCharClass: return fmt::format("{} is no character class", fragment);
    case re2::RE2::ErrorBadCharRange: return fmt::format("{} is no range of characters", fragment);
    case re2::RE2::ErrorMissingBracket: return fmt::format("a `[` is not closed: {}", fragment);
    case re2::RE2::ErrorMissingParen: return fmt::format("a `(` is not closed: {}", fragment);
    case re2::RE2::ErrorUnexpectedParen: return fmt::format("a `)` has no `(`: {}", fragment);
    case re2::RE2::ErrorTrailingBackslash: return "it ends with a single `\\`";
    case re2::RE2::ErrorRepeatArgument: return fmt::format("nothing stands before {} that could be repeated", fragment);
    case re2::RE2::ErrorRepeatSize: return fmt::format("{} repeats too often", fragment);
    case re2::RE2::ErrorRepeatOp: return fmt::format("{} repeats what already is a repetition", fragment);
    case re2::RE2::ErrorBadPerlOp: return fmt::format("RE2 does not know {}: it never looks around or back", fragment);
    case re2::RE2::ErrorBadUTF8: return "it is not UTF-8";
    case re2::RE2::ErrorBadNamedCapture: return fmt::format("{} is no name of a group", fragment);
    case re2::RE2::ErrorPatternTooLarge: return "it takes too much memory: write shorter repetitions";
  }
  return "RE2 does not take it";
}

}  // namespace

RegexSource regex_source(std::string_view pattern, std::uint32_t flags) {
  RegexSource source;
  source.options.set_log_errors(false);
  source.options.set_max_mem(kMaxMemory);
  source.options.set_case_sensitive((flags & RegexRow::kIgnoreCase) == 0);
  source.options.set_dot_nl((flags & RegexRow::kDotAll) != 0);
  // RE2's one_line is for POSIX syntax alone; in Perl syntax the flag is part of the pattern.
  source.pattern = fmt::format("{}{}", (flags & RegexRow::kMultiLine) != 0 ? "(?m)" : "", pattern);
  return source;
}

tl::expected<std::unique_ptr<re2::RE2>, std::string> compile_regex(std::string_view pattern, std::uint32_t flags) {
  if (pattern.size() > kMaxPattern) {
    return tl::unexpected(fmt::format("it has {} bytes, more than {}", pattern.size(), kMaxPattern));
  }
  const RegexSource source = regex_source(pattern, flags);
  auto regex = std::make_unique<re2::RE2>(source.pattern, source.options);
  if (!regex->ok()) return tl::unexpected(explain(*regex));
  return regex;
}

}  // namespace spoor
