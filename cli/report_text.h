#pragma once

#include <string>

#include "runtime/scan/report.h"

namespace spoor {

// What a run was for.
enum class Wanted { findings, records, figures };

// The end of a run for people: figures, what was found, then what was wrong.
std::string report_text(const Report& report, Wanted wanted, bool is_verbose);

// Its part on files that were skipped, by reason.
std::string skipped_text(const Report& report);

// The same as JSON, for `--report`.
std::string report_json(const Report& report);

}  // namespace spoor
