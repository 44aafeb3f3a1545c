#pragma once

#include <memory>
#include <string_view>

#include "runtime/log/bytes.h"

namespace spoor {

// CloudWatch Logs exports a log group as lines of a time, a blank and the message:
//
//     2026-07-28T09:20:11.000Z {"eventVersion":"1.11",...}

// How long the time and blank that begin the text are; 0 if they do not, or no `{` follows.
std::size_t stamp_size(std::string_view text);

// The bytes with each line's time and blank replaced by white space, so that every message begins a line of its own
// and stands where it stood.
std::unique_ptr<ByteSource> without_stamps(std::unique_ptr<ByteSource> inner);

}  // namespace spoor
