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
std::vector<OutputRequest> column_requests(const LogOptions& options, bool with_defaults);

// Walks the logs and fills what all runs need. Says so, and returns false, if there is no log at all.
bool prepare_request(const LogOptions& options, std::shared_ptr<const PreparedProgram> prepared, const Mask& mask,
                     ScanRequest& request);

// The exit code for what went wrong with the input, if anything did.
int input_code(const Report& report);

// Writes the figures where `--report` says; true where it says nothing.
bool write_report(const std::string& file, const Report& report);

// Ends a run on interrupt: what was found is still written. Returns the descriptor that can be read from then on, for
// LogInput::stop. The second interrupt ends the process.
int stop_on_interrupt(Progress& progress);

// Whether a run could not be done: a full disk, no log among the files. Says why, with what was skipped.
bool has_failed(const Report& report);

}  // namespace spoor
