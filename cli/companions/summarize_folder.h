#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/companions/companion_folders.h"
#include "cli/companions/file_summary.h"
#include "tl/expected.hpp"

namespace spoor {

// Of a folder that is no pack nothing is known but that.
struct SummarizedFolder {
  bool is_pack = false;                           // a file of it, or one that was given, begins with `pack`
  std::vector<FileSummary> summaries;             // by file
  std::vector<std::optional<std::string>> texts;  // of those that had to be read
};

// The text of a file. The error names it.
using ReadFile = std::function<tl::expected<std::string, std::string>(const std::string& path)>;

// The summaries of the files in the folder, from its index as far as that holds; then the index is brought up to date.
// Without one, which small folders never have, they are the same. An error is that of reading.
tl::expected<SummarizedFolder, std::string> summarize_folder(const CompanionFolder& folder, const ReadFile& read);

}  // namespace spoor
