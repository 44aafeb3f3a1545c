#pragma once

#include <string_view>

namespace spoor {

// Whether a trail records the call only if it is told to. `source` is an event source, such as `s3.amazonaws.com`.
bool is_data_event(std::string_view source, std::string_view name);

}  // namespace spoor
