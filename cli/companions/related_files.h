#pragma once

#include <cstddef>
#include <vector>

#include "cli/companions/file_summary.h"

namespace spoor {

// Which of its companions matter to files: those that they build on, those that build on them, what these build on, and
// what matters to each file of a pack. Without the others all that is said of the files is the same, but for names that
// "did you mean" has no more.
//
// `companions`: by folder, in the order in which they are compiled, before `given`. True for each that matters.
std::vector<std::vector<bool>> related_files(const std::vector<FileSummary>& given,
                                             const std::vector<std::vector<FileSummary>>& companions);

}  // namespace spoor
