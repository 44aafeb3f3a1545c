#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "runtime/json/tokens.h"

namespace spoor {

// Why an object that stands where a record may is none (formats.def); nothing for a record.
std::optional<std::string_view> recognise_format(const RecordTokens& object);

// The key of the object's first member as it stands between its quotes; empty if there is none.
std::string_view first_key(const RecordTokens& object);

// The token `[` of a top-level member `Records`, as CloudTrail wraps its records; nothing if there is none in
// [first, end). An object that is not whole is looked at as far as it goes. REQUIRES: closers are filled for what is
// whole, and name a token at or beyond `end` for what is not.
std::optional<std::uint32_t> find_records(const Tokens& tokens, std::uint32_t first, std::uint32_t end);

}  // namespace spoor
