#pragma once

#include <memory>
#include <string_view>

#include "runtime/log/bytes.h"

namespace spoor {

// True if the text begins as base64 of JSON or of something packed does, which subscriptions of CloudWatch Logs
// deliver.
bool begins_base64_log(std::string_view text);

// The bytes that base64 encodes, piece by piece: texts one after the other, each padded or on lines of its own, are
// decoded one after the other.
std::unique_ptr<ByteSource> from_base64(std::unique_ptr<ByteSource> inner);

}  // namespace spoor
