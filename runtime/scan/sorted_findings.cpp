#include "runtime/scan/sorted_findings.h"

#include <optional>
#include <utility>

namespace spoor {

using Done = tl::expected<void, std::string>;

SortedFindings::SortedFindings(const ScanRequest& request, std::size_t memory)
    : request_(request), form_(request.prepared->program()), sorter_(memory) {}

Done SortedFindings::add(const Finding& finding) {
  std::string bytes;
  append(finding, bytes);
  return sorter_.add(bytes);
}

Done SortedFindings::for_each(const std::function<bool(Finding&)>& visit,
                              const std::function<void(const Finding&)>& count_double) {
  auto reader = sorter_.read();
  if (!reader) return tl::unexpected(reader.error());
  std::optional<Finding> last;
  while (true) {
    const auto bytes = reader->next();
    if (!bytes) return tl::unexpected(bytes.error());
    if (!*bytes) return {};
    Finding finding = form_.read(**bytes);
    if (!request_.keeps_doubles && last && is_double(*last, finding)) {
      count_double(finding);
      continue;
    }
    last = std::move(finding);
    if (!visit(*last)) return {};
  }
}

bool has_dedup(const Program& program, Index rule) { return program.rules[rule].key_count > 0; }

bool has_to_judge(const ScanRequest& request) {
  const Program& program = request.prepared->program();
  for (Index rule = 0; rule < program.rules.size(); ++rule) {
    if (has_dedup(program, rule) && (request.shown_rules.empty() || request.shown_rules[rule])) return true;
  }
  return false;
}

Done put_sorted(Workload& workload, SortedFindings& sorted, Dedup* dedup, Outlet& outlet) {
  const TimeWindow window = resolved(workload.request().window, workload.newest());
  const auto is_over = [&](const Finding& finding) { return window.to && finding.time && *finding.time >= *window.to; };
  const auto is_shown = [&](const Finding& finding) { return is_within(window, finding.time); };
  Done done;
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

}  // namespace spoor
