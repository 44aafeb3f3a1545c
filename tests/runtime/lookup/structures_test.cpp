// Each structure finds what going through all its keys would find, on generated keys that overlap, nest and repeat.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>

#include "compiler/program/regex.h"
#include "runtime/lookup/intervals.h"
#include "runtime/lookup/literal_automaton.h"
#include "runtime/lookup/nested_keys.h"
#include "runtime/lookup/parts.h"
#include "runtime/lookup/parts_chunk.h"
#include "runtime/lookup/patterns.h"
#include "runtime/lookup/text_postings.h"
#include "tests/runtime/lookup/program_string.h"

namespace spoor {
namespace {

using Found = std::vector<Trigger>;

class Structures : public testing::TestWithParam<unsigned> {
 protected:
  std::size_t below(std::size_t limit) { return random_() % limit; }

  // Short and of few letters, so that one begins, ends or has another.
  std::string text(std::size_t longest) {
    std::string out;
    for (std::size_t length = 1 + below(longest); length > 0; --length) out += "ab\xC3\xA9"[below(4)];
    return out;
  }
  Address address() {
    Address out;
    out.family = below(2) == 0 ? AddressFamily::ipv4 : AddressFamily::ipv6;
    for (std::size_t i = 0; i < (out.family == AddressFamily::ipv4 ? 4U : 16U); ++i) {
      out.bytes[i] = static_cast<std::uint8_t>(below(3) == 0 ? below(256) : 0);
    }
    return out;
  }
  Network network() {
    const Address base = address();
    const std::size_t longest = base.family == AddressFamily::ipv4 ? 32 : 128;
    return parse_network(to_text(base) + "/" + std::to_string(below(longest + 1))).value().network;
  }
  Number number() {
    return below(4) == 0 ? Number::from_real(static_cast<double>(below(40)) / 2)
                         : Number::from_integer(static_cast<std::int64_t>(below(20)));
  }

 private:
  std::mt19937 random_{GetParam()};
};

Found sorted(Found found) {
  std::sort(found.begin(), found.end());
  return found;
}

// The triggers of the entries that hold.
template <typename Key, typename Holds>
Found one_by_one(const std::vector<Entry<Key>>& entries, Holds holds) {
  Found out;
  for (const auto& [key, trigger] : entries) {
    if (holds(key)) out.push_back(trigger);
  }
  return out;
}

TEST_P(Structures, BeginningsAndEndings) {
  std::vector<std::string> texts(below(200));
  std::vector<Entry<std::string_view>> entries;
  for (std::string& one : texts) one = text(6);
  for (const std::string& one : texts) entries.push_back({one, static_cast<Trigger>(entries.size())});
  const NestedKeys<BeginningOrder> beginnings(entries);
  const NestedKeys<EndingOrder> endings(entries);
  for (int i = 0; i < 300; ++i) {
    const std::string item = i == 0 ? "" : text(9);
    Found begin, end;
    beginnings.find(item, begin);
    endings.find(item, end);
    EXPECT_EQ(sorted(begin), one_by_one(entries, [&](auto key) { return item.starts_with(key); })) << item;
    EXPECT_EQ(sorted(end), one_by_one(entries, [&](auto key) { return item.ends_with(key); })) << item;
  }
}

TEST_P(Structures, Networks) {
  std::vector<Entry<Network>> entries(below(200));
  for (std::size_t i = 0; i < entries.size(); ++i) entries[i] = {network(), static_cast<Trigger>(i)};
  const NestedKeys<NetworkOrder> networks(entries);
  for (int i = 0; i < 300; ++i) {
    const Address item = address();
    Found found;
    networks.find(item, found);
    EXPECT_EQ(sorted(found), one_by_one(entries, [&](const Network& key) { return contains(key, item); }))
        << to_text(item);
  }
}

TEST_P(Structures, Numbers) {
  std::vector<Entry<NumberRange>> entries(below(200));
  for (std::size_t i = 0; i < entries.size(); ++i) {
    entries[i] = {{number(), number(), below(2) == 0, below(2) == 0}, static_cast<Trigger>(i)};
    if (below(3) == 0) entries[i].key.high = entries[i].key.low;
  }
  const Intervals<NumberRange> numbers(entries);
  for (int i = 0; i < 300; ++i) {
    const Number item = number();
    Found found;
    numbers.find(item, found);
    EXPECT_EQ(sorted(found), one_by_one(entries, [&](const NumberRange& key) { return key.contains(item); }))
        << to_text(item);
  }
}

TEST_P(Structures, Times) {
  std::vector<Entry<TimeRange>> entries(below(200));
  const auto instant = [&] {
    return Instant{static_cast<std::int64_t>(below(30)), static_cast<std::uint32_t>(below(2))};
  };
  for (std::size_t i = 0; i < entries.size(); ++i) entries[i] = {{instant(), instant()}, static_cast<Trigger>(i)};
  const Intervals<TimeRange> times(entries);
  for (int i = 0; i < 300; ++i) {
    const Instant item = instant();
    Found found;
    times.find(item, found);
    EXPECT_EQ(sorted(found),
              one_by_one(entries, [&](const TimeRange& key) { return key.begin <= item && item < key.end; }));
  }
}

TEST_P(Structures, Parts) {
  std::set<std::string> texts;
  const std::size_t count = below(60);
  while (texts.size() < count) texts.insert(text(5));
  texts.insert(std::string(300, 'a') + "b");  // more than is scanned for
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  const Parts parts(views);
  const LiteralAutomaton automaton(views);
  PartsScratch scratch;
  std::vector<bool> seen;
  parts.prepare(scratch);
  for (int i = 0; i < 300; ++i) {
    const std::string item = i == 0 ? "" : i == 1 ? std::string(500, 'a') + "bb" : text(12);
    std::vector<std::uint32_t> found, expected;
    parts.find(item, scratch, found);
    for (std::uint32_t place = 0; place < views.size(); ++place) {
      if (item.find(views[place]) != std::string::npos) expected.push_back(place);
    }
    EXPECT_EQ(sorted(found), expected) << item;
    found.clear();
    automaton.find(item, seen, found);
    EXPECT_EQ(sorted(found), expected) << item;
    EXPECT_EQ(automaton.finds(item), !expected.empty()) << item;
  }
}

TEST(ManyParts, AreFoundWhereverTheyStand) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 2 * PartsChunk::kMostParts + 100; ++i) texts.push_back(fmt::format("<{}>", i));
  const Parts parts({texts.begin(), texts.end()});
  PartsScratch scratch;
  parts.prepare(scratch);
  for (const std::uint32_t place : {0U, 8191U, 8192U, 16383U, 16384U, 16483U}) {
    std::vector<std::uint32_t> found;
    parts.find("a " + texts[place] + " b", scratch, found);
    EXPECT_EQ(found, std::vector<std::uint32_t>{place});
  }
}

TEST_P(Structures, Texts) {
  Program program;
  std::vector<Entry<Index>> entries(below(300));
  for (std::size_t i = 0; i < entries.size(); ++i)
    entries[i] = {test::add_string(program, text(3)), static_cast<Trigger>(i)};
  const TextPostings texts(program, entries);
  for (int i = 0; i < 300; ++i) {
    const std::string item = i == 0 ? "" : text(4);
    Found found;
    texts.find(item, found);
    EXPECT_EQ(sorted(found), one_by_one(entries, [&](Index key) { return program.string(key) == item; })) << item;
  }
}

TEST_P(Structures, RegularExpressions) {
  const std::vector<std::string> pieces = {"ab", "a", "(?i)b\xC3\xA9", "k",      ".*", "[ab]+", "(ab|ba)",
                                           "^",  "$", "(?i)ks",        "a{2,3}", "\\d"};
  const std::vector<std::string> letters = {"a", "b",        "A", "\xC3\xA9", "\xC3\x89", "k", "\xE2\x84\xAA",
                                            "s", "\xC5\xBF", "1"};
  Program program;
  std::vector<Entry<Index>> entries;
  for (std::size_t i = 0; i < 40; ++i) {
    std::string pattern;
    for (std::size_t length = 1 + below(4); length > 0; --length) pattern += pieces[below(pieces.size())];
    program.regexes.push_back({test::add_string(program, pattern), below(4) == 0 ? RegexRow::kIgnoreCase : 0});
    entries.push_back({static_cast<Index>(below(program.regexes.size())), static_cast<Trigger>(i)});
  }
  const Patterns patterns(program, entries);
  Patterns::Scratch scratch;
  patterns.prepare(scratch);
  for (int i = 0; i < 100; ++i) {
    std::string item;
    for (std::size_t length = below(8); length > 0; --length) item += letters[below(letters.size())];
    Found found;
    patterns.find(item, scratch, found);
    EXPECT_EQ(sorted(found), one_by_one(entries,
                                        [&](Index key) {
                                          const RegexRow& row = program.regexes[key];
                                          return re2::RE2::PartialMatch(
                                              item, **compile_regex(program.string(row.pattern), row.flags));
                                        }))
        << item;
  }
}

INSTANTIATE_TEST_SUITE_P(Generated, Structures, testing::Range(0U, 6U));

}  // namespace
}  // namespace spoor
