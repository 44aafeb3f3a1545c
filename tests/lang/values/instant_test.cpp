#include "lang/values/instant.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace spoor {
namespace {

struct InstantReading {
  std::string_view text;
  std::string_view expected;  // empty: no time
};

std::string shown(std::optional<Instant> instant) { return instant ? to_text(*instant) : ""; }

TEST(Instant, ReadsTheFormsOfRecords) {
  const InstantReading readings[] = {
      {"2024-04-10T20:00:00Z", "2024-04-10T20:00:00Z"},
      {"2024-04-10t20:00:00z", "2024-04-10T20:00:00Z"},
      {"2024-04-10 20:00:00", "2024-04-10T20:00:00Z"},
      {"2024-04-10T20:00:00", "2024-04-10T20:00:00Z"},
      {" 2023-01-01 00:00:00.000000000", "2023-01-01T00:00:00Z"},
      {"\t2024-04-10T20:00:00Z\r\n", "2024-04-10T20:00:00Z"},
      {"2024-04-10T20:00:00.5Z", "2024-04-10T20:00:00.5Z"},
      {"2024-04-10T20:00:00.123456789Z", "2024-04-10T20:00:00.123456789Z"},
      {"2024-04-10T20:00:00.1234567899999Z", "2024-04-10T20:00:00.123456789Z"},
      {"2021-11-18T09:41:02-08:00", "2021-11-18T17:41:02Z"},
      {"2022-02-08 09:23:37+11:00", "2022-02-07T22:23:37Z"},
      {"2022-02-08T09:23:37+1130", "2022-02-07T21:53:37Z"},
      {"20131102T010628Z", "2013-11-02T01:06:28Z"},
      {"2024-04-10", "2024-04-10T00:00:00Z"},
      {"Jul 18, 2014, 4:07:39 PM", "2014-07-18T16:07:39Z"},
      {"Dec 1, 2021 10:11:12 PM", "2021-12-01T22:11:12Z"},
      {"Dec 1, 2021 12:00:00 AM", "2021-12-01T00:00:00Z"},
      {"Dec 1, 2021, 12:00:00 PM", "2021-12-01T12:00:00Z"},
      {"1700000000", "2023-11-14T22:13:20Z"},
      {"1700000000123", "2023-11-14T22:13:20.123Z"},
      {"0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"},
      {"9999-12-31T23:59:59.999999999Z", "9999-12-31T23:59:59.999999999Z"},
      {"2024-02-29", "2024-02-29T00:00:00Z"},
      {"2000-02-29", "2000-02-29T00:00:00Z"},
      {"1969-12-31T23:59:59.25Z", "1969-12-31T23:59:59.25Z"},
  };
  for (const auto& [text, expected] : readings) EXPECT_EQ(shown(read_instant(text)), expected) << text;
}

TEST(Instant, ReadsALeapSecondAsTheSecondAfterIt) {
  const InstantReading readings[] = {
      {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"},
      {"2016-12-31T23:59:60.75Z", "2017-01-01T00:00:00Z"},
      {"2017-01-01T00:59:60+01:00", "2017-01-01T00:00:00Z"},
      {"2016-12-31T22:59:60Z", ""},
      {"2016-12-31T23:59:61Z", ""},
      {"9999-12-31T23:59:60Z", ""},
  };
  for (const auto& [text, expected] : readings) EXPECT_EQ(shown(read_instant(text)), expected) << text;
}

TEST(Instant, ReadsNothingElse) {
  const std::string_view texts[] = {
      "",
      "        ",
      "yesterday",
      "2024",
      "2024-4-10",
      "2024-04-10T",
      "2024-04-10T20",
      "2024-04-10T20:00Z",
      "2024-04-10T20:00:00.Z",
      "2024-04-10T20:00:00 Z",
      "2024-04-10T20:00:00ZZ",
      "2024-04-10T20:00:00+8:00",
      "2024-04-10T20:00:00+24:00",
      "2024-04-10T20:00:00+08:60",
      "2024-04-10T20:00:00+08",
      "2024-02-30",
      "2023-02-29",
      "1900-02-29",
      "2024-13-01",
      "2024-00-10",
      "2024-04-00",
      "2024-04-31",
      "2024-04-10T24:00:00Z",
      "2024-04-10T20:60:00Z",
      "20131102T010628",
      "20131102 010628Z",
      "20131302T010628Z",
      "Foo 18, 2014, 4:07:39 PM",
      "ulA 18, 2014, 4:07:39 PM",
      "Jul 18 2014 4:07:39 PM",
      "Jul 18, 2014, 0:07:39 PM",
      "Jul 18, 2014, 13:07:39 PM",
      "Jul 18, 2014, 4:07:39 XM",
      "Jul 32, 2014, 4:07:39 PM",
      "170000000",
      "17000000000",
      "-170000000",
      "1700000000.5",
      "17000000001234",
      "0000-01-01T00:00:00+00:01",
      "9999-12-31T23:59:59-00:01",
  };
  for (const std::string_view text : texts) EXPECT_EQ(shown(read_instant(text)), "") << text;
}

TEST(Instant, ReadsEpochNumbers) {
  EXPECT_EQ(shown(instant_from_epoch(0)), "1970-01-01T00:00:00Z");
  EXPECT_EQ(shown(instant_from_epoch(-1)), "1969-12-31T23:59:59Z");
  EXPECT_EQ(shown(instant_from_epoch(1700000000)), "2023-11-14T22:13:20Z");
  EXPECT_EQ(shown(instant_from_epoch(1700000000.25)), "2023-11-14T22:13:20.25Z");
  EXPECT_EQ(shown(instant_from_epoch(1700000000.123)), "2023-11-14T22:13:20.123Z");
  EXPECT_EQ(shown(instant_from_epoch(1700000000123)), "2023-11-14T22:13:20.123Z");
  EXPECT_EQ(shown(instant_from_epoch(-0.25)), "1969-12-31T23:59:59.75Z");
  EXPECT_EQ(shown(instant_from_epoch(0.9999999)), "1970-01-01T00:00:01Z");
  EXPECT_EQ(shown(instant_from_epoch(99'999'999'999)), "5138-11-16T09:46:39Z");
  EXPECT_EQ(shown(instant_from_epoch(100'000'000'000)), "1973-03-03T09:46:40Z");
  EXPECT_EQ(shown(instant_from_epoch(253'402'300'799'999)), "9999-12-31T23:59:59.999Z");
  for (const double value : {253'402'300'800'000.0, -62'167'219'200'001.0, 1e300, -1e300, std::nan(""),
                             std::numeric_limits<double>::infinity()}) {
    EXPECT_EQ(instant_from_epoch(value), std::nullopt) << value;
  }
}

TEST(Instant, ReadsDateLiterals) {
  const auto shown_range = [](std::string_view text) {
    const auto range = parse_date_literal(text);
    return range ? to_text(range->begin) + " " + to_text(range->end) : std::string();
  };
  EXPECT_EQ(shown_range("2024-04-10"), "2024-04-10T00:00:00Z 2024-04-11T00:00:00Z");
  EXPECT_EQ(shown_range("2024-12-31"), "2024-12-31T00:00:00Z 2025-01-01T00:00:00Z");
  EXPECT_EQ(shown_range("9999-12-31"), "9999-12-31T00:00:00Z 10000-01-01T00:00:00Z");
  EXPECT_EQ(shown_range("2024-04-10T20:00:00Z"), "2024-04-10T20:00:00Z 2024-04-10T20:00:00.000000001Z");
  EXPECT_EQ(shown_range("2024-04-10T20:00:00.5+02:00"), "2024-04-10T18:00:00.5Z 2024-04-10T18:00:00.500000001Z");
  EXPECT_EQ(shown_range("2024-04-10T20:00:00.999999999Z"), "2024-04-10T20:00:00.999999999Z 2024-04-10T20:00:01Z");
  for (const std::string_view text :
       {"2024-02-30", "2024-04-10 20:00:00Z", " 2024-04-10", "2024-04-10T", "1700000000"}) {
    EXPECT_EQ(shown_range(text), "") << text;
  }
}

TEST(Instant, DaysOfFourHundredYearsFollowEachOther) {
  constexpr std::int64_t kDay = 86'400;
  std::int64_t seconds = read_instant("1800-01-01")->seconds;
  for (int day = 0; day < 146'097; ++day, seconds += kDay) {
    const std::string text = to_text(Instant{seconds, 0});
    ASSERT_EQ(read_instant(text), (Instant{seconds, 0})) << text;
  }
  EXPECT_EQ(to_text(Instant{seconds, 0}), "2200-01-01T00:00:00Z");
}

TEST(Instant, PrintsAnySecond) {
  EXPECT_FALSE(to_text(Instant{std::numeric_limits<std::int64_t>::min(), 0}).empty());
  EXPECT_FALSE(to_text(Instant{std::numeric_limits<std::int64_t>::max(), 0}).empty());
}

}  // namespace
}  // namespace spoor
