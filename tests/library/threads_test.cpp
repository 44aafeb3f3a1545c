#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "tests/library/recorder.h"

namespace spoor::test {
namespace {

constexpr int kThreads = 8;

// Rules that use all that a matcher has of its own: literals, regexes, calls, quantifiers, lookups, messages.
std::string many_rules() {
  std::string rules = "list nets = [10.0.0.0/8, 192.168.0.0/16]\n";
  for (int i = 0; i < 200; ++i) {
    rules += fmt::format(
        "rule r{0} {{ where name == \"n{0}\" or agent contains~ \"tool{0}x\" or agent matches /v{0}\\.[0-9]+$/ }}\n",
        i);
  }
  return rules +
         "rule net { where ip in nets emit \"{lower(name)} from {ip}\" {name: name} }\n"
         "rule inner { where json(text).a == 1 }\n";
}

std::string buffer(int seed) {
  std::string out;
  for (int i = 0; i < 300; ++i) {
    const int n = (i * 7 + seed * 13) % 400;
    out += fmt::format(
        "{{\"name\":\"n{0}\",\"agent\":\"a TOOL{1}X b "
        "v{2}.{0}\",\"ip\":\"10.0.0.{3}\",\"text\":\"{{\\\"a\\\":{4}}}\"}}\n",
        n, n / 2, n / 3, n % 256, n % 3);
    if (i % 50 == 0) out += "{\"bad\":]}\n";
  }
  return out;
}

TEST(Threads, ShareOneHandle) {
  const Rules rules = load(pack(many_rules()));
  std::vector<std::vector<std::string>> expected;
  for (int seed = 0; seed < kThreads; ++seed) {
    expected.push_back(heard(matcher_of(rules), buffer(seed)));
    ASSERT_GT(expected.back().size(), 300U);
  }
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      const Matcher matcher = matcher_of(rules);
      for (int round = 0; round < 4; ++round) {
        const int seed = (thread + round) % kThreads;
        if (heard(matcher, buffer(seed)) != expected[static_cast<std::size_t>(seed)]) ++wrong;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

// The handle goes while matchers of it are at work and others load theirs.
TEST(Threads, LoadAndFreeOnTheirOwn) {
  const std::string bytes = pack(many_rules());
  Rules shared = load(bytes);
  std::vector<Matcher> matchers;
  for (int i = 0; i < kThreads; ++i) matchers.push_back(matcher_of(shared));
  const auto expected = heard(matchers[0], buffer(0));
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (Matcher& given : matchers) {
    threads.emplace_back([&wrong, &bytes, &expected, matcher = std::move(given)]() mutable {
      if (heard(matcher, buffer(0)) != expected) ++wrong;
      matcher = matcher_of(load(bytes));
      if (heard(matcher, buffer(0)) != expected) ++wrong;
    });
  }
  shared.reset();
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

// Of two threads with one matcher each is served or told so.
TEST(Threads, OneMatcherIsForOneAtATime) {
  const Rules rules = load(pack(many_rules()));
  const Matcher matcher = matcher_of(rules);
  const auto expected = heard(matcher, buffer(0));
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&] {
      for (int round = 0; round < 20; ++round) {
        Recorder recorder;
        const spoor_status status = recorder.match(matcher, buffer(0));
        const bool is_served = status == SPOOR_OK && recorder.lines == expected;
        const bool is_told = status == SPOOR_MISUSE && recorder.lines.empty();
        if (!is_served && !is_told) ++wrong;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace spoor::test
