#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "lang/values/json_text.h"

// The parts of a JSON text that is known to be sound.
namespace spoor {

struct JsonRange {
  std::size_t begin = 0, end = 0;
};

inline std::string_view slice(std::string_view text, JsonRange range) {
  return text.substr(range.begin, range.end - range.begin);
}

// The text of a JSON string, from quote to quote. Nothing if it has half of a surrogate pair.
std::optional<std::string> decoded_json_string(std::string_view source);

std::size_t json_space_end(std::string_view text, std::size_t at);

// Calls visit(key, value) for each member of an object, or visit(value, value) for each element of an array.
template <typename Visit>
void for_each_inside(std::string_view text, JsonRange outer, Visit visit) {
  const auto value_at = [text](std::size_t at) {
    const std::size_t begin = json_space_end(text, at);
    return JsonRange{begin, begin + find_json_value(text.substr(begin)).end};
  };
  const bool is_object = text[outer.begin] == '{';
  std::size_t at = json_space_end(text, outer.begin + 1);
  while (at + 1 < outer.end) {
    const JsonRange key = value_at(at);
    const JsonRange value = is_object ? value_at(json_space_end(text, key.end) + 1) : key;
    visit(key, value);
    at = json_space_end(text, value.end);
    if (at + 1 < outer.end) at = json_space_end(text, at + 1);
  }
}

}  // namespace spoor
