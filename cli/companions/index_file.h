#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace spoor {

// Where the summaries of a folder are kept: a file in `$XDG_CACHE_HOME/spoor`, else in `~/.cache/spoor`, that its owner
// alone can read. It only saves time: whatever is wrong with it or its folder, nothing is said, and the run goes on
// without it.

// Of the rule folder of this identity. Empty, which stands for no file: there is no such place, or SPOOR_NO_CACHE is
// set.
std::string index_file(std::string_view folder_identity);

// Nothing if there is no file that is one's own.
std::optional<std::string> read_index_file(const std::string& file);

// Replaces the file as a whole. Others that no run has used for a month are deleted.
void write_index_file(const std::string& file, std::string_view bytes);

// Of this executable.
std::uint64_t build_number();

}  // namespace spoor
