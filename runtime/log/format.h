#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/json/scalar.h"
#include "runtime/json/tokens.h"

namespace spoor {

// The array in which an object was found, by its row in formats.def.
enum class ArrayForm : std::uint8_t {
  none,   // it stands alone
  plain,  // `[...]`
#define SKIP(id, keys, reason)
#define FORMAT(id, page, name, keys)
#define ARRAY(id, outer, key, elements, sign) id,
#include "runtime/log/formats.def"
#undef SKIP
#undef FORMAT
#undef ARRAY
};

// What is in an object that stands where a record may.
struct Inside {
  enum class Kind : std::uint8_t {
    itself,    // it is of no such format: a record
    document,  // `text` are bytes as they might stand in a file of their own
    skipped,   // no record; `text` is how the report names it
    damaged,   // one record, lost; `text` is why
  };
  Kind kind = Kind::itself;
  std::string_view text{};
};

// How sure a format is that it holds a log.
enum class Trust : std::uint8_t {
  known,  // whatever is inside was delivered by it
  guess,  // other logs have such members too: only what looks like CloudTrail is taken out
};

// A readable object, or array of objects, that may be of a format. What it hands out is valid as long as the tokens,
// the arena and the Envelope.
class Envelope {
 public:
  Envelope(const RecordTokens& object, ArrayForm array, std::string_view name, Arena& arena)
      : object_(object), array_(array), name_(name), arena_(arena) {}

  const Tokens& tokens() const { return object_.tokens; }
  std::uint32_t object() const { return object_.first; }
  ArrayForm array() const { return array_; }

  // The first value of a member of the object, or of an object within; nothing if that is no object.
  std::optional<std::uint32_t> find(std::string_view key) const { return find(object(), key); }
  std::optional<std::uint32_t> find(std::uint32_t object, std::string_view key) const;
  // The characters of a string; nothing if the member is missing, no string, or cannot be decoded.
  std::optional<std::string_view> string(std::string_view key) const { return string(object(), key); }
  std::optional<std::string_view> string(std::uint32_t object, std::string_view key) const;
  // The same for a string token.
  std::optional<std::string_view> characters(std::uint32_t string) const;
  // A value as it stands.
  std::string_view source(std::uint32_t value) const;

  // What a member holds: an object or array is the document itself, a string is its text, in base64 or not.
  Inside open(std::string_view key, Trust trust) const { return open(object(), key, trust); }
  Inside open(std::uint32_t object, std::string_view key, Trust trust) const;
  // What a member holds that is base64 by its format, and damaged if it is not.
  Inside open_base64(std::string_view key) const { return open_base64(object(), key); }
  Inside open_base64(std::uint32_t object, std::string_view key) const;

  Inside itself() const { return {}; }
  Inside document(std::string text) const { return {Inside::Kind::document, keep(std::move(text))}; }
  // `clause` follows the format's name in the report.
  Inside skipped(std::string_view clause) const;
  Inside damaged(std::string_view clause) const;

 private:
  std::string_view keep(const std::string& text) const { return arena_.append(text); }
  Inside open_string(std::uint32_t value, std::string_view key, Trust trust) const;
  Inside open_bytes(const std::string& bytes, std::string_view key) const;

  RecordTokens object_;
  ArrayForm array_;
  std::string_view name_;
  Arena& arena_;
};

// True for text that has a CloudTrail record of any version in it, as far as can be told without reading it all.
bool looks_like_trail(std::string_view json);

// True if the bytes begin as JSON, or as something packed does.
bool begins_log(std::string_view bytes);

// Text from a log as a report may show it: short, and without bytes that a terminal obeys.
std::string shown_text(std::string_view text);

// Each says what an object with the keys of its row in formats.def holds.
#define SKIP(id, keys, reason)
#define FORMAT(id, page, name, keys) Inside open_##id(const Envelope& envelope);
#define ARRAY(id, outer, key, elements, sign)
#include "runtime/log/formats.def"
#undef SKIP
#undef FORMAT
#undef ARRAY

}  // namespace spoor
