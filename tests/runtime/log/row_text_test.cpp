// Cells in which SQL engines print rows and maps.
#include "runtime/log/row_text.h"

#include <gtest/gtest.h>

#include "lang/values/json_text.h"

namespace spoor {
namespace {

struct Cell {
  std::string_view text;
  std::string_view json;
};

TEST(RowText, BecomesJson) {
  constexpr Cell kCells[] = {
      {"plain", R"("plain")"},
      {"", R"("")"},
      {R"({"a": [1, "b"]})", R"({"a": [1, "b"]})"},
      {"[1, 2]", "[1, 2]"},
      {"{type=Root}", R"({"type":"Root"})"},
      {"{a=1, b=x y, c=null}", R"({"a":"1","b":"x y"})"},
      {"{a=}", R"({"a":""})"},
      {"{a={b=c, d=e}, f=g}", R"({"a":{"b":"c","d":"e"},"f":"g"})"},
      {"{tags=[a, b], n=1}", R"({"tags":["a","b"],"n":"1"})"},
      {"[{arn=x, accountid=1}, {arn=y}]", R"([{"arn":"x","accountid":"1"},{"arn":"y"}])"},
      {"{agent=curl, like Gecko, b=c}", R"({"agent":"curl, like Gecko","b":"c"})"},
      {"{say=\"a\\b\"}", R"({"say":"\"a\\b\""})"},
  };
  for (const Cell& c : kCells) EXPECT_EQ(json_of_row_text(c.text, KeyCase::kept), c.json) << c.text;
}

TEST(RowText, HasKeysAsRecordsHaveThem) {
  EXPECT_EQ(json_of_row_text("{principalid=a, accesskeyid=b, sessioncontext={attributes={mfaauthenticated=false}}}",
                             KeyCase::lost),
            R"({"principalId":"a","accessKeyId":"b","sessionContext":{"attributes":{"mfaAuthenticated":"false"}}})");
}

// What comes out is JSON, whatever goes in, and takes time in proportion.
TEST(RowText, IsAlwaysJson) {
  const std::string deep = std::string(100'000, '{') + "a=b" + std::string(50'000, '}');
  const std::string commas = "{a=" + std::string(200'000, ',') + "}";
  const std::string keys = [] {
    std::string text = "{";
    for (int i = 0; i < 20'000; ++i) text += "a=[x, {b=";
    return text;
  }();
  for (const std::string& cell : {std::string("{a=b"), std::string("{"), std::string("{=}"), std::string("{a=b}}"),
                                  std::string("[a"), std::string("{\x01=\xFF}"), deep, commas, keys}) {
    for (const KeyCase key_case : {KeyCase::kept, KeyCase::lost}) {
      const std::string json = json_of_row_text(cell, key_case);
      EXPECT_TRUE(json.find('\x01') == std::string::npos) << cell.substr(0, 40);
      EXPECT_FALSE(json.empty()) << cell.substr(0, 40);
      EXPECT_TRUE(std::string_view("{[\"").find(json[0]) != std::string_view::npos) << json.substr(0, 40);
      EXPECT_LT(json.size(), 8 * cell.size() + 100);
    }
  }
}

}  // namespace
}  // namespace spoor
