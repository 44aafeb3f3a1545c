#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/values/json_text.h"

namespace spoor {

// Where the tokens of a JSON text stand. A token begins at each of `{ } [ ] : ,` outside strings, at each opening
// quote, and at the first byte of every other run (`12.5`, `true`, `nul1`); a run goes on to white space or
// punctuation, and through a string right behind it. Behind a backslash a quote opens nothing. This says nothing about
// the text being well formed.
//
// Offsets count from `text`. Valid as long as the text and the index that made it.
struct Tokens {
  const char* text = nullptr;
  std::span<const std::uint32_t> starts;   // ascending
  std::span<const std::uint32_t> closers;  // closers[i]: for `{` and `[` the token that closes it; else undefined

  char kind(std::uint32_t token) const { return text[starts[token]]; }
};

// One readable record, or another bracketed value: tokens [first, last] of `tokens`, from its `{` to its `}`. Its
// brackets balance, kind by kind, nested to at most kMaxDepth; its strings close; it is UTF-8. Nothing else is
// promised, see spec/records.md.
struct RecordTokens {
  Tokens tokens;
  std::uint32_t first = 0;
  std::uint32_t last = 0;

  // From `{` to `}`, both included.
  std::string_view text() const {
    const std::uint32_t begin = tokens.starts[first];
    return {tokens.text + begin, tokens.starts[last] - begin + 1};
  }
};

inline constexpr std::uint32_t kMaxDepth = kMaxJsonDepth;

// Bytes that must be readable behind a text that is given to TokenIndex::read.
inline constexpr std::size_t kPadding = 64;

enum class TokenStatus : std::uint8_t { ok, unclosed_string };

// Finds tokens. Reuses its buffers: what read() returned is valid until the next call. Not thread-safe.
class TokenIndex {
 public:
  TokenIndex();
  ~TokenIndex();
  TokenIndex(TokenIndex&&) noexcept;
  TokenIndex& operator=(TokenIndex&&) noexcept;

  struct Result {
    TokenStatus status;
    bool is_utf8;                           // false: not known, each record is to be looked at by itself
    std::span<const std::uint32_t> starts;  // up to and with the unclosed string's quote
  };
  // Any bytes; raw control characters in strings are allowed. With `restarts`, a line that begins with `{` inside a
  // string ends that string: the offset of the `{`, which is a token then, is added there. REQUIRES: text.size() +
  // kPadding bytes are readable, and text.size() < 2^32 - kPadding.
  Result read(std::string_view text, std::vector<std::uint32_t>* restarts = nullptr);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Whether a line that begins with `{` inside a value may be the next record, of a log whose last one was cut off.
enum class Restarts : std::uint8_t { recognised, ignored };

// Fills closers for one bracketed value, which begins at starts[begin].
struct BracketResult {
  enum class Status : std::uint8_t {
    balanced,
    incomplete,
    mismatched,
    too_deep,   // beyond kMaxDepth; its end was found all the same
    restarted,  // a line begins with `{` where no value may stand: what began before was cut off
  };
  Status status;
  std::uint32_t token;  // balanced, too_deep: the closing token; mismatched, restarted: the one that does not fit
};
BracketResult match_brackets(const char* text, std::span<const std::uint32_t> starts, std::uint32_t begin,
                             std::span<std::uint32_t> closers, Restarts restarts = Restarts::recognised);

// Reads JSON texts that stand alone, such as a string's inside or a slice of a record. Reuses its memory.
class DocumentReader {
 public:
  // The tokens of the text, over the text itself; valid until the next call. Nothing if it is not one object or array,
  // white space around it aside, that is readable as records are.
  std::optional<RecordTokens> read(std::string_view text);

 private:
  std::string padded_;  // a copy of the text with room behind it
  TokenIndex index_;
  std::vector<std::uint32_t> closers_;
};

// A record that stands alone, with a copy of its text.
class OwnedRecord {
 public:
  // Nothing if the text is not one readable object, white space around it aside.
  static std::unique_ptr<OwnedRecord> read(std::string_view text);
  const RecordTokens& record() const { return record_; }

 private:
  std::string text_;
  DocumentReader reader_;
  RecordTokens record_;
};

}  // namespace spoor
