#include "cli/option_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

#include "lang/lexeme.h"
#include "lang/values/instant.h"

namespace spoor {

namespace {

constexpr std::int64_t kMaxSecondsBack = 1'000'000'000'000'000;
constexpr std::size_t kMinSize = 64U << 10;

// `-24h`: so many seconds back; nothing for another text.
std::optional<std::int64_t> seconds_back(std::string_view text) {
  if (text.size() < 2 || text[0] != '-' || duration_length(text.substr(1)) != text.size() - 1) return std::nullopt;
  std::int64_t total = 0, number = 0;
  for (std::size_t at = 1; at < text.size(); ++at) {
    const char c = text[at];
    if (is_digit(c)) {
      number = number * 10 + (c - '0');
      if (number > 1'000'000'000) return std::nullopt;
      continue;
    }
    const bool is_milliseconds = text.substr(at).starts_with("ms");
    const std::int64_t unit = c == 's' ? 1 : c == 'm' ? 60 : c == 'h' ? 3'600 : c == 'd' ? 86'400 : 604'800;
    total += is_milliseconds ? number / 1000 : number * unit;
    if (total > kMaxSecondsBack) return std::nullopt;
    number = 0;
    if (is_milliseconds) ++at;
  }
  return total;
}

// Sets one end of the window. False if the text is no time.
bool read_end(std::string_view text, std::optional<Instant>& end, std::optional<std::int64_t>& back) {
  if (text.empty()) return true;
  if (const auto date = parse_date_literal(text)) {
    end = date->begin;
    return true;
  }
  back = seconds_back(text);
  return back.has_value();
}

std::optional<std::size_t> unit_of(std::string_view suffix) {
  static constexpr std::string_view kUnits = "KMGT";
  if (suffix.empty()) return 1;
  const std::size_t unit = kUnits.find(suffix[0] >= 'a' ? static_cast<char>(suffix[0] - 'a' + 'A') : suffix[0]);
  if (unit == std::string_view::npos) return std::nullopt;
  const std::string_view rest = suffix.substr(1);
  if (!rest.empty() && rest != "B" && rest != "iB") return std::nullopt;
  return std::size_t{1} << (10 * (unit + 1));
}

// The length of a quoted text that begins here, `"..."`, `r"..."` or a name in backticks; 0 where none does.
std::size_t quoted_length(std::string_view text) {
  if (text.starts_with('`')) return std::min(text.find('`', 1), text.size() - 1) + 1;
  const std::size_t raw = raw_string_length(text);
  return raw > 0 ? raw : string_length(text);
}

std::string_view without_spaces(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

tl::expected<TimeWindow, std::string> read_window(std::string_view from, std::string_view to) {
  TimeWindow window;
  const auto unreadable = [](std::string_view name, std::string_view text) {
    return tl::unexpected(
        fmt::format("--{}: `{}` is no time: write 2024-04-10, 2024-04-10T20:00:00Z or -24h", name, text));
  };
  if (!read_end(from, window.from, window.from_seconds_back)) return unreadable("from", from);
  if (!read_end(to, window.to, window.to_seconds_back)) return unreadable("to", to);
  const bool is_empty =
      (window.from && window.to && *window.to <= *window.from) ||
      (window.from_seconds_back && window.to_seconds_back && *window.from_seconds_back <= *window.to_seconds_back);
  if (is_empty) return tl::unexpected(fmt::format("--from {} is not before --to {}: no record fits", from, to));
  return window;
}

tl::expected<Time, std::string> read_lateness(std::string_view text) {
  constexpr std::int64_t kMostSeconds = 400 * kSecondsOfDay;
  const auto seconds = seconds_back(fmt::format("-{}", text));
  if (seconds && *seconds <= kMostSeconds) return *seconds * kNanosecondsOfSecond;
  return tl::unexpected(
      fmt::format("`{}` is no time that records may be late; write `15m` or `1h30m`, at most 400d", text));
}

tl::expected<std::size_t, std::string> read_size(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const auto digits = static_cast<std::size_t>(end - text.data());
  const auto unit = error == std::errc{} ? unit_of(text.substr(digits)) : std::nullopt;
  if (!unit || number > std::numeric_limits<std::size_t>::max() / *unit) {
    return tl::unexpected(fmt::format("`{}` is no size: write 64M, 2G or a number of bytes", text));
  }
  if (number * *unit < kMinSize) return tl::unexpected(fmt::format("`{}` is too little: 64K is the least", text));
  return number * *unit;
}

std::vector<std::string> split_columns(std::string_view text) {
  std::vector<std::string> columns;
  std::size_t begin = 0, depth = 0, at = 0;
  const auto cut = [&] {
    const std::string_view column = without_spaces(text.substr(begin, at - begin));
    if (!column.empty()) columns.emplace_back(column);
    begin = at + 1;
  };
  while (at < text.size()) {
    if (const std::size_t length = quoted_length(text.substr(at)); length > 0) {
      at += length;
      continue;
    }
    const char c = text[at];
    if (c == '(' || c == '[') ++depth;
    if ((c == ')' || c == ']') && depth > 0) --depth;
    if (c == ',' && depth == 0) cut();
    ++at;
  }
  cut();
  return columns;
}

}  // namespace spoor
