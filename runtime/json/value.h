#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

#include "lang/values/number.h"
#include "lang/values/version.h"

namespace spoor {

enum class ValueType : std::uint8_t { string, number, boolean, version, object };

// One value of a record, decoded, or worked out of one. Small and trivially copied; text is a view into the record's
// buffer or into the memory of the Event that made it, and lives as long as they.
class Value {
 public:
  static Value from_string(std::string_view text) { return {ValueType::string, {}, text.data(), text.size()}; }
  static Value from_version(Version version) {
    return {ValueType::version, {}, version.text.data(), version.text.size()};
  }
  static Value from_object(std::string_view source) { return {ValueType::object, {}, source.data(), source.size()}; }
  static Value from_number(Number number) { return {ValueType::number, number.kind, nullptr, number.bits}; }
  static Value from_boolean(bool boolean) { return {ValueType::boolean, {}, nullptr, boolean ? 1U : 0U}; }

  ValueType type() const { return type_; }
  bool is_string() const { return type_ == ValueType::string; }
  bool is_number() const { return type_ == ValueType::number; }

  // string: its characters, escapes undone. object: its source text, from `{` to `}`; what a call of `json` gives
  // before it is walked may be an array, too, from `[` to `]`.
  std::string_view text() const { return {data_, static_cast<std::size_t>(bits_)}; }
  Number number() const { return {kind_, bits_}; }  // REQUIRES: a number
  bool boolean() const { return bits_ != 0; }       // REQUIRES: a boolean
  Version version() const { return {text()}; }      // REQUIRES: a version
  bool is_array() const { return type_ == ValueType::object && *data_ == '['; }

 private:
  Value(ValueType type, Number::Kind kind, const char* data, std::uint64_t bits)
      : data_(data), bits_(bits), type_(type), kind_(kind) {}

  const char* data_;
  std::uint64_t bits_;
  ValueType type_;
  Number::Kind kind_;
};

// A string as it is, an object as its source, numbers and truth values as JSON writes them.
std::string to_text(const Value& value);

// Of one type and the same value; objects never are.
bool equal(const Value& a, const Value& b);

}  // namespace spoor
