#include "runtime/sort/sort_texts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

namespace spoor {
namespace {

void expect_sorted(const std::vector<std::string>& texts) {
  std::vector<SortText> items;
  std::vector<std::string_view> wanted(texts.begin(), texts.end());
  for (const std::string& text : texts) items.push_back({text});
  sort_texts(items);
  std::sort(wanted.begin(), wanted.end());
  ASSERT_EQ(items.size(), wanted.size());
  for (std::size_t i = 0; i < items.size(); ++i) ASSERT_EQ(items[i].text, wanted[i]) << i;
}

// Of few different bytes, zeros among them, so that many are the start of another, or equal to it.
TEST(SortTexts, AgreesWithSort) {
  std::mt19937 random(5);
  for (const std::size_t count : {0U, 1U, 2U, 9U, 100U, 3'000U}) {
    for (const std::size_t longest : {3U, 20U, 60U}) {
      for (const std::string_view bytes : {std::string_view("\0a", 2), std::string_view("\0\xFF\x7F\x80", 4)}) {
        std::vector<std::string> texts(count);
        for (std::string& text : texts) {
          text.resize(random() % (longest + 1));
          for (char& c : text) c = bytes[random() % bytes.size()];
        }
        expect_sorted(texts);
      }
    }
  }
}

// As tuples are: groups of texts that begin alike for a hundred bytes.
TEST(SortTexts, SortsGroupsThatBeginAlike) {
  std::mt19937 random(6);
  std::vector<std::string> texts;
  for (int i = 0; i < 5'000; ++i) {
    const std::string group(100, static_cast<char>('a' + random() % 20));
    texts.push_back(group + std::to_string(random() % 1'000) + std::string(random() % 4, '\0'));
  }
  expect_sorted(texts);
}

// Each is the start of the next: as many levels as there are texts.
TEST(SortTexts, SortsTextsThatStandInOneAnother) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 2'000; ++i) texts.emplace_back((i * 7 % 2'000) * 9, 'x');
  expect_sorted(texts);
}

}  // namespace
}  // namespace spoor
