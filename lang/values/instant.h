#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace spoor {

inline constexpr std::int64_t kSecondsOfDay = 86'400;
inline constexpr std::uint32_t kNanosecondsOfSecond = 1'000'000'000;

// A point in time, UTC, as nanoseconds-precise seconds since 1970-01-01T00:00:00Z. Years 0000 to 9999.
struct Instant {
  std::int64_t seconds = 0;
  std::uint32_t nanoseconds = 0;  // below 1,000,000,000, counted forward also before 1970

  friend auto operator<=>(const Instant&, const Instant&) = default;
};

// Bounds that no time reaches.
inline constexpr Instant kBeforeAll{std::numeric_limits<std::int64_t>::min(), 0};
inline constexpr Instant kBehindAll{std::numeric_limits<std::int64_t>::max(), 0};

// Half open: begin <= t < end. A day literal is its UTC day; an instant literal is the one nanosecond.
struct TimeRange {
  Instant begin;
  Instant end;

  friend auto operator<=>(const TimeRange&, const TimeRange&) = default;
};

// Reads the forms in which records write times: RFC 3339 (also with a space for `T`, without seconds' fraction or
// with one to nine digits or more, `Z` or an offset `+hh:mm`, `+hhmm`; without either it is UTC), `20131102T010628Z`,
// a bare day `2024-04-10` (its first instant), `Jul 18, 2014, 4:07:39 PM`, `Dec 1, 2021 10:11:12 PM`, and epoch
// seconds or milliseconds of 10 or 13 digits. White space around is ignored. Nothing for any other text. A leap second
// (23:59:60 UTC) is the start of the second after it.
std::optional<Instant> read_instant(std::string_view text);

// Epoch seconds, or milliseconds where the magnitude is 1e11 or more, to the microsecond, which is about what a double
// can tell; nothing beyond the years that Instant holds.
std::optional<Instant> instant_from_epoch(double value);

// A literal of the language: `2024-04-10` or `2024-04-10T20:00:00Z` (fraction and offset allowed), the whole text.
// Nothing if it is none, or no date of the calendar (2024-02-30).
std::optional<TimeRange> parse_date_literal(std::string_view text);

// `2024-04-10T20:00:00Z`, with a fraction only where there is one, without trailing zeros.
std::string to_text(Instant instant);

}  // namespace spoor
