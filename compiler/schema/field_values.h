#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace spoor {

enum class ValueKind : std::uint8_t { string, boolean, either };

// A field of CloudTrail records that has one of a few values.
struct FieldValues {
  std::string_view path;
  ValueKind kind;
  std::vector<std::string_view> values;
};

// nullptr: the field may have any.
const FieldValues* field_values(std::string_view path);

// The one of these fields whose path differs in case only, as `responseElements.consoleLogin` does; nullptr if none.
const FieldValues* field_in_other_case(std::string_view path);

// Error codes that people write for calls that went through, where records have none.
bool is_code_of_success(std::string_view code);

}  // namespace spoor
