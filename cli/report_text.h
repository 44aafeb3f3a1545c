#pragma once

#include <string>

#include "runtime/scan/report.h"

namespace spoor {

std::string grouped(std::uint64_t number);                       // 1,234,567
std::string plural(std::uint64_t count, std::string_view what);  // 1 file, 2,345 files
std::string bytes_text(std::uint64_t bytes);                     // 12.3 MB

// What a run was for.
enum class Wanted { findings, records, figures };

// The end of a run for people: figures, what was found, then what was wrong.
std::string report_text(const Report& report, Wanted wanted, bool is_verbose);

// Its part on files that were skipped, by reason.
std::string skipped_text(const Report& report);

// The same as JSON, for `--report`.
std::string report_json(const Report& report);

}  // namespace spoor
