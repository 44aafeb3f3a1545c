// The decoder walks all paths at once, reach() takes one step after the other. On generated records and paths they must
// agree.

#include <gtest/gtest.h>

#include <random>

#include "runtime/event/decode.h"
#include "runtime/event/reach.h"
#include "tests/runtime/match/program_builder.h"

namespace spoor {
namespace {

class Generator {
 public:
  explicit Generator(std::uint32_t seed) : random_(seed) {}

  std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_); }

  std::string one_of(std::initializer_list<const char*> texts) { return *(texts.begin() + below(texts.size())); }

  std::string json(int depth) {
    const std::size_t shape = below(depth == 0 ? 2 : 7);
    if (shape >= 5) return object(depth);
    if (shape >= 2) return array(depth);
    return one_of({"1", "\"x\"", "null", "true", "\"\"", R"("\u0061")", "01", R"("\ud800")"});
  }

  std::string object(int depth) {
    std::string out = "{";
    for (std::size_t left = below(4); left > 0; --left) {
      out += one_of({"\"a\"", "\"b\"", R"("\u0061")", "\"c\""}) + ":" + json(depth - 1) + (left == 1 ? "" : ",");
    }
    return out + "}";
  }

  std::string path(std::size_t length) {
    std::string out = one_of({"a", "b"});
    while (length-- > 0) out += one_of({".a", ".a", ".b", "[0]", "[1]", "[-1]", "[-2]", "[*]"});
    return out;
  }

 private:
  std::string array(int depth) {
    std::string out = "[";
    for (std::size_t left = below(4); left > 0; --left) out += json(depth - 1) + (left == 1 ? "" : ",");
    return out + "]";
  }

  std::mt19937 random_;
};

std::string reached(const Program& program, Index node, const Value& start, Arena& arena) {
  DocumentReader documents;
  std::vector<Value> values;
  reach(program, node, start, documents, arena, values);
  return test::to_text(values);
}

// One record with up to eight paths: whole ones, and ones that go on from the elements of a quantifier.
void compare(std::uint32_t seed) {
  Generator generator(seed);
  const std::string json = generator.object(5);
  test::ProgramBuilder builder;
  struct Check {
    std::string over, below;
    Index slot = 0, scope = 0, over_node = 0, below_node = 0;
  };
  std::vector<Check> checks(1 + generator.below(8));
  for (Check& check : checks) {
    check.over = generator.path(generator.below(5));
    if (generator.below(2) == 0) check.below = "." + generator.path(generator.below(3));
    const bool is_element = generator.below(2) == 0;
    const std::string whole = check.over + (is_element ? "{}" : "") + check.below;
    check.slot = builder.slot(whole);
    check.scope = builder.scope_of(builder.path(whole));
    check.over_node = builder.path(is_element ? check.over : whole, kValueNode);
    check.below_node = builder.path(check.below, kValueNode);
  }
  const Program program = builder.finish();
  const Decoder decoder(program);
  Event event(program);
  const auto record = OwnedRecord::read(json);
  ASSERT_NE(record, nullptr) << json;
  decoder.decode(record->record(), event);

  Arena arena;
  DocumentReader documents;
  const Value start = Value::from_object(json);
  for (const Check& check : checks) {
    const std::string message = json + "  " + check.over + "  " + check.below;
    if (check.scope == 0) {
      EXPECT_EQ(test::to_text(event.values(check.slot, 0)), reached(program, check.over_node, start, arena)) << message;
      continue;
    }
    std::vector<Value> elements;
    reach(program, check.over_node, start, documents, arena, elements);
    ASSERT_EQ(event.elements(check.scope, 0).end, elements.size()) << message;
    for (Element element = 0; element < elements.size(); ++element) {
      EXPECT_EQ(test::to_text(event.values(check.slot, element)),
                reached(program, check.below_node, elements[element], arena))
          << message;
    }
  }
}

TEST(Agreement, DecodeAndReach) {
  for (std::uint32_t seed = 0; seed < 20000 && !HasFailure(); ++seed) compare(seed);
}

}  // namespace
}  // namespace spoor
