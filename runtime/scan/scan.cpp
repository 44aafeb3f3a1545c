#include "runtime/scan/scan.h"

#include <chrono>

#include "runtime/scan/dedup.h"
#include "runtime/scan/finding_bytes.h"
#include "runtime/scan/memory_run.h"
#include "runtime/scan/outlet.h"
#include "runtime/scan/seen_findings.h"
#include "runtime/scan/sorted_findings.h"
#include "runtime/scan/worker.h"
#include "runtime/sort/spill_sorter.h"

namespace spoor {

namespace {

using Take = std::function<bool(const Finding&)>;

bool has_dedup(const Program& program, Index rule) { return program.rules[rule].key_count > 0; }

// Whether there are rules with `dedup` among those that are shown.
bool waits(const ScanRequest& request) {
  const Program& program = request.prepared->program();
  for (Index rule = 0; rule < program.rules.size(); ++rule) {
    if (has_dedup(program, rule) && (request.shown_rules.empty() || request.shown_rules[rule])) return true;
  }
  return false;
}

// Hands out all that was sorted and stands in the window. What is before it has been sorted for `dedup` alone; what is
// behind it does not count in what is shown.
tl::expected<void, std::string> put_sorted(Workload& workload, SortedFindings& sorted, Dedup* dedup, Outlet& outlet) {
  const TimeWindow window = resolved(workload.request().window, workload.newest());
  const auto is_over = [&](const Finding& finding) { return window.to && finding.time && *finding.time >= *window.to; };
  const auto is_shown = [&](const Finding& finding) { return is_within(window, finding.time); };
  tl::expected<void, std::string> done;
  if (dedup != nullptr) {
    const auto read = sorted.for_each(
        [&](const Finding& finding) {
          if (!is_over(finding)) done = dedup->add(finding);
          return done.has_value();
        },
        [](const Finding&) {});
    if (!read) return read;
    if (done) done = dedup->judge();
    if (!done) return done;
  }
  const auto read = sorted.for_each(
      [&](Finding& finding) {
        if (is_over(finding)) return true;
        const auto verdict = dedup == nullptr ? Dedup::Verdict() : dedup->verdict();
        if (!verdict) {
          done = tl::unexpected(verdict.error());
          return false;
        }
        if (!is_shown(finding)) return true;
        finding.suppressed = verdict->suppressed;
        if (verdict->is_shown) return outlet.put(finding);
        outlet.count_suppressed();
        return true;
      },
      [&](const Finding& finding) {
        if (is_shown(finding)) outlet.count_double();
      });
  return read ? done : read;
}

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
  SeenFindings seen(waits(request) ? whole / 2 : whole);
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
  if (!waits(request) || !is_wanted || workload.has_failed()) return;
  Dedup dedup(program, memory);
  const auto done = put_sorted(workload, held, &dedup, outlet);
  if (!done) workload.fail(done.error());
}

void sort(Workload& workload, Outlet& outlet) {
  const ScanRequest& request = workload.request();
  const bool has_to_judge = waits(request);
  std::optional<MemoryRun> remembered;
  std::size_t memory = request.memory;
  if (workload.plan().has_memory()) remembered.emplace(workload, memory /= 2);
  if (has_to_judge) memory /= 2;
  SortedFindings sorted(request, memory);
  collect(
      workload, sorted.sorter(), [&](const Finding& finding, std::string& bytes) { sorted.append(finding, bytes); },
      remembered ? [&](std::string_view tuple) { return remembered->add(tuple); }
                 : std::function<bool(std::string_view)>());
  if (remembered && !workload.has_failed()) {
    const auto done = remembered->finish([&](const Finding& finding) { return sorted.add(finding); });
    if (!done) workload.fail(done.error());
  }
  if (workload.has_failed()) return;
  Dedup dedup(request.prepared->program(), memory);
  const auto done = put_sorted(workload, sorted, has_to_judge ? &dedup : nullptr, outlet);
  if (!done) workload.fail(done.error());
}

}  // namespace

Report scan(const ScanRequest& request, Progress& progress, const Take& take) {
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
