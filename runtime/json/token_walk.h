#pragma once

#include <cstdint>
#include <string_view>

#include "runtime/json/tokens.h"

namespace spoor {

// How records are read whose brackets balance, but which need not be JSON otherwise:
//
// - A value is a string, a run, or a bracket group as a whole.
// - A member of an object is a string directly followed by `:` and that by a value. Any other token is passed over,
//   a bracket group as a whole; after `"key":` that has no value, reading goes on at the token that stands there.
// - An element of an array is every value in it; `,` and `:` are passed over, so `[1 2]` and `[1,,2]` have two.
// - A value that cannot be decoded is absent, but keeps its position in an array. So is the value of a key that cannot.
//
// spec/records.md tells users.

inline bool is_opening(char kind) { return kind == '{' || kind == '['; }

// Whether a value begins at the token. REQUIRES: not a closing bracket, or it stands at the end of what is read.
inline bool begins_value(char kind) { return kind != ',' && kind != ':' && kind != '}' && kind != ']'; }

// The token behind a value.
inline std::uint32_t token_after(const Tokens& tokens, std::uint32_t value) {
  return (is_opening(tokens.kind(value)) ? tokens.closers[value] : value) + 1;
}

// The key as it stands, between its quotes. REQUIRES: the token after it is its `:`.
inline std::string_view raw_key(const Tokens& tokens, std::uint32_t key) {
  const char* begin = tokens.text + tokens.starts[key] + 1;
  const char* end = tokens.text + tokens.starts[key + 1];
  do --end;
  while (*end != '"');
  return {begin, static_cast<std::size_t>(end - begin)};
}

// The key token of the object's next member, from `token` on; the object's end if there is none. Its value is two
// tokens on.
inline std::uint32_t next_member(const Tokens& tokens, std::uint32_t token, std::uint32_t end) {
  while (token < end) {
    const char kind = tokens.kind(token);
    if (kind != '"' || tokens.kind(token + 1) != ':') {
      token = token_after(tokens, token);
      continue;
    }
    const std::uint32_t value = token + 2;
    if (value < end && begins_value(tokens.kind(value))) return token;
    token = value;
  }
  return end;
}

// Calls visit(key token, value token) for each member of the object that begins at `object`.
template <typename Visit>
void for_each_member(const Tokens& tokens, std::uint32_t object, Visit&& visit) {
  const std::uint32_t end = tokens.closers[object];
  for (std::uint32_t key = next_member(tokens, object + 1, end); key < end;) {
    visit(key, key + 2);
    key = next_member(tokens, token_after(tokens, key + 2), end);
  }
}

// Calls visit(value token) for each element of the array that begins at `array`.
template <typename Visit>
void for_each_element(const Tokens& tokens, std::uint32_t array, Visit&& visit) {
  const std::uint32_t end = tokens.closers[array];
  for (std::uint32_t token = array + 1; token < end;) {
    if (begins_value(tokens.kind(token))) visit(token);
    token = token_after(tokens, token);
  }
}

// Calls visit(value token) for each value that is no array in the array that begins at `array`, arrays in it entered.
template <typename Visit>
void for_each_leaf(const Tokens& tokens, std::uint32_t array, Visit&& visit) {
  const std::uint32_t end = tokens.closers[array];
  for (std::uint32_t token = array + 1; token < end;) {
    const char kind = tokens.kind(token);
    if (kind == '[' || !begins_value(kind)) {
      ++token;
    } else {
      visit(token);
      token = token_after(tokens, token);
    }
  }
}

}  // namespace spoor
