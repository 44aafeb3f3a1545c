#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "runtime/state/tuple.h"

// What of a record `distinct`, `sum` and `first` look at.
namespace spoor {

// distinct, first: texts that are equal exactly if the values are, one for each combination of a value of each path;
// each as a length (4 bytes, big endian) and its bytes. At least one.
void append_value_text(std::string_view text, std::string& values);

// Takes the first text from the front; nothing at the end.
std::optional<std::string_view> next_value_text(std::string_view& values);

// sum: the sum of the record's numbers, in millionths; 16 bytes, big endian.
void append_sum(Wide millionths, std::string& values);
Wide read_sum(std::string_view values);

}  // namespace spoor
