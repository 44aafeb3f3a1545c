#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace spoor {

// Calls visit(word) for words of a text that together have all its bytes: they overlap at the end, so that nothing
// behind the text is touched. Texts of one length are equal if and only if all their words are.
template <typename Visit>
[[gnu::always_inline]] inline void for_each_word(std::string_view text, Visit&& visit) {
  const auto load = [](const char* from, auto word) {
    std::memcpy(&word, from, sizeof(word));
    return std::uint64_t{word};
  };
  const char* at = text.data();
  std::size_t left = text.size();
  if (left >= 8) {
    for (; left > 8; at += 8, left -= 8) visit(load(at, std::uint64_t{}));
    visit(load(at + left - 8, std::uint64_t{}));
  } else if (left >= 4) {
    visit(load(at, std::uint32_t{}) | load(at + left - 4, std::uint32_t{}) << 32);
  } else if (left > 0) {
    visit(load(at, std::uint8_t{}) | load(at + left / 2, std::uint8_t{}) << 8 |
          load(at + left - 1, std::uint8_t{}) << 16);
  }
}

// Not zero if one of the word's bytes is a backslash.
inline std::uint64_t backslashes_in(std::uint64_t word) {
  constexpr std::uint64_t kOnes = 0x0101010101010101;
  const std::uint64_t difference = word ^ (kOnes * '\\');
  return (difference - kOnes) & ~difference & (kOnes * 0x80);
}

// A text's hash, and whether it has a backslash, from one pass over its bytes. Not for what a hostile text may choose
// its bucket in without bound.
struct TextHash {
  std::uint64_t hash;
  std::uint64_t escapes = 0;  // not zero if there is a backslash

  explicit TextHash(std::string_view text) : hash(text.size()) {
    for_each_word(
        text, [this](std::uint64_t word) __attribute__((always_inline)) {
          hash = (hash ^ word) * 0x9E3779B97F4A7C15;
          hash ^= hash >> 29;
          escapes |= backslashes_in(word);
        });
    // The last bytes of a text stand in the high bits of its last word, and buckets are chosen by the low ones.
    hash ^= hash >> 52;
  }
};

inline bool has_backslash(std::string_view text) {
  if (text.size() > 64) return text.find('\\') != std::string_view::npos;
  std::uint64_t found = 0;
  for_each_word(
      text, [&found](std::uint64_t word) __attribute__((always_inline)) { found |= backslashes_in(word); });
  return found != 0;
}

// Without a call, for texts of some words.
inline bool is_same_text(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  if (a.size() > 64) return a == b;
  const char* left = a.data();
  const char* right = b.data();
  std::size_t size = a.size();
  const auto differ = [&](std::size_t at, auto x, auto y) {
    std::memcpy(&x, left + at, sizeof(x));
    std::memcpy(&y, right + at, sizeof(y));
    return x != y;
  };
  if (size >= 8) {
    for (; size > 8; left += 8, right += 8, size -= 8) {
      if (differ(0, std::uint64_t{}, std::uint64_t{})) return false;
    }
    left -= 8 - size, right -= 8 - size;
    return !differ(0, std::uint64_t{}, std::uint64_t{});
  }
  if (size >= 4)
    return !differ(0, std::uint32_t{}, std::uint32_t{}) && !differ(size - 4, std::uint32_t{}, std::uint32_t{});
  for (std::size_t i = 0; i < size; ++i) {
    if (left[i] != right[i]) return false;
  }
  return true;
}

}  // namespace spoor
