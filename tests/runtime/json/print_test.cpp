#include "runtime/json/print.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "lang/values/json_text.h"
#include "runtime/json/mask.h"

namespace spoor {
namespace {

constexpr std::string_view kTable =
    "# comment\n"
    "ec2.amazonaws.com\tCreateLaunchTemplate\tlaunchTemplateData.userData\n"
    "ec2.amazonaws.com\tRunInstances\tuserData\n"
    "iam.amazonaws.com\tChangePassword\tnewPassword,oldPassword\n"
    "lambda.amazonaws.com\tUpdateFunctionCode\tzipFile\n"
    "x.amazonaws.com\tPut\ttags.value,blob\n";

std::string masked(std::string_view record) {
  const Mask mask(kTable);
  std::string out;
  mask.append_masked(record, out);
  EXPECT_TRUE(mask.may_have_secrets(record) || out == record) << record;
  return out;
}

std::string printed(std::string_view record, bool with_mask) {
  const Mask mask(kTable);
  std::string out;
  append_printed(record, with_mask ? &mask : nullptr, out);
  return out;
}

TEST(Print, LeavesWhiteSpaceOut) {
  std::string out;
  append_minified(" { \"a b\" :\t[ 1 ,\r\n 2 ] , \"\\\" \" : \" \\\\\" } ", out);
  EXPECT_EQ(out, R"({"a b":[1,2],"\" ":" \\"})");
}

TEST(Print, WritesStrings) {
  using std::string_view_literals::operator""sv;
  struct {
    std::string_view text;
    std::string_view expected;
  } const cases[] = {
      {"", R"("")"},
      {"plain äöü 😀 / \x7F", "\"plain äöü 😀 / \x7F\""},
      {"\" \\ \b\f\n\r\t", R"("\" \\ \b\f\n\r\t")"},
      {"\0\x1F"sv, R"("\u0000\u001f")"},
      {"a\xFF"
       "b\xC3",
       "\"a\uFFFD"
       "b\uFFFD\""},
  };
  for (const auto& [text, expected] : cases) {
    std::string out;
    append_json_string(text, out);
    EXPECT_EQ(out, expected);
    EXPECT_TRUE(is_strict_json(out)) << out;
  }
}

// Whatever stands where, in words of eight bytes.
TEST(Print, WritesEachByteOfAStringAsItDoesAlone) {
  for (std::size_t length = 1; length < 20; ++length) {
    for (std::size_t at = 0; at < length; ++at) {
      for (const std::string_view special : {"\x01", "\x1F", "\"", "\\", "#", "!", "]", "[", "\x7F", "\xFF", "ä"}) {
        std::string text(length, 'a'), whole, alone, expected = "\"" + std::string(at, 'a');
        text.replace(at, 1, special);
        append_json_string(text, whole);
        append_json_string(special, alone);
        expected += alone.substr(1, alone.size() - 2) + std::string(length - at - 1, 'a') + '"';
        ASSERT_EQ(whole, expected);
      }
    }
  }
}

TEST(Print, PrintsWhatIsNotJsonAsAString) {
  EXPECT_EQ(printed(R"({ "a" : 1 })", false), R"({"a":1})");
  EXPECT_EQ(printed(R"({ "a" : 01 })", false), R"("{ \"a\" : 01 }")");
  EXPECT_EQ(printed("{\"a\":\"\n\"}", false), R"("{\"a\":\"\n\"}")");
  EXPECT_EQ(printed(R"({"password": "p", "a": 01})", true), R"("{\"password\": \"***\", \"a\": 01}")");
  EXPECT_EQ(printed(R"({"password": "p", "a": "\ud800"})", true), R"({"password":"***","a":"\ud800"})");
}

TEST(Mask, ReplacesSecretsWhereverTheyStand) {
  struct {
    std::string_view record;
    std::string_view expected;
  } const cases[] = {
      {R"({"password":"p"})", R"({"password":"***"})"},
      {R"({ "a" : { "sessionToken" : "t" , "b" : 1 } })", R"({ "a" : { "sessionToken" : "***" , "b" : 1 } })"},
      {R"({"a":[1,[{"privateKey":"k"}]]})", R"({"a":[1,[{"privateKey":"***"}]]})"},
      {R"({"secretAccessKey":{"x":[1,"}"]},"b":2})", R"({"secretAccessKey":"***","b":2})"},
      {R"({"idToken":[1,2],"masterUserPassword":null})", R"({"idToken":"***","masterUserPassword":"***"})"},
      {R"({"password":"a","password":"b"})", R"({"password":"***","password":"***"})"},
      {R"({"pass\u0077ord":"p"})", R"({"pass\u0077ord":"***"})"},
      {R"({"password":"a\"b","c":"\\"})", R"({"password":"***","c":"\\"})"},
      {R"({"Password":"p","passwords":"p","password ":"p"})", R"({"Password":"p","passwords":"p","password ":"p"})"},
      {R"({"a":"password"})", R"({"a":"password"})"},
      {R"({"a":"{\"password\":\"p\"}"})", R"({"a":"{\"password\":\"p\"}"})"},
      {R"(["password","p"])", R"(["password","p"])"},
      {R"({"a":["password","p"]})", R"({"a":["password","p"]})"},
      {R"({})", R"({})"},
      {"", ""},
  };
  for (const auto& [record, expected] : cases) EXPECT_EQ(masked(record), expected) << record;
}

TEST(Mask, ReplacesWhatTheApiSaysIsSensitive) {
  const auto record = [](std::string_view source, std::string_view name, std::string_view rest) {
    return fmt::format(R"({{"eventSource":"{}","eventName":"{}",{}}})", source, name, rest);
  };
  struct {
    std::string_view source, name, rest, expected;
  } const cases[] = {
      {"iam.amazonaws.com", "ChangePassword", R"("requestParameters":{"newPassword":"a","oldPassword":"b"})",
       R"("requestParameters":{"newPassword":"***","oldPassword":"***"})"},
      {"iam.amazonaws.com", "ChangePassword", R"("responseElements":{"NewPassword":"a"})",
       R"("responseElements":{"NewPassword":"***"})"},
      {"iam.amazonaws.com", "ChangePassword", R"("newPassword":"a","requestParameters":null)",
       R"("newPassword":"a","requestParameters":null)"},
      {"iam.amazonaws.com", "ChangePassword", R"("additionalEventData":{"newPassword":"a"})",
       R"("additionalEventData":{"newPassword":"a"})"},
      {"iam.amazonaws.com", "GetUser", R"("requestParameters":{"newPassword":"a"})",
       R"("requestParameters":{"newPassword":"a"})"},
      {"lambda.amazonaws.com", "UpdateFunctionCode20150331v2", R"("requestParameters":{"zipFile":"a"})",
       R"("requestParameters":{"zipFile":"***"})"},
      {"ec2.amazonaws.com", "CreateLaunchTemplate",
       R"("requestParameters":{"CreateLaunchTemplateRequest":{"LaunchTemplateData":{"UserData":"a","x":1}}})",
       R"("requestParameters":{"CreateLaunchTemplateRequest":{"LaunchTemplateData":{"UserData":"***","x":1}}})"},
      {"ec2.amazonaws.com", "CreateLaunchTemplate", R"("requestParameters":{"userData":"a"})",
       R"("requestParameters":{"userData":"a"})"},
      {"x.amazonaws.com", "Put", R"("requestParameters":{"tags":[{"key":"a","value":"b"}],"value":"c","blob":{"d":1}})",
       R"("requestParameters":{"tags":[{"key":"a","value":"***"}],"value":"c","blob":"***"})"},
      {"x.amazonaws.com", "Put", R"("requestParameters":{"tags":{"items":[{"value":"b"}]}})",
       R"("requestParameters":{"tags":{"items":[{"value":"***"}]}})"},
  };
  for (const auto& [source, name, rest, expected] : cases) {
    EXPECT_EQ(masked(record(source, name, rest)), record(source, name, expected));
  }
}

TEST(Mask, FindsTheEventWhereverItIsNamed) {
  EXPECT_EQ(
      masked(R"({"requestParameters":{"userData":"a"},"eventName":"RunInstances","eventSource":"ec2.amazonaws.com"})"),
      R"({"requestParameters":{"userData":"***"},"eventName":"RunInstances","eventSource":"ec2.amazonaws.com"})");
  EXPECT_EQ(
      masked(
          R"({"eventSource":"ec2.amazonaws.com","eventName":"x","eventName":"Run\u0049nstances","requestParameters":{"userData":"a"}})"),
      R"({"eventSource":"ec2.amazonaws.com","eventName":"x","eventName":"Run\u0049nstances","requestParameters":{"userData":"***"}})");
  EXPECT_EQ(
      masked(
          R"({"a":{"eventSource":"ec2.amazonaws.com","eventName":"RunInstances"},"requestParameters":{"userData":"a"}})"),
      R"({"a":{"eventSource":"ec2.amazonaws.com","eventName":"RunInstances"},"requestParameters":{"userData":"a"}})");
}

TEST(Mask, WorksOnRecordsThatAreNotJson) {
  struct {
    std::string_view record;
    std::string_view expected;
  } const cases[] = {
      {R"({"password" "p"})", R"({"password" "***"})"},
      {R"({"password":: "p"})", R"({"password":: "***"})"},
      {R"({password: p1 p2 , b: 1})", R"({password: "***" , b: 1})"},
      {R"({"a":1 "password":"p"})", R"({"a":1 "password":"***"})"},
      {R"({"password":})", R"({"password":})"},
      {R"({"password"})", R"({"password"})"},
      {R"({"password","p"})", R"({"password","p"})"},
      {R"({,"password":"p",})", R"({,"password":"***",})"},
      {R"({"password":tru"e"{"x":1}})", R"({"password":"***"})"},
      {R"({"pass\qword":"p","password":"p"})", R"({"pass\qword":"p","password":"***"})"},
  };
  for (const auto& [record, expected] : cases) EXPECT_EQ(masked(record), expected) << record;
}

TEST(Mask, SurvivesAnyBytes) {
  const std::string_view record =
      R"({"eventSource":"x.amazonaws.com","eventName":"Put","requestParameters":{"tags":[{"value":"\""}]}})";
  for (std::size_t i = 0; i < record.size(); ++i) {
    masked(record.substr(0, i));
    for (const char c : std::string_view("\"\\{}[]:, \0x", 11)) {
      std::string changed(record);
      changed[i] = c;
      EXPECT_FALSE(masked(changed).empty());
    }
  }
}

TEST(Mask, TakesTimeLinearInTheRecord) {
  std::string names;
  for (int i = 0; i < 20'000; ++i) names += R"("eventSource":"x.amazonaws.com","eventName":"Put",)";
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
  const std::string record = "{" + names + R"("password":)" + deep + "}";
  EXPECT_EQ(masked(record), "{" + names + R"("password":"***"})");
}

std::string text_of(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(Mask, ReadsTheTableThatShips) {
  EXPECT_EQ(aws_sensitive_table(), text_of(SPOOR_SOURCE_DIR "/rules/aws_api/sensitive.tsv"));
  const Mask mask(aws_sensitive_table());
  std::string out;
  mask.append_masked(
      R"({"eventSource":"amazonmq.amazonaws.com","eventName":"CreateUser","requestParameters":{"password":"p","username":"u"}})",
      out);
  EXPECT_EQ(out.find("\"p\""), std::string::npos) << out;
}

TEST(Mask, KnowsRecordsThatHaveNoSecretsForSure) {
  const Mask mask(kTable);
  for (const char* record : {R"({"eventName":"DescribeInstances","userIdentity":{"accessKeyId":"AKIA"}})", "{}",
                             R"({"requestParameters":{"userData":"x"}})", R"({"eventName" : 12, "a": "eventName"})"}) {
    EXPECT_FALSE(mask.may_have_secrets(record)) << record;
  }
  for (const char* record :
       {R"({"password":"x"})", R"({"session\u0054oken":"x"})", "{idToken:1}", R"({"a":{"eventName": "RunInstances"}})",
        R"({"eventName":"RunInstances20150331v2"})", R"({"eventName":"RunInstances" "x"})", R"({eventName:"Put"})"}) {
    EXPECT_TRUE(mask.may_have_secrets(record)) << record;
  }
}

TEST(Mask, LeavesNoTokenInRealRecords) {
  std::ifstream file(SPOOR_SOURCE_DIR "/../shared/data/cloudtrail/maheribra.ndjson");
  if (!file) GTEST_SKIP() << "the shared sample records are not here";
  const Mask mask(aws_sensitive_table());
  std::size_t masked_records = 0;
  for (std::string line; std::getline(file, line);) {
    std::string out, as_it_stands;
    append_printed(line, &mask, out);
    EXPECT_TRUE(is_strict_json(out));
    append_printed(line, nullptr, as_it_stands);
    EXPECT_TRUE(mask.may_have_secrets(line) || out == as_it_stands) << line;
    const std::size_t at = out.find("\"sessionToken\":");
    if (at == std::string::npos) continue;
    EXPECT_EQ(out.substr(at, 20), "\"sessionToken\":\"***\"");
    ++masked_records;
  }
  EXPECT_GT(masked_records, 0U);
}

}  // namespace
}  // namespace spoor
