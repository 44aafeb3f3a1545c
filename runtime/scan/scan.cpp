#include "runtime/scan/scan.h"

#include <chrono>

#include "runtime/scan/finding_bytes.h"
#include "runtime/scan/seen_findings.h"
#include "runtime/scan/spill_sorter.h"
#include "runtime/scan/worker.h"

namespace spoor {

namespace {

using Take = std::function<bool(const Finding&)>;

// Hands findings on as far as limits allow, and counts.
class Outlet {
 public:
  Outlet(const ScanRequest& request, const Take& take)
      : request_(request), take_(take), per_rule_(request.prepared->program().rules.size()) {}

  // False when nothing more is wanted.
  bool put(const Finding& finding) {
    const std::uint32_t level = request_.prepared->program().rules[finding.rule].level;
    const bool is_over = (request_.limit && counted_.findings >= *request_.limit) ||
                         (request_.limit_per_rule && per_rule_[finding.rule] >= *request_.limit_per_rule);
    if (is_over) {
      ++counted_.left_out;
      ++counted_.left_out_by_level[level];
      return true;
    }
    ++per_rule_[finding.rule];
    ++counted_.findings;
    ++counted_.findings_by_level[level];
    return take_(finding);
  }

  void count_double() { ++counted_.duplicates; }

  void report_to(Report& report) const {
    report.findings = counted_.findings;
    report.findings_by_level = counted_.findings_by_level;
    report.duplicates = counted_.duplicates;
    report.left_out = counted_.left_out;
    report.left_out_by_level = counted_.left_out_by_level;
  }

 private:
  const ScanRequest& request_;
  const Take& take_;
  std::vector<std::uint64_t> per_rule_;
  Report counted_;
};

void stream(Workload& workload, Outlet& outlet) {
  const ScanRequest& request = workload.request();
  const FindingBytes form(request.prepared->program());
  std::mutex mutex;
  SeenFindings seen(request.memory);
  run_workers(workload, {[&](const Finding& finding) {
                           const bool may_be_double = !request.keeps_doubles && !finding.event_id.empty();
                           std::string identity;
                           if (may_be_double) form.append_identity(finding, identity);
                           const std::lock_guard lock(mutex);
                           if (workload.is_ended()) return false;
                           if (may_be_double && !seen.add(std::move(identity)))
                             outlet.count_double();
                           else if (!outlet.put(finding))
                             workload.end();
                           return !workload.is_ended();
                         },
                         [](std::uint32_t) {}});
}

void sort(Workload& workload, Outlet& outlet) {
  const ScanRequest& request = workload.request();
  const FindingBytes form(request.prepared->program());
  SpillSorter sorter(request.memory);
  collect(workload, sorter, [&](const Finding& finding, std::string& bytes) { form.append(finding, bytes); });
  if (workload.has_failed()) return;
  const TimeWindow window = resolved(request.window, workload.newest());
  std::optional<Finding> shown;
  const auto drained = sorter.drain([&](std::string_view bytes) {
    Finding finding = form.read(bytes);
    if (!is_within(window, finding.time)) return true;
    if (!request.keeps_doubles && shown && is_double(*shown, finding)) {
      outlet.count_double();
      return true;
    }
    shown = std::move(finding);
    return outlet.put(*shown);
  });
  if (!drained) workload.fail(drained.error());
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
