// What correlators save, changed at random: whatever it is, it is read or refused, and what was read can be gone on
// with.
#include <gtest/gtest.h>

#include <algorithm>

#include "runtime/state/correlator.h"
#include "runtime/state/spans.h"
#include "tests/oracle/state/cases.h"

namespace spoor::oracle {
namespace {

// What the case's rule has saved by the middle of its tuples.
struct Saved {
  Program program;
  std::vector<std::string> tuples;  // in their order, of whatever key
  std::size_t middle = 0;
  std::string bytes;
};

std::vector<std::string> ordered(const std::vector<std::string>& tuples) {
  std::vector<std::pair<Time, std::string>> by_time;
  std::string scratch;
  for (const std::string& bytes : tuples) by_time.emplace_back(read_tuple(read_front(bytes), scratch).time, bytes);
  std::sort(by_time.begin(), by_time.end());
  std::vector<std::string> out;
  for (auto& [time, bytes] : by_time) out.push_back(std::move(bytes));
  return out;
}

// Evaluates tuples from `begin` on, before `end`, and calls `use` with all that is handed out.
void advance(Correlator& correlator, const std::vector<std::string>& tuples, std::size_t begin, std::size_t end) {
  std::string scratch;
  std::size_t bytes_seen = 0;
  const Fire fire = [&](const Firing& firing) {
    bytes_seen += firing.key.size();
    for (const std::string_view record : firing.records) bytes_seen += read_front(record).rest.size();
    for (const std::string_view record : firing.step_records) bytes_seen += record.size();
  };
  for (std::size_t i = begin; i < end; ++i) {
    const Tuple tuple = read_tuple(read_front(tuples[i]), scratch);
    correlator.expire(tuple.time, fire);
    correlator.advance(tuple, tuples[i], fire);
  }
  if (end == tuples.size()) correlator.expire(kNever, fire);
}

Saved saved_of(const StateCase& given) {
  Saved saved{program_of(given.rule), ordered(given.tuples), given.tuples.size() / 2, ""};
  const auto correlator = make_correlator(saved.program, test::kMemoryRule);
  correlator->clear();
  advance(*correlator, saved.tuples, 0, saved.middle);
  std::string scratch;
  correlator->save(read_tuple(read_front(saved.tuples[saved.middle]), scratch).time, saved.bytes);
  return saved;
}

std::string changed(Random& random, std::string bytes) {
  for (std::size_t changes = 1 + random.below(3); changes > 0 && !bytes.empty(); --changes) {
    const std::size_t at =
        random.one_in(2) ? random.below(bytes.size()) : random.below(std::min<std::size_t>(bytes.size(), 40));
    switch (random.below(5)) {
      case 0: bytes.resize(at); break;
      case 1: bytes.insert(at, 1 + random.below(9), static_cast<char>(random.below(256))); break;
      case 2: bytes.erase(at, 1 + random.below(9)); break;
      case 3: bytes[at] = static_cast<char>(random.below(256)); break;
      default: bytes[at] = static_cast<char>(bytes[at] ^ 1 << random.below(8));
    }
  }
  return bytes;
}

TEST(Saved, WhateverIsLoadedCanBeGoneOnWith) {
  std::size_t loaded = 0, refused = 0;
  for (std::uint64_t seed = 1; seed <= 2'000; ++seed) {
    Random random(seed);
    const Saved saved = saved_of(generate_state_case(random));
    const auto correlator = make_correlator(saved.program, test::kMemoryRule);
    for (int round = 0; round < 10; ++round) {
      correlator->clear();
      const bool is_read = correlator->load(changed(random, saved.bytes));
      ++(is_read ? loaded : refused);
      if (!is_read) {
        std::string left;
        correlator->save(kLongAgo, left);
        ASSERT_EQ(left, "") << "seed " << seed;
      }
      advance(*correlator, saved.tuples, saved.middle, saved.tuples.size());
      std::string again;
      correlator->save(0, again);
    }
  }
  EXPECT_GT(loaded, 1000U);
  EXPECT_GT(refused, 1000U);
}

TEST(Saved, WhatIsCutShortIsRefused) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Random random(seed);
    const StateCase given = generate_state_case(random);
    if (given.rule.kind == StateKind::spike) continue;  // what it saves of a bucket that is over is the start of more
    const Saved saved = saved_of(given);
    const auto correlator = make_correlator(saved.program, test::kMemoryRule);
    for (std::size_t size = 0; size < saved.bytes.size(); ++size) {
      correlator->clear();
      ASSERT_FALSE(correlator->load(std::string_view(saved.bytes).substr(0, size))) << "seed " << seed;
    }
    correlator->clear();
    ASSERT_EQ(correlator->load(saved.bytes), !saved.bytes.empty()) << "seed " << seed;
  }
}

}  // namespace
}  // namespace spoor::oracle
