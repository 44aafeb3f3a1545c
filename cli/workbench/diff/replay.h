#pragma once

#include <string>

#include "cli/workbench/diff/compare_packs.h"
#include "runtime/scan/scan.h"
#include "tl/expected.hpp"

namespace spoor {

// Scans the logs with OLD and with NEW, and tells of each rule that changed at which records only one of them fires.
// Keeps sixteen bytes of each finding of those rules. The report is of the second reading; the error says what could
// not be made ready. REQUIRES: no log is standard input.
tl::expected<Report, std::string> replay(const Side& before, const Side& after, const Walked& logs, unsigned threads,
                                         Progress& progress, ComparedPacks& compared);

}  // namespace spoor
