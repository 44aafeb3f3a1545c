#include "runtime/scan/memory_run.h"

#include "runtime/scan/firing_finding.h"

namespace spoor {

using Done = tl::expected<void, std::string>;

namespace {

// Whether a finding of the rule at this time is shown, or tells its `dedup` what was shown.
bool matters(const RuleRow& rule, const Instant& time, const TimeWindow& window) {
  if (window.to && !(time < *window.to)) return false;
  return !window.from || rule.key_count > 0 || !(time < *window.from);
}

}  // namespace

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
  FiringTexts waiting(workload_, budget_ / 4);
  // Others run for those that take their findings.
  const auto is_shown = [&](Index rule) { return request.shown_rules.empty() || request.shown_rules[rule]; };
  const auto count = [&] { workload_.progress().findings.fetch_add(1, std::memory_order_relaxed); };
  const Program& program = request.prepared->program();
  const TimeWindow window = resolved(request.window, workload_.newest());
  Correlation::Options options;
  options.times.end = workload_.newest().time().value_or(kLongAgo);
  options.keeps_doubles = request.keeps_doubles;
  options.threads = request.threads;
  options.found = [&](const Finding& finding) -> Done {
    if (!is_shown(finding.rule)) return {};
    count();
    return take(finding);
  };
  if (!request.carries_texts()) {
    options.fired_alone = [&](const Firing& firing) -> Done {
      if (!is_shown(firing.rule) || !matters(program.rules[firing.rule], to_instant(firing.time), window)) return {};
      count();
      return waiting.add(firing);
    };
  }
  auto done = correlation_.run(options);
  workload_.add_state(correlation_.counts(), correlation_.spilled_bytes());
  if (!done) return done;
  const auto begin = std::chrono::steady_clock::now();
  done = waiting.fill(take);
  workload_.set_correlate_time(correlation_.busy_time() + (std::chrono::steady_clock::now() - begin));
  return done;
}

}  // namespace spoor
