#include "runtime/scan/scan.h"

#include <algorithm>
#include <chrono>

#include "runtime/scan/worker.h"

namespace spoor {

namespace {

// Hands findings on as far as limits allow, and counts.
class Outlet {
 public:
  Outlet(const ScanRequest& request, Report& report, const std::function<void(const Finding&)>& take)
      : request_(request), report_(report), take_(take), per_rule_(request.prepared->program().rules.size()) {}

  void put(const Finding& finding) {
    const bool is_over = (request_.limit && report_.findings >= *request_.limit) ||
                         (request_.limit_per_rule && per_rule_[finding.rule] >= *request_.limit_per_rule);
    if (is_over) {
      ++report_.left_out;
      return;
    }
    ++per_rule_[finding.rule];
    ++report_.findings;
    ++report_.findings_by_level[request_.prepared->program().rules[finding.rule].level];
    take_(finding);
  }

 private:
  const ScanRequest& request_;
  Report& report_;
  const std::function<void(const Finding&)>& take_;
  std::vector<std::uint64_t> per_rule_;
};

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

Report scan(const ScanRequest& request, Progress& progress, const std::function<void(const Finding&)>& take) {
  const auto start = std::chrono::steady_clock::now();
  Workload workload(request, progress);
  const Program& program = request.prepared->program();
  std::mutex mutex;
  std::vector<Finding> findings;
  Report counted;
  Outlet outlet(request, counted, take);
  const bool streams = request.is_unordered && !request.window.is_relative();
  run_workers(workload, {[&](Finding finding) {
                           const std::lock_guard lock(mutex);
                           if (streams)
                             outlet.put(finding);
                           else
                             findings.push_back(std::move(finding));
                           return true;
                         },
                         [](std::uint32_t) {}});
  const TimeWindow window = resolved(request.window, workload.newest());
  std::sort(findings.begin(), findings.end(),
            [&](const Finding& a, const Finding& b) { return comes_before(a, b, program); });
  const Finding* shown = nullptr;
  for (const Finding& finding : findings) {
    if (!is_within(window, finding.time)) continue;
    if (!request.keeps_doubles && shown != nullptr && is_double(*shown, finding)) {
      ++counted.duplicates;
      continue;
    }
    shown = &finding;
    outlet.put(finding);
  }
  Report report = workload.take_report();
  report.findings = counted.findings;
  report.findings_by_level = counted.findings_by_level;
  report.duplicates = counted.duplicates;
  report.left_out = counted.left_out;
  report.seconds = seconds_since(start);
  return report;
}

}  // namespace spoor
