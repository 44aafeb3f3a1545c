#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace spoor {

enum class SchemaType : std::uint8_t { string, boolean, object };

// The type of a CloudTrail field by its dotted path; nothing where it is not known or differs from record to record.
std::optional<SchemaType> cloudtrail_type(std::string_view path);

}  // namespace spoor
