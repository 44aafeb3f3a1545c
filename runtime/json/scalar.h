#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/json/text_hash.h"
#include "runtime/json/tokens.h"
#include "runtime/json/value.h"

namespace spoor {

// Memory for decoded text. Grows as needed, keeps its blocks when cleared; what append() returned is valid until then.
class Arena {
 public:
  std::string_view append(std::string_view text);
  char* reserve(std::size_t size);  // `size` bytes to write to
  void clear();

 private:
  static constexpr std::size_t kBlockSize = 16U << 10;
  std::deque<std::string> blocks_;
  std::size_t block_ = 0;
  std::size_t used_ = 0;
};

// The inside of a JSON string that has escapes, undone and written to `arena`. Nothing where an escape is unknown or a
// surrogate stands alone.
std::optional<std::string_view> decode_escapes(std::string_view raw, Arena& arena);

// The inside of a JSON string, between its quotes, with escapes undone. Without a backslash it is `raw` itself.
inline std::optional<std::string_view> decode_string(std::string_view raw, Arena& arena) {
  if (!has_backslash(raw)) return raw;
  return decode_escapes(raw, arena);
}

// The inside of the string token, as it stands: from behind its quote to before the closing one.
inline std::string_view raw_string(const Tokens& tokens, std::uint32_t token) {
  const char* const begin = tokens.text + tokens.starts[token] + 1;
  const char* close = begin;
  if (token + 1 < tokens.starts.size()) {
    // Only white space stands between a closing quote and the next token.
    close = tokens.text + tokens.starts[token + 1] - 1;
    while (*close != '"') --close;
  } else {
    while (*close != '"') close += *close == '\\' ? 2 : 1;
  }
  return {begin, static_cast<std::size_t>(close - begin)};
}

// The run of bytes of a token that is neither string nor punctuation.
std::string_view raw_scalar(const Tokens& tokens, std::uint32_t token);

// The value of a token that is a number, `true` or `false`; nothing for any other.
std::optional<Value> decode_run(const Tokens& tokens, std::uint32_t token);

// The value of a string, number, `true` or `false` token; nothing for `null` and for what cannot be decoded. Inline, as
// nearly all that a record holds are strings without escapes.
inline std::optional<Value> decode_scalar(const Tokens& tokens, std::uint32_t token, Arena& arena) {
  if (tokens.kind(token) != '"') return decode_run(tokens, token);
  const std::optional<std::string_view> text = decode_string(raw_string(tokens, token), arena);
  if (!text) return std::nullopt;
  return Value::from_string(*text);
}

}  // namespace spoor
