#include "runtime/scan/resumed_scan.h"

#include <algorithm>
#include <chrono>
#include <mutex>

#include "runtime/scan/correlation.h"
#include "runtime/scan/firing_finding.h"
#include "runtime/scan/outlet.h"
#include "runtime/scan/sorted_findings.h"
#include "runtime/scan/worker.h"

namespace spoor {

namespace {

using Done = tl::expected<void, std::string>;

class ResumedScan {
 public:
  ResumedScan(const ScanRequest& request, const ResumeOptions& options, StateFolder& folder, Workload& workload,
              Outlet& outlet)
      : request_(request),
        options_(options),
        program_(request.prepared->program()),
        folder_(folder),
        state_(folder.state()),
        workload_(workload),
        outlet_(outlet),
        correlation_(program_, workload.plan(), request.memory / 2),
        final_(request, request.memory / 8),
        judged_(request, request.memory / 8),
        dedup_(program_, request.memory / 4) {}

  Done run() {
    read_logs();
    if (workload_.has_failed()) return {};
    // What was not read may change what rules with memory find. The next run repeats this one.
    if (workload_.is_stopped()) return put();
    auto done = folder_.begin();
    if (done) done = read_kept();
    if (done) move_on();
    if (done) done = correlate();
    if (done) done = judge();
    if (done) done = put();
    if (done) keep_files();
    if (done) tell();
    return done;
  }

 private:
  void read_logs() {
    std::mutex mutex;
    run_workers(workload_,
                {[&](const Finding& finding) {
                   const std::lock_guard lock(mutex);
                   return note(has_dedup(program_, finding.rule) ? judged_.add(finding) : add_final(finding));
                 },
                 [](std::uint32_t) {}, [&](std::string_view tuple) { return note(correlation_.add(tuple)); }});
  }

  bool note(const Done& done) {
    if (!done) workload_.fail(done.error());
    return done.has_value();
  }

  // A double of a record that an earlier run has shown is no finding again.
  Done add_final(const Finding& finding) {
    if (!request_.keeps_doubles && !finding.event_id.empty() && state_.shown.contains(finding.id(program_))) {
      outlet_.count_double();
      return {};
    }
    return final_.add(finding);
  }

  Done read_kept() {
    return folder_.read({[&](std::string_view item) { return correlation_.add(item); },
                         [&](const Finding& finding) { return judged_.add(finding); },
                         [&](const Dedup::Prior& prior) { return dedup_.add(prior); }});
  }

  // How far time has come, with what this run has read.
  void move_on() {
    begin_ = state_.watermark;
    state_.newest.add(workload_.newest());
    const auto newest = state_.newest.time();
    if (options_.closes)
      limit_ = kNever;
    else if (newest)
      limit_ = std::max(begin_, time_before(*newest, options_.lateness));
    else
      limit_ = begin_;
    end_ = options_.closes ? newest.value_or(begin_) : limit_;
  }

  Done correlate() {
    Correlation::Options options;
    options.times = {begin_, limit_, end_};
    options.keeps_doubles = request_.keeps_doubles;
    options.threads = request_.threads;
    options.found = [&](const Finding& finding) {
      return has_dedup(program_, finding.rule) ? judged_.add(finding) : final_.add(finding);
    };
    if (!options_.closes) options.keep = [&](std::string_view item) { return folder_.keep_memory(item); };
    auto done = correlation_.run(options);
    workload_.add_state(correlation_.counts(), correlation_.spilled_bytes());
    return done;
  }

  // From when on findings of the rule can still be counted in others, or others in them.
  Time judged_until(Index rule) const {
    if (options_.closes) return kNever;
    return time_before(limit_, span_of(program_.rules[rule].dedup_milliseconds));
  }

  Done judge() {
    std::vector<Instant> limits;
    for (Index rule = 0; rule < program_.rules.size(); ++rule) limits.push_back(to_instant(judged_until(rule)));
    Done done;
    const auto read = judged_.for_each(
        [&](Finding& finding) {
          if (!is_too_late(finding)) done = dedup_.add(finding);
          return done.has_value();
        },
        [&](const Finding&) { outlet_.count_double(); });
    if (!read) return read;
    if (!done) return done;
    const auto keep = [&](const Dedup::Prior& prior) { return options_.closes ? Done() : folder_.keep(prior); };
    if (auto judged = dedup_.judge(limits, keep); !judged) return judged;
    const auto shown = judged_.for_each(
        [&](Finding& finding) {
          done = show(finding);
          return done.has_value();
        },
        [](const Finding&) {});
    return shown ? done : shown;
  }

  // Earlier runs have judged for good what stands around such a finding.
  bool is_too_late(const Finding& finding) const {
    return finding.time &&
           to_time(*finding.time) < time_before(begin_, span_of(program_.rules[finding.rule].dedup_milliseconds));
  }

  Done show(Finding& finding) {
    if (is_too_late(finding)) return final_.add(finding);
    const auto verdict = dedup_.verdict();
    if (!verdict) return tl::unexpected(verdict.error());
    const bool is_known = !finding.time || to_time(*finding.time) < judged_until(finding.rule);
    if (!is_known) {
      ++held_;
      return folder_.keep(finding);
    }
    if (!verdict->is_shown) {
      outlet_.count_suppressed();
      return {};
    }
    finding.suppressed = verdict->suppressed;
    return final_.add(finding);
  }

  Done put() {
    const TimeWindow window = resolved(request_.window, state_.newest);
    std::erase_if(state_.shown, [&](const auto& entry) { return entry.second < limit_; });
    return final_.for_each(
        [&](Finding& finding) {
          remember(finding);
          const bool is_chosen = request_.shown_rules.empty() || request_.shown_rules[finding.rule];
          return !is_chosen || !is_within(window, finding.time) || outlet_.put(finding);
        },
        [&](const Finding&) { outlet_.count_double(); });
  }

  void remember(const Finding& finding) {
    if (finding.memory || has_dedup(program_, finding.rule) || finding.event_id.empty() || !finding.time) return;
    const Time time = to_time(*finding.time);
    if (time >= limit_) state_.shown.emplace(finding.id(program_), time);
  }

  void keep_files() {
    state_.watermark = options_.closes ? std::max(begin_, time_after(end_, 1)) : limit_;
    for (std::uint32_t file = 0; file < request_.logs.files.size(); ++file) {
      const auto& read = workload_.read_files()[file];
      if (!read) continue;
      state_.names.set_latest(request_.first_file + file, read->latest);
      state_.files.add(
          request_.logs.files[file], request_.known_records[file],
          {.changed = request_.change_times[file], .last_record = read->last_record, .latest = read->latest});
    }
    const Time needed = time_before(state_.watermark, workload_.plan().reach());
    state_.names.forget(needed);
    state_.files.forget_gone(needed);
  }

  void tell() {
    workload_.add_held(held_);
    workload_.add_dropped(folder_.dropped_findings());
    const auto ahead = workload_.newest().time() ? state_.newest.ahead() : std::nullopt;
    if (!ahead || ahead->place.file < request_.first_file) return;
    workload_.set_ahead({state_.names[ahead->place.file], ahead->place.record, to_text(to_instant(ahead->time))});
  }

  const ScanRequest& request_;
  const ResumeOptions& options_;
  const Program& program_;
  StateFolder& folder_;
  RunState& state_;
  Workload& workload_;
  Outlet& outlet_;
  Correlation correlation_;
  SortedFindings final_;   // that nothing can change any more
  SortedFindings judged_;  // of rules with `dedup`
  Dedup dedup_;
  Time begin_ = kLongAgo, limit_ = kNever, end_ = kNever;
  std::uint64_t held_ = 0;  // findings, for the next run
};

}  // namespace

std::vector<std::string> resume(StateFolder& folder, ScanRequest& request) {
  RunState& state = folder.state();
  KnownFiles::Choice choice = state.files.choose(std::move(request.logs));
  request.logs = std::move(choice.logs);
  request.known_records = std::move(choice.known_records);
  request.change_times = std::move(choice.change_times);
  request.first_file = state.names.next();
  for (const WalkedFile& file : request.logs.files) state.names.add(file.input.name);
  request.begin = state.watermark;
  request.keeps_state = request.keeps_texts = true;
  return std::move(choice.changed);
}

Report scan_resumed(const ScanRequest& request, const ResumeOptions& options, StateFolder& folder, Progress& progress,
                    const std::function<bool(const Finding&)>& take) {
  const auto start = std::chrono::steady_clock::now();
  Workload workload(request, progress);
  Outlet outlet(request, take);
  const auto done = ResumedScan(request, options, folder, workload, outlet).run();
  if (!done) workload.fail(done.error());
  Report report = workload.take_report();
  outlet.report_to(report);
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return report;
}

}  // namespace spoor
