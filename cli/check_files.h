#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cli/read_companions.h"
#include "lang/diagnostic.h"
#include "lang/source.h"
#include "tl/expected.hpp"

namespace spoor {

// What is wrong with rule files.
struct CheckedFiles {
  Sources sources;                     // that findings point into
  Diagnostics findings;                // of the files given: their place, or another that they name, is in one
  std::size_t errors_in_related = 0;   // of files that matter to these, and were not given
  std::optional<std::size_t> rules{};  // that the files hold or tune; nothing: some of all these do not compile
};

// Says of the files what it would with all their companions. Those that are not related are read only if there is
// something to say, for what a name may have meant. The error names a file.
tl::expected<CheckedFiles, std::string> check_files(const RelatedFiles& files,
                                                    const std::vector<std::string>& pack_path);

}  // namespace spoor
