#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/options.h"
#include "compiler/compile.h"
#include "runtime/match/prepared.h"
#include "runtime/scan/scan.h"

namespace spoor {

// What scan and find share: rules made ready, logs walked, a report at the end.

// Prints diagnostics to standard error and makes the Program ready; nothing if there was an error.
std::shared_ptr<const PreparedProgram> prepare(Compiled compiled, const ScreenOptions& screen);

// A column's name and expression: `who` is the prelude's actor, `from` the address; every other is what it says.
std::vector<OutputRequest> column_requests(const std::vector<std::string>& columns, bool with_defaults);

// Walks the logs and fills what all runs need. Says so, and returns false, if there is no log at all.
bool prepare_request(const LogOptions& options, std::shared_ptr<const PreparedProgram> prepared, ScanRequest& request);

// The exit code for what went wrong with the input, if anything did.
int input_code(const Report& report);

// Writes the figures where `--report` says; true where it says nothing.
bool write_report(const std::string& file, const Report& report);

// Ends a run on interrupt: what was found is still written.
void stop_on_interrupt(Progress& progress);

void print_error(std::string_view message);  // `spoor: ...` on standard error

}  // namespace spoor
