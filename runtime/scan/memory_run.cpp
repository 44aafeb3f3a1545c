#include "runtime/scan/memory_run.h"

namespace spoor {

using Done = tl::expected<void, std::string>;

MemoryRun::MemoryRun(Workload& workload, std::size_t budget)
    : workload_(workload),
      budget_(budget),
      correlation_(workload.request().prepared->program(), workload.plan(), budget - budget / 4) {}

bool MemoryRun::add(std::string_view tuple) {
  const auto added = correlation_.add(tuple);
  if (!added) workload_.fail(added.error());
  return added.has_value();
}

Done MemoryRun::finish(const Take& take) {
  const ScanRequest& request = workload_.request();
  const bool has_to_fill = request.wants_events && !request.carries_events();
  EventTexts texts(request, budget_ / 4);
  Correlation::Options options;
  options.times.end = workload_.newest().time().value_or(kLongAgo);
  options.keeps_doubles = request.keeps_doubles;
  options.threads = request.threads;
  options.found = [&](const Finding& finding) -> Done {
    // Others run for those that take their findings.
    if (!request.shown_rules.empty() && !request.shown_rules[finding.rule]) return {};
    workload_.progress().findings.fetch_add(1, std::memory_order_relaxed);
    return has_to_fill ? texts.add(finding) : take(finding);
  };
  auto done = correlation_.run(options);
  workload_.add_state(correlation_.counts(), correlation_.spilled_bytes());
  if (!done || !has_to_fill) return done;
  return texts.fill(take, [&](std::uint32_t file) {
    workload_.add_bad(file, {0, 0, "it changed while it was read, so that the records of some findings are not shown"});
  });
}

}  // namespace spoor
