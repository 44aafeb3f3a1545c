#include "runtime/scan/scan.h"

#include <chrono>

#include "runtime/scan/ordered_run.h"
#include "runtime/scan/seen_findings.h"
#include "runtime/scan/worker.h"

namespace spoor {

namespace {

// All findings of rules without `dedup` at once; the others, which are shown or not by what came before them in time,
// when all are known.
void stream(Workload& workload, Outlet& outlet) {
  const ScanRequest& request = workload.request();
  const Program& program = request.prepared->program();
  const FindingBytes form(program);
  std::mutex mutex;
  bool is_wanted = true;
  std::optional<MemoryRun> remembered;
  std::size_t whole = request.memory;
  if (workload.plan().has_memory()) remembered.emplace(workload, whole /= 2);
  const std::size_t memory = whole / 4;
  SeenFindings seen(has_to_judge(request) ? whole / 2 : whole);
  SortedFindings held(request, memory);
  run_workers(workload, {[&](const Finding& finding) {
                           const bool may_be_double = !request.keeps_doubles && !finding.event_id.empty();
                           std::string identity, bytes;
                           const bool has_to_wait = has_dedup(program, finding.rule);
                           if (has_to_wait)
                             held.append(finding, bytes);
                           else if (may_be_double)
                             form.append_identity(finding, identity);
                           const std::lock_guard lock(mutex);
                           if (workload.is_ended()) return false;
                           if (has_to_wait) {
                             if (const auto added = held.sorter().add(bytes); !added) workload.fail(added.error());
                           } else if (may_be_double && !seen.add(std::move(identity))) {
                             outlet.count_double();
                           } else if (!outlet.put(finding)) {
                             is_wanted = false;
                             workload.end();
                           }
                           return !workload.is_ended();
                         },
                         [](std::uint32_t) {},
                         remembered ? [&](std::string_view tuple) { return remembered->add(tuple); }
                                    : std::function<bool(std::string_view)>()});
  if (!is_wanted || workload.has_failed()) return;
  if (remembered) {
    const auto done = remembered->finish([&](const Finding& finding) -> tl::expected<void, std::string> {
      if (has_dedup(program, finding.rule)) return held.add(finding);
      if (is_within(request.window, finding.time) && is_wanted && !outlet.put(finding)) is_wanted = false;
      return {};
    });
    if (!done) workload.fail(done.error());
  }
  if (!has_to_judge(request) || !is_wanted || workload.has_failed()) return;
  Dedup dedup(program, memory);
  const auto done = put_sorted(workload, held, &dedup, outlet);
  if (!done) workload.fail(done.error());
}

void sort(Workload& workload, Outlet& outlet) {
  OrderedRun all(workload);
  SortedFindings& findings = all.findings();
  collect(
      workload, findings.sorter(), [&](const Finding& finding, std::string& bytes) { findings.append(finding, bytes); },
      all.take_tuple());
  all.finish(outlet);
}

}  // namespace

Report scan(const ScanRequest& request, Progress& progress, const Outlet::Take& take) {
  const auto start = std::chrono::steady_clock::now();
  Workload workload(request, progress);
  Outlet outlet(request, take);
  if (request.is_unordered)
    stream(workload, outlet);
  else
    sort(workload, outlet);
  Report report = workload.take_report();
  outlet.report_to(report);
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return report;
}

}  // namespace spoor
