#pragma once

#include <algorithm>
#include <string_view>

namespace spoor {

// Names of AWS are ASCII, so that no other letters are folded.
inline char lower_letter(char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c); }

inline bool same_but_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower_letter(x) == lower_letter(y); });
}

// One of them is the other with `s` behind it.
inline bool differ_in_plural(std::string_view a, std::string_view b) {
  const std::string_view longer = a.size() > b.size() ? a : b, shorter = a.size() > b.size() ? b : a;
  return longer.size() == shorter.size() + 1 && longer.starts_with(shorter) && longer.back() == 's';
}

}  // namespace spoor
