#include <gmock/gmock.h>

#include <cstdlib>
#include <new>

#include "tests/library/recorder.h"

// Memory that runs out: the n-th allocation of this thread fails, and all behind it.
namespace {
thread_local long allocations_left = -1;  // below zero: no limit
}  // namespace

// NOLINTBEGIN: the global operators, replaced. GCC, which sees through one but not the other, takes them for a
// mismatch.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
void* operator new(std::size_t size) {
  if (allocations_left == 0) throw std::bad_alloc();
  if (allocations_left > 0) --allocations_left;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
// NOLINTEND

namespace spoor::test {
namespace {

constexpr std::string_view kRules = R"(
list names = ["a", "b", "c"]
rule one { where name in names and agent contains~ "tool" emit "{name} came" {name: name} }
rule two { where agent matches /^[a-z]+ v[0-9]+$/ or any x in items: (x.k == 1) }
)";
constexpr std::string_view kBuffer =
    "{\"name\":\"a\",\"agent\":\"tool "
    "v1\",\"password\":\"p\",\"items\":[{\"k\":1}]}\n{\"bad\":]}\n{\"name\":\"b\",\"agent\":\"tool\"}\n";

// Counts and writes nothing down, since that would take memory.
struct Counter {
  int findings = 0, bad = 0;

  spoor_callbacks callbacks() {
    return {
        sizeof(spoor_callbacks), this,
        [](void* self, const spoor_finding*) -> int { return ++static_cast<Counter*>(self)->findings, SPOOR_GO_ON; },
        [](void* self, const spoor_bad_record*) -> int { return ++static_cast<Counter*>(self)->bad, SPOOR_GO_ON; },
        [](void*, spoor_text) {}};
  }
};

// Calls body() with memory for 0, 1, 2 ... allocations until it succeeds. Returns for how many that was.
template <typename Body>
long with_little_memory(Body body) {
  for (long count = 0; count < 1'000'000; ++count) {
    spoor_error error{};
    allocations_left = count;
    const spoor_status status = body(&error);
    allocations_left = -1;
    if (status == SPOOR_OK) return count;
    EXPECT_EQ(status, SPOOR_NO_MEMORY) << count << ": " << error.text;
    EXPECT_STREQ(error.text, "out of memory");
    if (testing::Test::HasFailure()) return -1;
  }
  ADD_FAILURE() << "never enough";
  return -1;
}

TEST(Memory, LoadingSaysThatThereIsNone) {
  const std::string bytes = pack(std::string(kRules));
  spoor_rules* rules = nullptr;
  EXPECT_GT(with_little_memory([&](spoor_error* error) {
              EXPECT_EQ(rules, nullptr);
              return spoor_load(bytes.data(), bytes.size(), &rules, error);
            }),
            10);
  EXPECT_EQ(spoor_rule_count(rules), 2U);
  spoor_rules_free(rules);
}

TEST(Memory, MatchingSaysThatThereIsNoneAndGoesOnLater) {
  const Rules rules = load(pack(std::string(kRules)));
  // simdjson chooses once in a process what suits the processor, and ends it where the few bytes for that are missing.
  heard(matcher_of(rules), "{}");
  spoor_matcher* made = nullptr;
  EXPECT_GT(with_little_memory([&](spoor_error* error) { return spoor_matcher_new(rules.get(), 0, &made, error); }), 1);
  const Matcher matcher(made);
  Counter counter;
  EXPECT_GT(with_little_memory([&](spoor_error* error) {
              counter = {};
              const spoor_callbacks calls = counter.callbacks();
              return spoor_match(matcher.get(), kBuffer.data(), kBuffer.size(), &calls, error);
            }),
            1);
  EXPECT_EQ(counter.findings, 3);
  EXPECT_EQ(counter.bad, 1);
}

}  // namespace
}  // namespace spoor::test
