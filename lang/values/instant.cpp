#include "lang/values/instant.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "lang/values/characters.h"

namespace spoor {

namespace {

constexpr std::int64_t kFirstSecond = -62'167'219'200;  // 0000-01-01T00:00:00Z
constexpr std::int64_t kLastSecond = 253'402'300'799;   // 9999-12-31T23:59:59Z

// As C has it: with vertical tab and form feed.
bool is_white_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

struct Day {
  int year = 0;
  int month = 1;
  int day = 1;
};

struct Clock {
  int hour = 0;
  int minute = 0;
  int second = 0;  // 60 in a leap second
  std::uint32_t nanoseconds = 0;
};

int days_of_month(int year, int month) {
  static constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap ? 1 : 0);
}

bool is_in_calendar(const Day& day) {
  return day.month >= 1 && day.month <= 12 && day.day >= 1 && day.day <= days_of_month(day.year, day.month);
}

// Days since 1970-01-01 in the proleptic Gregorian calendar. Years are counted from March, so that the leap day comes
// last, and in eras of 400 years, which all have 146,097 days.
std::int64_t days_since_epoch(const Day& day) {
  const std::int64_t year = day.year - (day.month <= 2 ? 1 : 0);
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year = (153 * (day.month + (day.month > 2 ? -3 : 9)) + 2) / 5 + day.day - 1;
  const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

Day day_of(std::int64_t days) {
  const std::int64_t shifted = days + 719'468;
  const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146'096) / 146'097;
  const std::int64_t day_of_era = shifted - era * 146'097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
  const std::int64_t month = month_from_march + (month_from_march < 10 ? 3 : -9);
  return {static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0)), static_cast<int>(month),
          static_cast<int>(day_of_year - (153 * month_from_march + 2) / 5 + 1)};
}

// A leap second is read as the start of the second after it, and only stands at 23:59:60 UTC.
std::optional<Instant> to_instant(const Day& day, const Clock& clock, std::int64_t offset_seconds) {
  if (!is_in_calendar(day) || clock.hour > 23 || clock.minute > 59 || clock.second > 60) return std::nullopt;
  const std::int64_t of_day = clock.hour * 3'600 + clock.minute * 60 + clock.second;
  Instant instant{days_since_epoch(day) * kSecondsOfDay + of_day - offset_seconds, clock.nanoseconds};
  if (clock.second == 60) {
    if (instant.seconds % kSecondsOfDay != 0) return std::nullopt;
    instant.nanoseconds = 0;
  }
  if (instant.seconds < kFirstSecond || instant.seconds > kLastSecond) return std::nullopt;
  return instant;
}

// Reads forward. Once a part is missing, all later reads fail too, so that a format is a list of parts.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  bool succeeded() const { return ok_ && rest_.empty(); }
  bool is_at(char c) const { return ok_ && rest_.starts_with(c); }

  bool take(char c) {
    if (!is_at(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool take_any_of(std::string_view choice) {
    if (!ok_ || rest_.empty() || choice.find(rest_[0]) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void expect(char c) { ok_ = take(c); }
  void expect_any_of(std::string_view choice) { ok_ = take_any_of(choice); }

  int number(std::size_t fewest_digits, std::size_t most_digits) {
    int value = 0;
    std::size_t size = 0;
    for (; size < most_digits && size < rest_.size() && is_digit(rest_[size]); ++size)
      value = value * 10 + (rest_[size] - '0');
    ok_ = ok_ && size >= fewest_digits;
    if (ok_) rest_.remove_prefix(size);
    return value;
  }

  // Digits beyond the ninth are dropped.
  std::uint32_t fraction() {
    std::uint32_t value = 0;
    std::uint32_t unit = kNanosecondsOfSecond;
    ok_ = ok_ && !rest_.empty() && is_digit(rest_[0]);
    for (; ok_ && !rest_.empty() && is_digit(rest_[0]); rest_.remove_prefix(1)) {
      unit /= 10;
      value += static_cast<std::uint32_t>(rest_[0] - '0') * unit;
    }
    return value;
  }

  int month_name() {
    static constexpr std::string_view kNames = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const std::size_t at = ok_ && rest_.size() >= 3 ? kNames.find(rest_.substr(0, 3)) : std::string_view::npos;
    ok_ = ok_ && at != std::string_view::npos && at % 3 == 0;
    if (!ok_) return 0;
    rest_.remove_prefix(3);
    return static_cast<int>(at / 3) + 1;
  }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

Day scan_day(Scanner& scanner) {
  Day day;
  day.year = scanner.number(4, 4);
  scanner.expect('-');
  day.month = scanner.number(2, 2);
  scanner.expect('-');
  day.day = scanner.number(2, 2);
  return day;
}

Clock scan_clock(Scanner& scanner) {
  Clock clock;
  clock.hour = scanner.number(2, 2);
  scanner.expect(':');
  clock.minute = scanner.number(2, 2);
  scanner.expect(':');
  clock.second = scanner.number(2, 2);
  if (scanner.take('.')) clock.nanoseconds = scanner.fraction();
  return clock;
}

// `+hh:mm` or `+hhmm`, in seconds. REQUIRES: a sign stands here.
std::optional<std::int64_t> scan_offset(Scanner& scanner) {
  const bool is_negative = scanner.is_at('-');
  scanner.expect_any_of("+-");
  const int hour = scanner.number(2, 2);
  scanner.take(':');
  const int minute = scanner.number(2, 2);
  if (hour > 23 || minute > 59) return std::nullopt;
  const std::int64_t seconds = hour * 3'600 + minute * 60;
  return is_negative ? -seconds : seconds;
}

// What follows the `T`: a clock, and `Z`, an offset or nothing.
std::optional<Instant> scan_time_of(const Day& day, Scanner& scanner) {
  const Clock clock = scan_clock(scanner);
  std::int64_t offset = 0;
  if (scanner.is_at('+') || scanner.is_at('-')) {
    const auto scanned = scan_offset(scanner);
    if (!scanned) return std::nullopt;
    offset = *scanned;
  } else {
    scanner.take_any_of("Zz");
  }
  if (!scanner.succeeded()) return std::nullopt;
  return to_instant(day, clock, offset);
}

// `2024-04-10`, `2024-04-10T20:00:00Z`
std::optional<Instant> read_internet_date(std::string_view text) {
  Scanner scanner(text);
  const Day day = scan_day(scanner);
  if (scanner.succeeded()) return to_instant(day, {}, 0);
  scanner.expect_any_of("Tt ");
  return scan_time_of(day, scanner);
}

// `20131102T010628Z`
std::optional<Instant> read_basic_date(std::string_view text) {
  Scanner scanner(text);
  Day day;
  Clock clock;
  day.year = scanner.number(4, 4);
  day.month = scanner.number(2, 2);
  day.day = scanner.number(2, 2);
  scanner.expect('T');
  clock.hour = scanner.number(2, 2);
  clock.minute = scanner.number(2, 2);
  clock.second = scanner.number(2, 2);
  scanner.expect('Z');
  if (!scanner.succeeded()) return std::nullopt;
  return to_instant(day, clock, 0);
}

// `Jul 18, 2014, 4:07:39 PM`, `Dec 1, 2021 10:11:12 PM`
std::optional<Instant> read_spelled_date(std::string_view text) {
  Scanner scanner(text);
  Day day;
  Clock clock;
  day.month = scanner.month_name();
  scanner.expect(' ');
  day.day = scanner.number(1, 2);
  scanner.expect(',');
  scanner.expect(' ');
  day.year = scanner.number(4, 4);
  scanner.take(',');
  scanner.expect(' ');
  clock.hour = scanner.number(1, 2);
  scanner.expect(':');
  clock.minute = scanner.number(2, 2);
  scanner.expect(':');
  clock.second = scanner.number(2, 2);
  scanner.expect(' ');
  const bool is_afternoon = scanner.is_at('P');
  scanner.expect_any_of("AP");
  scanner.expect('M');
  if (!scanner.succeeded() || clock.hour < 1 || clock.hour > 12) return std::nullopt;
  clock.hour = clock.hour % 12 + (is_afternoon ? 12 : 0);
  return to_instant(day, clock, 0);
}

// `1700000000`, `1700000000123`
std::optional<Instant> read_epoch(std::string_view text) {
  std::int64_t value = 0;
  for (const char c : text) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  if (text.size() == 10) return Instant{value, 0};
  return Instant{value / 1'000, static_cast<std::uint32_t>(value % 1'000) * 1'000'000};
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_white_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_white_space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

std::optional<Instant> read_instant(std::string_view text) {
  text = trimmed(text);
  if (text.size() < 10) return std::nullopt;
  if (!is_digit(text[0])) return read_spelled_date(text);
  if (text[4] == '-') return read_internet_date(text);
  if (text[8] == 'T') return read_basic_date(text);
  if (text.size() == 10 || text.size() == 13) return read_epoch(text);
  return std::nullopt;
}

std::optional<Instant> instant_from_epoch(double value) {
  constexpr double kLeastMilliseconds = 1e11;
  const double per_second = std::abs(value) >= kLeastMilliseconds ? 1e3 : 1.0;
  const double seconds = std::floor(value / per_second);
  if (!(seconds >= static_cast<double>(kFirstSecond) && seconds <= static_cast<double>(kLastSecond))) {
    return std::nullopt;
  }
  const double microseconds = std::round((value - seconds * per_second) * (1e6 / per_second));
  Instant instant{static_cast<std::int64_t>(seconds), static_cast<std::uint32_t>(microseconds) * 1'000};
  if (instant.nanoseconds == kNanosecondsOfSecond) instant = {instant.seconds + 1, 0};
  if (instant.seconds > kLastSecond) return std::nullopt;
  return instant;
}

std::optional<TimeRange> parse_date_literal(std::string_view text) {
  Scanner scanner(text);
  const Day day = scan_day(scanner);
  if (scanner.succeeded()) {
    const auto begin = to_instant(day, {}, 0);
    if (!begin) return std::nullopt;
    return TimeRange{*begin, {begin->seconds + kSecondsOfDay, 0}};
  }
  scanner.expect('T');
  const auto begin = scan_time_of(day, scanner);
  if (!begin) return std::nullopt;
  const bool is_last = begin->nanoseconds + 1 == kNanosecondsOfSecond;
  return TimeRange{*begin, {begin->seconds + (is_last ? 1 : 0), is_last ? 0 : begin->nanoseconds + 1}};
}

std::string to_text(Instant instant) {
  std::int64_t days = instant.seconds / kSecondsOfDay;
  std::int64_t of_day = instant.seconds % kSecondsOfDay;
  if (of_day < 0) {
    --days;
    of_day += kSecondsOfDay;
  }
  const Day day = day_of(days);
  std::string text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", day.year, day.month, day.day, of_day / 3'600,
                                 of_day / 60 % 60, of_day % 60);
  if (instant.nanoseconds != 0) {
    text += fmt::format(".{:09}", instant.nanoseconds);
    text.erase(text.find_last_not_of('0') + 1);
  }
  return text + 'Z';
}

}  // namespace spoor
