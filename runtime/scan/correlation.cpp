#include "runtime/scan/correlation.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "runtime/scan/firing_finding.h"
#include "runtime/scan/joined_tuples.h"

namespace spoor {

namespace {

using Done = tl::expected<void, std::string>;

}  // namespace

Correlation::Correlation(const Program& program, const StatePlan& plan, std::size_t budget)
    : program_(program), plan_(plan), shared_budget_(budget / 2), counts_(program.rules.size()) {
  const std::size_t count = kShares * plan.level_count();
  for (std::size_t i = 0; i < count; ++i) shares_.emplace_back((budget - budget / 2) / count, shared_budget_);
}

// By the first byte of the group's hash, which an item begins with.
Correlation::Share& Correlation::share_of(std::string_view item) {
  const std::size_t level = plan_.level(read_front(item).rule);
  return shares_[level * kShares + static_cast<unsigned char>(item[0]) % kShares];
}

Done Correlation::add(std::string_view item) {
  Share& share = share_of(item);
  const std::lock_guard lock(share.mutex);
  return share.sorter.add(item);
}

Done Correlation::run(const Options& options) {
  std::mutex mutex;
  Done done;
  for (std::size_t level = 0; level < plan_.level_count() && done; ++level) {
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
      for (std::size_t i = next.fetch_add(1); i < kShares; i = next.fetch_add(1)) {
        const auto begin = std::chrono::steady_clock::now();
        auto correlated = correlate(shares_[level * kShares + i], options, mutex);
        const auto end = std::chrono::steady_clock::now();
        const std::lock_guard lock(mutex);
        busy_time_ += end - begin;
        if (correlated) continue;
        if (done) done = std::move(correlated);
        return;
      }
    };
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < std::min<std::size_t>(options.threads, kShares); ++i) others.emplace_back(work);
    work();
    for (std::thread& thread : others) thread.join();
  }
  return done;
}

Done Correlation::correlate(Share& share, const Options& options, std::mutex& mutex) {
  Done failed;  // of what a firing led to
  const auto note = [&failed](Done done) {
    if (failed && !done) failed = std::move(done);
  };
  GroupCorrelation::Options group_options{options.times, options.keeps_doubles, {}, {}};
  if (options.keep) {
    group_options.keep = [&](std::string_view item) -> Done {
      const std::lock_guard lock(mutex);
      return options.keep(item);
    };
  }
  group_options.fire = [&](const Firing& firing) {
    for (const std::string& tuple : forwarded_tuples(firing, program_, plan_)) note(add(tuple));
    if (!plan_.is_shown(firing.rule)) return;
    if (options.fired_alone && plan_.stands_alone(firing.rule)) {
      const std::lock_guard lock(mutex);
      return note(options.fired_alone(firing));
    }
    const Finding finding = finding_of(firing, program_, plan_);
    const std::lock_guard lock(mutex);
    note(options.found(finding));
  };
  GroupCorrelation groups(program_, std::move(group_options));
  JoinedTuples tuples(plan_, options.keeps_doubles, [&](std::string_view item) { return groups.add(item); });
  Done added;
  auto done = share.sorter.drain([&](std::string_view item) {
    added = tuples.add(item);
    return added && failed;
  });
  if (done) done = std::move(added);
  if (done) done = tuples.finish();
  if (done) done = groups.finish();
  if (done) done = std::move(failed);
  const std::lock_guard lock(mutex);
  for (Index rule = 0; rule < counts_.size(); ++rule) counts_[rule].add(groups.counts()[rule]);
  return done;
}

std::uint64_t Correlation::spilled_bytes() const {
  std::uint64_t bytes = 0;
  for (const Share& share : shares_) bytes += share.sorter.spilled_bytes();
  return bytes;
}

}  // namespace spoor
