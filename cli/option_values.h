#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/scan/scan.h"
#include "tl/expected.hpp"

namespace spoor {

// What stands behind options, read; errors say what may be written.

// `--from` and `--to`; empty texts leave an end open.
tl::expected<TimeWindow, std::string> read_window(std::string_view from, std::string_view to);

// `--lateness`: 15m, 1h30m; in nanoseconds.
tl::expected<Time, std::string> read_lateness(std::string_view text);

// `--memory`: 500000, 64K, 512M, 2G (of 1024 each), at least 64K.
tl::expected<std::size_t, std::string> read_size(std::string_view text);

// `--columns a, coalesce(b, "x,y")`: cut at the commas that stand outside of brackets and quotes, without the spaces
// around.
std::vector<std::string> split_columns(std::string_view text);

}  // namespace spoor
