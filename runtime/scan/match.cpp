#include "runtime/scan/match.h"

#include <chrono>

#include "runtime/scan/finding_bytes.h"
#include "runtime/scan/tuple_sections.h"
#include "runtime/scan/worker.h"

namespace spoor {

namespace {

TupleSections sections_of(const Workload& workload, const Report& report) {
  const ScanRequest& request = workload.request();
  const Program& program = request.prepared->program();
  const Meanings meanings = meanings_of(program);
  TupleSections sections;
  sections.has_events = request.wants_events;
  sections.is_masked = request.mask != nullptr;
  sections.record_meaning = meanings.record;
  for (Index rule = 0; rule < program.rules.size(); ++rule) {
    const bool is_shown = request.shown_rules.empty() || request.shown_rules[rule];
    sections.rules.push_back({std::string(program.rule_name(rule)), meanings.rules[rule], is_shown});
  }
  for (const WalkedFile& file : request.logs.files) sections.logs.push_back(file.input.name);
  sections.newest = workload.newest();
  sections.figures = report;
  return sections;
}

}  // namespace

Report match(const ScanRequest& request, Progress& progress, ItemFileWriter& writer) {
  const auto start = std::chrono::steady_clock::now();
  Workload workload(request, progress);
  const Program& program = request.prepared->program();
  const FindingBytes form(program);
  const auto add = [&](ItemKind kind, std::string_view item) {
    const auto added = writer.add(kind, item);
    if (!added) workload.fail(added.error());
    return added.has_value();
  };
  WorkerCalls calls{[&](const Finding& finding) {
                      std::string bytes;
                      form.append(finding, bytes);
                      return add(ItemKind::finding, bytes);
                    },
                    [](std::uint32_t) {}};
  if (workload.plan().has_memory()) {
    calls.tuple = [&](std::string_view tuple) { return add(ItemKind::memory, tuple); };
  }
  run_workers(workload, calls);
  workload.add_state(std::vector<StateCounts>(program.rules.size()), 0);
  const bool is_whole = !workload.is_stopped();
  Report report = workload.take_report();
  if (is_whole) {
    if (const auto done = writer.finish(append_sections(sections_of(workload, report))); !done) {
      report.failure = done.error();
    }
  }
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return report;
}

}  // namespace spoor
