#include "runtime/sort/sort_texts.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <span>

namespace spoor {

namespace {

// Texts that are alike up to `depth`, still to be sorted.
struct Range {
  std::size_t begin, end;
  std::size_t depth;
};

constexpr std::size_t kFew = 8;  // so many are compared as they are

std::uint64_t word_at(std::string_view text, std::size_t depth) {
  static_assert(std::endian::native == std::endian::little);
  std::uint64_t word = 0;
  std::memcpy(&word, text.data() + depth, std::min(sizeof(word), text.size() - depth));
  return __builtin_bswap64(word);
}

// Up to where two texts are alike, from where they are known to be; `most` at most.
std::size_t common(std::string_view a, std::string_view b, std::size_t from, std::size_t most) {
  most = std::min({most, a.size(), b.size()});
  for (; from + sizeof(std::uint64_t) <= most; from += sizeof(std::uint64_t)) {
    std::uint64_t left = 0, right = 0;
    std::memcpy(&left, a.data() + from, sizeof(left));
    std::memcpy(&right, b.data() + from, sizeof(right));
    if (left != right) return from + static_cast<std::size_t>(__builtin_ctzll(left ^ right)) / 8;
  }
  while (from < most && a[from] == b[from]) ++from;
  return from;
}

void sort_few(std::span<SortText> texts, std::size_t depth) {
  std::sort(texts.begin(), texts.end(),
            [depth](const SortText& a, const SortText& b) { return a.text.substr(depth) < b.text.substr(depth); });
}

}  // namespace

// A stack of ranges instead of calls, since nested ranges may be as many as a text has bytes.
void sort_texts(std::vector<SortText>& texts) {
  std::vector<Range> left;
  if (texts.size() > 1) left.push_back({0, texts.size(), 0});
  while (!left.empty()) {
    auto [begin, end, depth] = left.back();
    left.pop_back();
    std::size_t shared = texts[begin].text.size();
    for (std::size_t i = begin + 1; i < end && shared > depth; ++i) {
      shared = common(texts[begin].text, texts[i].text, depth, shared);
    }
    // What has nothing behind what is shared comes first, and is alike; each of the others has a byte there.
    const auto at = [&](std::size_t i) { return texts.begin() + static_cast<std::ptrdiff_t>(i); };
    const auto rest = std::partition(at(begin), at(end), [&](const SortText& t) { return t.text.size() == shared; });
    std::for_each(rest, at(end), [&](SortText& text) { text.word = word_at(text.text, shared); });
    std::sort(rest, at(end), [](const SortText& a, const SortText& b) { return a.word < b.word; });
    for (auto first = rest; first != at(end);) {
      const auto last = std::find_if(first, at(end), [&](const SortText& text) { return text.word != first->word; });
      if (static_cast<std::size_t>(last - first) > kFew) {
        left.push_back(
            {static_cast<std::size_t>(first - texts.begin()), static_cast<std::size_t>(last - texts.begin()), shared});
      } else if (last - first > 1) {
        sort_few(std::span(first, last), shared);
      }
      first = last;
    }
  }
}

}  // namespace spoor
