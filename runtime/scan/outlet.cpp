#include "runtime/scan/outlet.h"

namespace spoor {

Outlet::Outlet(const ScanRequest& request, const Take& take)
    : request_(request), take_(take), per_rule_(request.prepared->program().rules.size()) {}

bool Outlet::put(const Finding& finding) {
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

void Outlet::report_to(Report& report) const {
  report.findings = counted_.findings;
  report.findings_by_level = counted_.findings_by_level;
  report.duplicates = counted_.duplicates;
  report.suppressed = counted_.suppressed;
  report.left_out = counted_.left_out;
  report.left_out_by_level = counted_.left_out_by_level;
}

}  // namespace spoor
