#include "runtime/scan/worker.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "runtime/scan/finding_maker.h"
#include "runtime/scan/firing_finding.h"
#include "runtime/scan/open_logs.h"
#include "runtime/scan/tuple_maker.h"

namespace spoor {

namespace {

constexpr std::size_t kMaxThreads = 256;

// Of findings of one part, while those of the parts before it are not known.
constexpr std::size_t kMaxHeld = 4U << 20;

class Worker : public LogVisitor {
 public:
  Worker(Workload& workload, const WorkerCalls& calls, OpenLogs& open_logs)
      : workload_(workload),
        calls_(calls),
        open_logs_(open_logs),
        request_(workload.request()),
        program_(request_.prepared->program()),
        needs_times_(calls.tuple && (workload.plan().has_waits() || request_.keeps_state)) {}

  void run() {
    while (const auto file = workload_.next_file()) read(*file);
    open_logs_.leave_files();
    while (const auto log = open_logs_.wait_for_one()) {
      read_parts(*log);
      open_logs_.remove(log);
    }
  }

  bool on_record(const LogRecord& record) override {
    if (has_to_stop()) return false;
    if (record.number <= known_records_) return true;
    results_->add_record(record.number + numbers_before_);
    if (!maker_) maker_.emplace(request_.prepared, request_.mask);
    const auto conditions = maker_->match(record.tokens);
    if (conditions.empty() && !request_.window.is_relative() && !needs_times_) return true;
    auto time = maker_->time();
    const LogRecord placed = {record.tokens, record.number + numbers_before_, record.offset};
    const Place place = {request_.first_file + file_, placed.number};
    if (time.instant) results_->add_time(*time.instant, place);
    const bool is_late = time.instant && to_time(*time.instant) < request_.begin;
    if (is_late) results_->add_late();
    choose(conditions, time.instant);
    if (!remembered_.empty() && !is_late && !add_tuples_measured(placed, place, time.instant)) return false;
    const auto add = [this](const Finding& made, bool is_cut) { return results_->add_finding(made, is_cut); };
    return maker_->for_each_finding(placed, place.file, std::move(time), rules_, add) && holds_little();
  }

  bool on_bad(const BadInput& bad) override {
    if (workload_.is_stopped() && bad.record == 0) return false;  // cut off by the stop itself, not by damage
    if (bad.record > 0 && bad.record <= known_records_) return true;
    BadInput placed = bad;
    if (bad.record > 0) placed.record += numbers_before_;
    return results_->add_bad(placed) && !request_.is_strict && holds_little();
  }

  void on_skipped(std::string_view reason) override {
    if (!has_to_stop()) results_->add_skipped(reason);
  }

  void on_bytes(std::uint64_t count) override {
    if (part_ == nullptr) workload_.progress().bytes.fetch_add(count, std::memory_order_relaxed);
  }

 private:
  void read(std::uint32_t file) {
    file_ = file;
    known_records_ = request_.known_records.empty() ? 0 : request_.known_records[file];
    FileResults results(workload_, calls_, file);
    results_ = &results;
    const LogInput& input = request_.logs.files[file].input;
    if (!is_shared(request_, file)) {
      reader_.read(input, *this);
    } else if (auto text = reader_.open(input, *this)) {
      const std::size_t most = request_.threads + 2;
      auto& bytes = workload_.progress().bytes;
      const auto log = std::make_shared<SharedLog>(std::move(text), request_.part_size, most, results, bytes);
      open_logs_.add(log);
      read_parts(*log);
      open_logs_.remove(log);
      log->wait_until_read();
    }
    results.finish();
  }

  void read_parts(SharedLog& log) {
    log_ = &log;
    file_ = log.file();
    known_records_ = 0;
    while (const auto part = log.take()) {
      part_ = part.get();
      hold(!part->numbers_before);
      log.put(*part, reader_.read_part(part->text, *this));
    }
    part_ = nullptr;
    numbers_before_ = 0;
  }

  // Whether what is made of the part goes to the results at once, or has to wait.
  void hold(bool has_to_wait) {
    results_ = has_to_wait ? static_cast<LogResults*>(&part_->held) : &log_->results();
    numbers_before_ = has_to_wait ? 0 : *part_->numbers_before;
  }

  // True, if need be by waiting until what is held can be handed on; or nothing more is wanted.
  bool holds_little() {
    if (part_ == nullptr || part_->held.bytes() < kMaxHeld) return true;
    if (!log_->wait_until_first(*part_)) return false;
    hold(false);
    return true;
  }

  // A file can be read again. What has arrived on standard input is gone if it is not looked at, and it is not much:
  // reading on ends by itself.
  bool has_to_stop() const {
    if (part_ != nullptr && part_->is_dropped.load(std::memory_order_relaxed)) return true;
    const bool can_come_again = request_.logs.files[file_].input.path != kStandardInput;
    return can_come_again ? workload_.is_stopped() : workload_.is_ended();
  }

  // The rules whose findings of the record matter: it is shown, or is before the window and tells a rule with `dedup`
  // what was shown. And the steps of rules with memory, which look at all records.
  void choose(std::span<const Index> conditions, const std::optional<Instant>& time) {
    const bool is_within_window = request_.keeps_state || !request_.window.is_set() || is_within(request_.window, time);
    const bool is_before = time && request_.window.from && *time < *request_.window.from;
    rules_.clear();
    remembered_.clear();
    for (const Index condition : conditions) {
      const Index rule = program_.conditions[condition].rule;
      if (program_.rules[rule].state != kNone) {
        if (calls_.tuple && workload_.plan().is_wanted(rule)) remembered_.push_back(condition);
        continue;
      }
      if (!request_.keeps_state && !request_.shown_rules.empty() && !request_.shown_rules[rule]) continue;
      if (is_within_window || (is_before && program_.rules[rule].key_count > 0)) rules_.push_back(rule);
    }
  }

  bool add_tuples_measured(const LogRecord& record, const Place& place, const std::optional<Instant>& time) {
    if (!request_.measures_memory) return add_tuples(record, place, time);
    const auto begin = std::chrono::steady_clock::now();
    const bool is_wanted = add_tuples(record, place, time);
    workload_.add_tuple_time(std::chrono::steady_clock::now() - begin);
    return is_wanted;
  }

  // What the record, on which the maker stands, is to rules with memory.
  bool add_tuples(const LogRecord& record, const Place& place, const std::optional<Instant>& time) {
    if (!time || !has_sane_time(*time)) {
      results_->add_untimed();
      return true;
    }
    if (!tuples_) {
      const TupleTexts texts = {!request_.carries_texts(), request_.wants_events || request_.keeps_texts};
      tuples_.emplace(workload_.plan(), program_, maker_->matcher(), request_.mask, texts);
    }
    const std::string id = maker_->id(), account = maker_->account();
    const bool is_wanted = tuples_->make({record.tokens, place, to_time(*time), id, account}, remembered_,
                                         [&](std::string_view tuple) { return results_->add_tuple(tuple, place); });
    for (const Index rule : tuples_->rules_without_key()) results_->add_without_key(rule);
    if (tuples_->has_cut_keys()) workload_.add_cut_keys();
    return is_wanted;
  }

  Workload& workload_;
  const WorkerCalls& calls_;
  OpenLogs& open_logs_;
  const ScanRequest& request_;
  const Program& program_;
  const bool needs_times_;             // of all records
  std::optional<FindingMaker> maker_;  // from the first record on
  LogReader reader_;
  std::optional<TupleMaker> tuples_;
  std::vector<Index> rules_;       // that hold for the record and are shown
  std::vector<Index> remembered_;  // conditions of rules with memory that hold for it

  std::uint32_t file_ = 0;
  LogResults* results_ = nullptr;
  SharedLog* log_ = nullptr;
  LogPart* part_ = nullptr;  // that is read; null: a file as a whole
  std::uint64_t numbers_before_ = 0;
  std::uint64_t known_records_ = 0;  // at the file's begin, which an earlier run has read
};

}  // namespace

void run_workers(Workload& workload, const WorkerCalls& calls) {
  const ScanRequest& request = workload.request();
  std::size_t most = request.logs.files.size();
  for (std::uint32_t file = 0; file < request.logs.files.size(); ++file) {
    if (is_shared(request, file)) most = kMaxThreads;
  }
  const std::size_t count = std::clamp<std::size_t>(request.threads, 1, std::clamp<std::size_t>(most, 1, kMaxThreads));
  OpenLogs open_logs(count);
  std::vector<std::thread> threads;
  for (std::size_t i = 1; i < count; ++i) threads.emplace_back([&] { Worker(workload, calls, open_logs).run(); });
  Worker(workload, calls, open_logs).run();
  for (std::thread& thread : threads) thread.join();
}

void collect(Workload& workload, SpillSorter& sorter, const std::function<void(const Finding&, std::string&)>& append,
             const std::function<bool(std::string_view tuple)>& tuple) {
  std::mutex mutex;
  run_workers(workload, {[&](const Finding& finding) {
                           std::string bytes;
                           append(finding, bytes);
                           const std::lock_guard lock(mutex);
                           const auto added = sorter.add(bytes);
                           if (!added) workload.fail(added.error());
                           return added.has_value();
                         },
                         [](std::uint32_t) {}, tuple});
}

}  // namespace spoor
