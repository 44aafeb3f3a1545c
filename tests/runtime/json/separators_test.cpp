#include "runtime/json/separators.h"

#include <gtest/gtest.h>

namespace spoor {
namespace {

bool are_strict(std::string_view text) {
  const auto record = OwnedRecord::read(text);
  EXPECT_NE(record, nullptr) << text;
  return record != nullptr && are_separators_strict(record->record());
}

TEST(Separators, StandWhereJsonHasThem) {
  for (const char* text :
       {R"({})", R"({"a":1})", R"({ "a" : [ ] , "b" : { } })", R"({"a":[1,"x",[],{"b":null}],"c":{"d":[[2]]}})",
        R"({"a":01})", R"({"a":nul})", R"({"a":"\"b\\"})"}) {
    EXPECT_TRUE(are_strict(text)) << text;
  }
  for (const char* text : {R"({"a"})",
                           R"({"a":})",
                           R"({"a" 1})",
                           R"({"a":1 "b":2})",
                           R"({"a":1,})",
                           R"({,"a":1})",
                           R"({"a":1,,"b":2})",
                           R"({a:1})",
                           R"({"a"::1})",
                           R"({"a":"b":"c"})",
                           R"({"a":[1 2]})",
                           R"({"a":[1,]})",
                           R"({"a":[,1]})",
                           R"({"a":["b":1]})",
                           R"({"a":{1}})",
                           R"({"a":1 2})",
                           R"({"a":{}{}})",
                           R"({[]})",
                           R"({{}})",
                           R"({:1})",
                           R"({"password":"x" "k":"a"})",
                           R"({"sessionToken" "k":"a","v":1})"}) {
    EXPECT_FALSE(are_strict(text)) << text;
  }
}

TEST(Separators, OfTheDeepestRecord) {
  std::string text = "{\"a\":";
  text += std::string(kMaxDepth - 1, '[') + std::string(kMaxDepth - 1, ']') + "}";
  EXPECT_TRUE(are_strict(text));
}

}  // namespace
}  // namespace spoor
