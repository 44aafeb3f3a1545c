#include "runtime/event/decode.h"

#include <gtest/gtest.h>

#include <thread>

#include "tests/runtime/match/program_builder.h"

namespace spoor {
namespace {

using test::ProgramBuilder;

// The values of each path, `{}` being the elements of a quantifier: then each value has its element before it.
std::vector<std::string> decode(const std::vector<std::string>& paths, std::string_view json) {
  ProgramBuilder builder;
  std::vector<Index> slots;
  for (const std::string& path : paths) slots.push_back(builder.slot(path));
  const Program program = builder.finish();
  const Decoder decoder(program);
  Event event(program);
  const auto record = OwnedRecord::read(json);
  if (!record) return {"unreadable"};
  std::vector<std::string> out;
  for (int pass = 0; pass < 2; ++pass) {  // the second one over an Event that was used
    decoder.decode(record->record(), event);
    out.clear();
    for (const Index slot : slots) {
      const Index scope = program.slots[slot].scope;
      if (scope == 0) {
        out.push_back(test::to_text(event.values(slot, 0)));
        continue;
      }
      std::string text;
      const Index parent = program.scopes[scope].parent;
      const Element parents = parent == 0 ? 1 : event.elements(parent, 0).end + 100;
      for (Element outer = 0; outer < parents; ++outer) {
        const Event::ElementRange range = event.elements(scope, outer);
        for (Element element = range.begin; element < range.end; ++element) {
          const std::string label = parent == 0 ? "" : std::to_string(outer) + "/";
          text += (text.empty() ? "" : " ") + label + std::to_string(element) + ":" +
                  test::to_text(event.values(slot, element));
        }
      }
      out.push_back(text);
    }
  }
  return out;
}

struct Case {
  const char* what;
  std::vector<std::string> paths;
  std::string json;
  std::vector<std::string> values;
};

class Decode : public testing::TestWithParam<Case> {};

TEST_P(Decode, FillsSlots) { EXPECT_EQ(decode(GetParam().paths, GetParam().json), GetParam().values); }

const Case kSteps[] = {
    {"key", {"a"}, R"({"a": "x"})", {R"("x")"}},
    {"types",
     {"a", "b", "c", "d", "e"},
     R"({"a": 1, "b": true, "c": false, "d": null, "e": {"f": [1]}})",
     {"1", "true", "false", "", R"({"f": [1]})"}},
    {"missing key", {"a", "b.c"}, R"({"x": 1, "b": {"d": 1}})", {"", ""}},
    {"blank values are values", {"a", "b", "c"}, R"({"a": "", "b": 0, "c": {}})", {R"("")", "0", "{}"}},
    {"empty array", {"a"}, R"({"a": []})", {""}},
    {"keys below keys", {"a.b.c"}, R"({"a": {"b": {"c": 1}}, "c": 2})", {"1"}},
    {"step into a scalar", {"a.b"}, R"({"a": "x"})", {""}},
    {"key that stands twice",
     {"a", "b.c"},
     R"({"a": 1, "b": {"c": 2, "c": 3}, "a": 4, "b": {"c": 5}})",
     {"1 4", "2 3 5"}},
    {"array flattened, null dropped", {"a"}, R"({"a": [1, [2, [null, 3]], null, [[]]]})", {"1 2 3"}},
    {"key enters arrays", {"a.b"}, R"({"a": [{"b": 1}, [{"b": 2}, [{"b": [3, 4]}]], 5, {"c": 6}]})", {"1 2 3 4"}},
    {"one node ends and goes on", {"a", "a.b"}, R"({"a": [{"b": 1}, 2]})", {R"({"b": 1} 2)", "1"}},
    {"object is kept as it stands", {"a"}, R"({"a": [{"b" : [1,2] }, {}]})", {R"({"b" : [1,2] } {})"}},
    {"escaped key", {"a", "b\\n"}, R"({"\u0061": 1, "b\\n": 2, "b\n": 3})", {"1", "2"}},
    {"escaped value", {"a"}, R"({"a": "x\ny\u00e9"})", {"\"x\ny\xC3\xA9\""}},
    {"empty key", {"a.", "a"}, R"({"a": {"": 1}})", {"1", R"({"": 1})"}},
    {"keys that begin alike",
     {"userIdentity", "userIdentityName", "userIdentit", "userIdentityNames"},
     R"({"userIdentityName": 1, "userIdentity": 2, "userIdentityNames": 3, "userIdentit": 4})",
     {"2", "1", "4", "3"}},
};
INSTANTIATE_TEST_SUITE_P(Steps, Decode, testing::ValuesIn(kSteps));

const Case kSelections[] = {
    {"index",
     {"a[0]", "a[1]", "a[2]", "a[-1]", "a[-2]", "a[-3]"},
     R"({"a": ["x", "y"]})",
     {R"("x")", R"("y")", "", R"("y")", R"("x")", ""}},
    {"null keeps its position", {"a[0]", "a[1]", "a[-2]"}, R"({"a": [null, 1]})", {"", "1", ""}},
    {"no array counts as one of one",
     {"a[0]", "a[-1]", "a[1]", "a[0][0].b", "a[-1][*][0].b", "a[0].b"},
     R"({"a": {"b": 1}})",
     {R"({"b": 1})", R"({"b": 1})", "", "1", "1", "1"}},
    {"selects from the array reached, not from those in it",
     {"a[0]", "a[0][1]", "a[*][0]", "a[*][*]", "a[*]"},
     R"({"a": [[1, 2], [3, 4], 5]})",
     {"1 2", "2", "1 3 5", "1 2 3 4 5", "1 2 3 4 5"}},
    {"from each array reached",
     {"a.b[0]", "a.b[-1]", "a[0].b[1]", "a.b"},
     R"({"a": [{"b": [1, 2]}, [{"b": [3]}], {"b": 4}]})",
     {"1 3 4", "2 3 4", "2", "1 2 3 4"}},
    {"beyond one level",
     {"a[*][*][0]", "a[1][0][0]", "a[-1][-1][-1]"},
     R"({"a": [[[1], [2]], [[3, 4]]]})",
     {"1 2 3", "3", "4"}},
    {"all at once",
     {"a", "a.b", "a[0]", "a[0].b", "a[-1].b", "a[*].b", "a[*][0].b", "a[0][*].b[0]"},
     R"({"a": [{"b": [1, 2]}, {"b": 3}]})",
     {R"({"b": [1, 2]} {"b": 3})", "1 2 3", R"({"b": [1, 2]})", "1 2", "3", "1 2 3", "1 2 3", "1"}},
    {"one element by two ways", {"a[0]", "a[-1]"}, R"({"a": [7]})", {"7", "7"}},
    {"same index for two arrays", {"a[1].b", "a[1].c"}, R"({"a": [{"b": 1}, {"b": 2, "c": 3}]})", {"2", "3"}},
    {"of empty array", {"a[0]", "a[-1]", "a[*]"}, R"({"a": []})", {"", "", ""}},
    {"what cannot be decoded keeps its position",
     {"a[0]", "a[1]", "a[-1]", "a"},
     R"({"a": ["\ud800", 01, 2]})",
     {"", "", "2", "2"}},
};
INSTANTIATE_TEST_SUITE_P(Selections, Decode, testing::ValuesIn(kSelections));

const Case kElements[] = {
    {"each value is one", {"a{}"}, R"({"a": [1, [2, null], {"b": 3}]})", {R"(0:1 1:2 2:{"b": 3})"}},
    {"no array is one", {"a{}", "a{}.b"}, R"({"a": {"b": 3}})", {R"(0:{"b": 3})", "0:3"}},
    {"none", {"a{}", "b{}", "c{}"}, R"({"a": [], "b": null})", {"", "", ""}},
    {"paths below",
     {"a{}.b", "a{}.c"},
     R"({"a": [{"b": 1}, {"c": 2}, {"b": [3, 4], "c": 5}]})",
     {"0:1 1: 2:3 4", "0: 1:2 2:5"}},
    {"one value each", {"a{}.b"}, R"({"a": [{"b": 1}, {"b": 2}, {"b": 3}]})", {"0:1 1:2 2:3"}},
    {"at different places", {"a.b{}.c"}, R"({"a": [{"b": [{"c": 1}, {"c": 2}]}, {"b": {"c": 3}}]})", {"0:1 1:2 2:3"}},
    {"elements in elements",
     {"a{}.b{}.c", "a{}.d"},
     R"({"a": [{"b": [{"c": 1}, {"c": 2}], "d": 7}, {"d": 8}, {"d": 9, "b": {"c": 3}}]})",
     {"0/0:1 0/1:2 2/2:3", "0:7 1:8 2:9"}},
    {"element of itself", {"a{}{}", "a{}[0]{}.b"}, R"({"a": [1, {"b": 2}]})", {R"(0/0:1 1/1:{"b": 2})", "0/0: 1/1:2"}},
    {"over a selection",
     {"a[0]{}.b", "a[*][0]{}.b", "a[-1]{}"},
     R"({"a": [[{"b": 1}, {"b": 2}], {"b": 3}]})",
     {"0:1 1:2", "0:1 1:3", R"(0:{"b": 3})"}},
    {"index of an element",
     {"a{}[0]", "a{}.b[1]"},
     R"({"a": [1, {"b": [2, 3]}]})",
     {R"(0:1 1:{"b": [2, 3]})", "0: 1:3"}},
    {"beside a path of the record",
     {"a{}.b", "a.b", "a"},
     R"({"a": [{"b": 1}, {"b": 2}]})",
     {"0:1 1:2", "1 2", R"({"b": 1} {"b": 2})"}},
    {"what cannot be decoded is none", {"a{}"}, R"({"a": ["\ud800", 1, 1x, nul, 2]})", {"0:1 1:2"}},
    {"key that stands twice", {"a{}"}, R"({"a": [1], "a": 2})", {"0:1 1:2"}},
};
INSTANTIATE_TEST_SUITE_P(Elements, Decode, testing::ValuesIn(kElements));

// Not JSON, but readable; see runtime/json/token_walk.h.
const Case kLenient[] = {
    {"missing comma", {"a", "b"}, R"({"a": 1 "b": 2})", {"1", "2"}},
    {"missing value", {"a", "b", "c"}, R"({"a": , "b": 2, "c":})", {"", "2", ""}},
    {"missing colon", {"a", "b"}, R"({"a" 1, "b": 2})", {"", "2"}},
    {"colon twice", {"a", "b"}, R"({"a":: 1, "b": 2})", {"", "2"}},
    {"key that is no string", {"a", "b"}, R"({a: 1, {"a": 2}: 3, [4]: 5, "b": 6})", {"", "6"}},
    {"value that is followed by a colon", {"a", "b"}, R"({"a": "b": 1})", {R"("b")", ""}},
    {"commas alone", {"a"}, R"({,,"a": 1,,})", {"1"}},
    {"array without commas", {"a", "a[1]"}, R"({"a": [1 2 {"b": 3}[4]]})", {R"(1 2 {"b": 3} 4)", "2"}},
    {"array with too many", {"a", "a[1]", "a[-1]"}, R"({"a": [,1,,2:3,]})", {"1 2 3", "2", "3"}},
    {"malformed scalars are absent",
     {"a", "b", "c", "d"},
     R"({"a": tru, "b": 01, "c": "\q", "d": "\udc00"})",
     {"", "", "", ""}},
    {"key that cannot be decoded", {"a"}, R"({"\ud800": 1, "a": 2})", {"2"}},
};
INSTANTIATE_TEST_SUITE_P(Lenient, Decode, testing::ValuesIn(kLenient));

void PrintTo(const Case& test, std::ostream* out) { *out << test.what; }

std::string repeat(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

TEST(DecodeHostile, DeepestNesting) {
  const std::size_t depth = kMaxDepth - 1;
  const std::string arrays = R"({"a": )" + repeat("[", depth) + "1" + repeat("]", depth) + "}";
  const std::vector<std::string> ones = {"1", "1", "1", "0:1"};
  // On the small stack that a thread may have.
  std::thread([&] { EXPECT_EQ(decode({"a", "a[0]", "a[*][-1]", "a{}"}, arrays), ones); }).join();

  std::string path = "a";
  for (std::size_t level = 1; level < depth; ++level) path += ".a";
  const std::string objects = repeat(R"({"a": )", depth) + "1" + repeat("}", depth);
  EXPECT_EQ(decode({path, path + "[0]"}, objects), (std::vector<std::string>{"1", "1"}));
}

TEST(DecodeHostile, ManyKeysAndPaths) {
  std::string json = "{";
  std::vector<std::string> paths;
  std::vector<std::string> values;
  for (int key = 0; key < 2000; ++key) {
    if (key != 0) json += ",";
    json += "\"key" + std::to_string(key) + "\": " + std::to_string(key);
    if (key % 2 != 0) continue;
    paths.push_back("key" + std::to_string(key));
    values.push_back(std::to_string(key));
  }
  EXPECT_EQ(decode(paths, json + "}"), values);
}

TEST(DecodeHostile, LongArrayOfElements) {
  std::string json = R"({"a": [)";
  std::string expected;
  for (int element = 0; element < 10000; ++element) {
    json += (element == 0 ? "" : ",") + (R"({"b": [)" + std::to_string(element) + ", 1]}");
    expected += (element == 0 ? "" : " ") + std::to_string(element) + ":" + std::to_string(element) + " 1";
  }
  EXPECT_EQ(decode({"a{}.b"}, json + "]}"), std::vector<std::string>{expected});
}

}  // namespace
}  // namespace spoor
