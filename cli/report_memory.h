#pragma once

#include <string>

#include "runtime/scan/report.h"

namespace spoor {

// What rules with memory did in a run, as parts of report_text() and report_json(). Nothing where there are none.

// One line of figures, and, if verbose, the keys of each rule with the most tuples.
std::string memory_figures(const Report& report, bool is_verbose);

// Then what was wrong.
std::string memory_faults(const Report& report);

// A JSON object.
std::string memory_json(const Report& report);

}  // namespace spoor
