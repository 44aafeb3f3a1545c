#include <array>

#include "lang/functions/each.h"
#include "lang/values/instant.h"

namespace spoor::function {

namespace {

std::optional<Instant> instant_in(const Scalar& value) {
  if (const auto* text = std::get_if<std::string_view>(&value)) return read_instant(*text);
  if (const auto* number = std::get_if<Number>(&value)) return instant_from_epoch(to_double(*number));
  return std::nullopt;
}

// Also of seconds before 1970.
std::int64_t day_of(const Instant& instant) {
  const std::int64_t days = instant.seconds / kSecondsOfDay;
  return instant.seconds % kSecondsOfDay < 0 ? days - 1 : days;
}

}  // namespace

std::optional<Scalar> time(const Scalar& value, std::string& made) {
  const auto instant = instant_in(value);
  if (!instant) return std::nullopt;
  made = to_text(*instant);
  return made;
}

std::optional<Scalar> time_hour(const Scalar& value, std::string&) {
  const auto instant = instant_in(value);
  if (!instant) return std::nullopt;
  return Number::from_integer((instant->seconds - day_of(*instant) * kSecondsOfDay) / 3'600);
}

std::optional<Scalar> time_weekday(const Scalar& value, std::string&) {
  static constexpr std::array<std::string_view, 7> kNames = {"monday", "tuesday",  "wednesday", "thursday",
                                                             "friday", "saturday", "sunday"};
  constexpr std::int64_t kMonday = -3;      // 1970-01-01 was a Thursday
  constexpr std::int64_t kWeeks = 110'000;  // enough for the first day to be a positive number
  const auto instant = instant_in(value);
  if (!instant) return std::nullopt;
  return kNames[static_cast<std::size_t>((day_of(*instant) - kMonday + kWeeks * 7) % 7)];
}

std::optional<Scalar> time_date(const Scalar& value, std::string& made) {
  const auto written = time(value, made);
  if (!written) return std::nullopt;
  made.resize(made.find('T'));
  return made;
}

}  // namespace spoor::function
