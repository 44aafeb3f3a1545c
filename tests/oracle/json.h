#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/values/number.h"

namespace spoor::oracle {

// A JSON value as a tree, read without any of the runtime's code: slow, and plain to see.
struct Json {
  enum class Kind : std::uint8_t { absent, null, string, number, boolean, array, object, version };
  struct Member;

  Kind kind = Kind::absent;  // absent: a scalar that cannot be decoded; version: numbers in `string`
  std::string string;
  Number number;
  bool boolean = false;
  std::vector<Json> items;
  std::vector<Member> members;  // doubled keys stand twice
  std::string source;           // of an object or array: as it is written
};

struct Json::Member {
  std::string key;
  Json value;
};

// The record, or nothing if it is not readable. Loose syntax is read as spec/records.md says.
std::optional<Json> read_json(std::string_view text);

// The one value, an object or another, that a text is.
std::optional<Json> read_document(std::string_view text);

}  // namespace spoor::oracle
