#pragma once

#include <string_view>

#include "lang/source.h"

namespace spoor {

// What to take out of a file's text so that an item or clause is gone: with the comment lines right above it and the
// comment behind it, and with its lines, if nothing else stands in them.
Span removal_of(std::string_view text, Span item);

}  // namespace spoor
