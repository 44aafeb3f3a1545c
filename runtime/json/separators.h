#pragma once

#include "runtime/json/tokens.h"

namespace spoor {

// Whether colons and commas stand where JSON has them, no more and no fewer: then it is the same for all who read the
// record which of its values belongs to which key. What stands in strings and runs does not count.
bool are_separators_strict(const RecordTokens& record);

}  // namespace spoor
