#include "cli/scan_state.h"

#include <fmt/format.h>

#include "cli/option_values.h"
#include "cli/render/quantities.h"
#include "cli/terminal.h"

namespace spoor {

namespace {

std::string some_of(const std::vector<std::string>& names) {
  return spoor::some_of(std::vector<std::string_view>(names.begin(), names.end()));
}

}  // namespace

ScanState::ScanState(std::unique_ptr<StateFolder> folder, ResumeOptions options)
    : folder_(std::move(folder)), options_(options) {}

std::unique_ptr<ScanState> ScanState::open(const StateOptions& options, const ScreenOptions& screen,
                                           ScanRequest& request) {
  auto folder = StateFolder::open(options.folder, request.prepared->program(), request.mask != nullptr);
  if (!folder) {
    print_error(folder.error());
    return nullptr;
  }
  const std::vector<std::string>& rules = (*folder)->changed_rules();
  if (!(*folder)->reads_alike() && !screen.is_quiet) {
    say("other --columns, --time, --id or --unmask than in the last run: what it kept cannot be used, and all rules "
        "start "
        "afresh\n");
  } else if (!rules.empty() && !screen.is_quiet) {
    say(fmt::format("not the rules that they were in the last run, so they start afresh: {}\n", some_of(rules)));
  }
  const std::vector<std::string> changed = resume(**folder, request);
  if (!changed.empty() && !screen.is_quiet) {
    say(fmt::format("no longer begin as they did in the last run, so they are read anew: {}\n", some_of(changed)));
  }
  // It was checked when it was read.
  return std::unique_ptr<ScanState>(
      new ScanState(std::move(*folder), {*read_lateness(options.lateness), options.closes}));
}

Report ScanState::scan(const ScanRequest& request, Progress& progress,
                       const std::function<bool(const Finding&)>& take) {
  return scan_resumed(request, options_, *folder_, progress, take);
}

bool ScanState::commit() {
  const auto done = folder_->commit();
  if (!done) print_error(done.error());
  return done.has_value();
}

}  // namespace spoor
