#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>

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

// The inside of a JSON string, between its quotes, with escapes undone. Without a backslash it is `raw` itself, else it
// is written to `arena`. Nothing where an escape is unknown or a surrogate stands alone.
std::optional<std::string_view> decode_string(std::string_view raw, Arena& arena);

// The inside of the string token, as it stands: from behind its quote to before the closing one.
std::string_view raw_string(const Tokens& tokens, std::uint32_t token);

// The run of bytes of a token that is neither string nor punctuation.
std::string_view raw_scalar(const Tokens& tokens, std::uint32_t token);

// The value of a string, number, `true` or `false` token; nothing for `null` and for what cannot be decoded.
std::optional<Value> decode_scalar(const Tokens& tokens, std::uint32_t token, Arena& arena);

}  // namespace spoor
