#include "lang/functions/each.h"

#include <gtest/gtest.h>

namespace spoor {
namespace {

struct Text {
  std::string operator()(std::string_view text) const { return std::string(text); }
  std::string operator()(const Number& number) const { return to_text(number); }
  std::string operator()(bool boolean) const { return boolean ? "true" : "false"; }
  std::string operator()(const Version& version) const { return "v" + std::string(version.text); }
};

std::string of(Function function, const Scalar& value) {
  std::string made;
  const auto result = each_function(function)(value, made);
  return result ? std::visit(Text{}, *result) : "none";
}

const Scalar kFive = Number::from_integer(5);

TEST(EachFunction, IsThereForRowsOfOneValue) {
  EXPECT_NE(each_function(Function::lower), nullptr);
  EXPECT_NE(each_function(Function::arn_account), nullptr);
  EXPECT_EQ(each_function(Function::concat), nullptr);
  EXPECT_EQ(each_function(Function::json), nullptr);
}

TEST(EachFunction, PassesOverWhatItCannotTake) {
  const Scalar version = Version{"1.2"};
  for (std::size_t i = 0; i < functions().size(); ++i) {
    const auto function = static_cast<Function>(i);
    if (each_function(function) == nullptr) continue;
    const bool is_truth = info(function).result == FunctionResult::truth;
    const std::string nothing = is_truth ? "false" : "none";
    EXPECT_EQ(of(function, version), nothing) << info(function).name;
    if (info(function).takes != FunctionTakes::numbers) {
      EXPECT_EQ(of(function, kFive), nothing) << info(function).name;
    }
    if (info(function).takes != FunctionTakes::booleans) {
      EXPECT_EQ(of(function, Scalar(true)), nothing) << info(function).name;
    }
  }
}

// The runtime keeps all of it, or nothing.
TEST(EachFunction, GivesTheWholeOfWhatItMade) {
  for (const std::string_view text :
       {"ABC", "abc", "https://Ab/", "2024-04-10", "arn:aws:s3:::b", "1.20", "YWJj", ""}) {
    for (std::size_t i = 0; i < functions().size(); ++i) {
      const EachFunction each = each_function(static_cast<Function>(i));
      std::string made;
      if (each == nullptr || !each(text, made) || made.empty()) continue;
      EXPECT_EQ(of(static_cast<Function>(i), text),
                (info(static_cast<Function>(i)).result == FunctionResult::version ? "v" : "") + made)
          << functions()[i].name << " " << text;
    }
  }
}

TEST(EachFunction, Number) {
  EXPECT_EQ(of(Function::number, kFive), "5");
  EXPECT_EQ(of(Function::number, "18446744073709551615"), "18446744073709551615");
  EXPECT_EQ(of(Function::number, "-1.50e1"), "-15");
  for (const char* text : {"", " 1", "1 ", "+1", "01", "1.", ".5", "0x1", "NaN", "Infinity", "1_000"}) {
    EXPECT_EQ(of(Function::number, text), "none") << text;
  }
}

TEST(EachFunction, Bool) {
  EXPECT_EQ(of(Function::boolean, Scalar(false)), "false");
  for (const char* text : {"true", "TRUE", "tRuE"}) EXPECT_EQ(of(Function::boolean, text), "true");
  for (const char* text : {"", "yes", "1", " true", "truefalse",
                           "fal\xC5\xBF"
                           "e"}) {
    EXPECT_EQ(of(Function::boolean, text), "none") << text;
  }
}

TEST(EachFunction, Base64GivesTextOnly) {
  EXPECT_EQ(of(Function::base64, "w6Q="), "\xC3\xA4");
  EXPECT_EQ(of(Function::base64, ""), "");
  EXPECT_EQ(of(Function::base64, "/w=="), "none");
  EXPECT_EQ(of(Function::base64, "7aCA"), "none");  // a surrogate
}

TEST(EachFunction, Time) {
  EXPECT_EQ(of(Function::time, "Apr 10, 2024, 8:00:00 PM"), "2024-04-10T20:00:00Z");
  EXPECT_EQ(of(Function::time, "2024-04-10T23:30:00.250-01:00"), "2024-04-11T00:30:00.25Z");
  EXPECT_EQ(of(Function::time, Scalar(Number::from_integer(1712779200))), "2024-04-10T20:00:00Z");
  EXPECT_EQ(of(Function::time, kFive), "1970-01-01T00:00:05Z");
  EXPECT_EQ(of(Function::time, "now"), "none");
  EXPECT_EQ(of(Function::time_date, "2024-04-10T23:30:00-01:00"), "2024-04-11");
  EXPECT_EQ(of(Function::time_date, "0000-01-01"), "0000-01-01");
  EXPECT_EQ(of(Function::time_hour, "1969-12-31T23:59:59Z"), "23");
  EXPECT_EQ(of(Function::time_hour, "1969-12-31T00:00:00Z"), "0");
  EXPECT_EQ(of(Function::time_hour, "9999-12-31T12:00:00Z"), "12");
}

TEST(EachFunction, Weekday) {
  const std::pair<const char*, const char*> cases[] = {
      {"1970-01-01", "thursday"},         {"2024-02-29", "thursday"}, {"2024-04-14T23:59:59Z", "sunday"},
      {"2024-04-15T00:00:00Z", "monday"}, {"1969-12-28", "sunday"},   {"1969-12-31T23:59:59Z", "wednesday"},
      {"0000-01-01", "saturday"},         {"9999-12-31", "friday"},   {"1900-01-01", "monday"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(of(Function::time_weekday, text), expected) << text;
}

TEST(EachFunction, UaFamily) {
  const std::pair<const char*, const char*> cases[] = {
      {"aws-cli/2.17.32 md/awscrt#0.21.2", "aws-cli"},
      {"[aws-cli/2.17.32 md/awscrt#0.21.2]", "aws-cli"},
      {"Boto3/1.15.2 Python/3.8.2 Botocore/1.18.2", "boto3"},
      {"aws-sdk-nodejs/2.1 linux", "aws-sdk-js"},
      {"aws-sdk-go-v2/1.25.2 os/linux", "aws-sdk-go"},
      {"aws-internal/3 aws-sdk-java/1.12.667", "aws-internal"},
      {"AWS Internal", "aws-internal"},
      {"signin.amazonaws.com", "console"},
      {"console.ec2.amazonaws.com", "console"},
      {"Mozilla/5.0 (Windows NT 10.0)", "browser"},
      {"aws-sdk-go/1.4 (go1.2; linux) APN/1.0 HashiCorp/1.0 Terraform/1.2", "terraform"},
      {"aws-sdk-go/1.4 notterraform/1", "aws-sdk-go"},
      {"config.amazonaws.com", "config.amazonaws.com"},
      {"stratus-red-team_ea782787-a65d", "stratus-red-team"},
      {"Jersey/${project.version} (HttpUrlConnection 17.0.12)", "jersey"},
      {"custom;x", "custom"},
      {"/1.0", "none"},
      {"", "none"},
      {" [", "none"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(of(Function::ua_family, text), expected) << text;
}

// A name without end is cut, between code points.
TEST(EachFunction, UaFamilyIsBounded) {
  std::string text = "a";
  while (text.size() < 4096) text += "\xC3\xA4";
  const std::string family = of(Function::ua_family, text);
  EXPECT_LE(family.size(), 512U);
  EXPECT_EQ(family, text.substr(0, family.size()));
  EXPECT_EQ(family.size() % 2, 1U);
}

}  // namespace
}  // namespace spoor
