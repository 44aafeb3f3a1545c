#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.h"
#include "cli/render/finding_writer.h"
#include "cli/render/output.h"
#include "cli/report_text.h"
#include "compiler/compile.h"
#include "runtime/match/prepared.h"
#include "runtime/scan/scan.h"

namespace spoor {

// What scan and find share: rules made ready, logs walked, a report at the end.

// Prints diagnostics to standard error. False if there was an error, and `so` it goes on: "nothing was read".
bool is_sound(const Compiled& compiled, const ScreenOptions& screen, std::string_view so);

// Prints diagnostics to standard error and makes the Program ready; nothing if there was an error.
std::shared_ptr<const PreparedProgram> prepare(Compiled compiled, const ScreenOptions& screen);

// The same of a Program that was compiled before.
std::shared_ptr<const PreparedProgram> prepare(VerifiedProgram program);

// A column's name and expression: `who` is the prelude's actor, `from` the address; every other is what it says.
std::vector<OutputRequest> column_requests(const LogOptions& options, bool with_defaults);

// Fills what all runs need but the logs. False if a time cannot be read.
bool prepare_run(const LogOptions& options, std::shared_ptr<const PreparedProgram> prepared, const Mask& mask,
                 ScanRequest& request);

// The same, and walks the logs. Says so, and returns false, if there is no log at all.
bool prepare_request(const LogOptions& options, std::shared_ptr<const PreparedProgram> prepared, const Mask& mask,
                     ScanRequest& request);

// The logs of `--logs`. Nothing, and said why, if there is none that can be read twice.
std::optional<Walked> walk_for_rereading(const std::vector<std::string>& paths);

// The exit code for what went wrong with the input, if anything did.
int input_code(const Report& report);

// Ends a run on interrupt: what was found is still written. Returns the descriptor that can be read from then on, for
// LogInput::stop. The second interrupt ends the process.
int stop_on_interrupt(Progress& progress);

// Names of the logs, as results show them.
LogNames log_names(const ScanRequest& request);

// What every format is told of a run: names must outlive it.
RenderContext render_context(const ScanRequest& request, const ScreenOptions& screen, const LogNames& names,
                             const Output& output);

// Writes the figures where `--report` says; true where it says nothing. False, with the reason, if it cannot.
bool write_report(const std::string& file, const Report& report);

// Behind the last result: moves the output to its place, prints the report, writes it where `--report` says. False if
// something could not be written.
bool end_run(const LogOptions& logs, const ScreenOptions& screen, const Report& report, Wanted wanted, Output& output);

// Whether a run could not be done: a full disk, no log among the files. Says why, with what was skipped, and still
// writes the report.
// `may_lack_logs`: files without a log are no failure, as earlier runs have read some.
bool has_failed(const LogOptions& logs, const Report& report, bool may_lack_logs = false);

}  // namespace spoor
