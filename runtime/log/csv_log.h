#pragma once

#include <string_view>

#include "runtime/log/bytes.h"
#include "runtime/log/unwrap.h"

namespace spoor {

// True if the text begins with the header line of a CSV that holds records.
bool begins_csv_log(std::string_view text);

// Hands the rows of such a CSV to the Unwrapper, each as one record or what one is wrapped in.
void read_csv_log(ByteSource& source, std::size_t block, Unwrapper& unwrapper);

}  // namespace spoor
