#include "runtime/scan/correlate.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

#include "runtime/scan/foreign_items.h"
#include "runtime/scan/ordered_run.h"

namespace spoor {

namespace {

using Done = tl::expected<void, std::string>;

class Intake {
 public:
  Intake(Workload& workload, const TupleFiles& files, OrderedRun& all)
      : workload_(workload), request_(workload.request()), files_(files), all_(all), add_tuple_(all.take_tuple()) {}

  // All files, by as many threads as there may be.
  void read() {
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < std::min<std::size_t>(request_.threads, files_.files().size()); ++i) {
      others.emplace_back([this] { read_files(); });
    }
    read_files();
    for (std::thread& thread : others) thread.join();
    for (const TupleFiles::File& file : files_.files()) {
      workload_.add(file.figures);
      workload_.add_newest(file.newest);
    }
  }

 private:
  void read_files() {
    for (std::size_t i = next_.fetch_add(1); i < files_.files().size() && !workload_.is_stopped();
         i = next_.fetch_add(1)) {
      if (const auto done = read(files_.files()[i]); !done) workload_.fail(done.error());
      workload_.progress().files += 1;
      workload_.progress().bytes_of_files += files_.files()[i].size;
    }
  }

  Done read(const TupleFiles::File& file) {
    auto reader = ItemFileReader::open(file.path, ItemFileKind::tuples);
    if (!reader) return tl::unexpected(reader.error());
    if (reader->identity() != file.identity) return tl::unexpected(file.path + ": it changed while it was read");
    const ForeignItems items(request_.prepared->program(), workload_.plan(), file);
    const auto rule_count = static_cast<std::uint32_t>(file.rules.size());
    while (!workload_.is_stopped()) {
      const auto item = reader->next(rule_count);
      if (!item) return tl::unexpected(item.error());
      if (!*item) return {};
      if (!add(**item, items)) return reader->damaged("an item cannot be of these rules");
    }
    return {};
  }

  // False if it cannot be what it says. What the disk refuses fails the workload.
  bool add(const ItemFileReader::Item& item, const ForeignItems& items) {
    switch (item.kind) {
      case ItemKind::memory: {
        std::string tuple;
        if (!items.make_tuple(item.bytes, tuple)) return false;
        if (workload_.plan().is_wanted(read_front(tuple).rule) && add_tuple_) add_tuple_(tuple);
        return true;
      }
      case ItemKind::finding: {
        const auto finding = items.make_finding(item.bytes);
        if (!finding) return false;
        if (!request_.shown_rules.empty() && !request_.shown_rules[finding->rule]) return true;
        std::string bytes;
        all_.findings().append(*finding, bytes);
        const std::lock_guard lock(mutex_);
        if (const auto added = all_.findings().sorter().add(bytes); !added) workload_.fail(added.error());
        return true;
      }
    }
    return false;
  }

  Workload& workload_;
  const ScanRequest& request_;
  const TupleFiles& files_;
  OrderedRun& all_;
  const std::function<bool(std::string_view)> add_tuple_;
  std::mutex mutex_;  // of findings
  std::atomic<std::size_t> next_{0};
};

}  // namespace

void take_from(const TupleFiles& files, ScanRequest& request) {
  request.logs = {};
  for (const std::string& name : files.logs()) {
    WalkedFile& log = request.logs.files.emplace_back();
    log.input.name = name;
  }
  request.wants_events = files.have_events();
  request.keeps_state = request.keeps_texts = true;
  request.shown_rules.resize(files.matched().size(), true);
  for (Index rule = 0; rule < files.matched().size(); ++rule) {
    request.shown_rules[rule] = request.shown_rules[rule] && files.matched()[rule];
  }
}

Report correlate(const ScanRequest& request, const TupleFiles& files, Progress& progress, const Outlet::Take& take) {
  const auto start = std::chrono::steady_clock::now();
  Workload workload(request, progress);
  progress.files_total = files.files().size();
  for (const TupleFiles::File& file : files.files()) progress.bytes_total += file.size;
  Outlet outlet(request, take);
  OrderedRun all(workload);
  Intake(workload, files, all).read();
  all.finish(outlet);
  Report report = workload.take_report();
  outlet.report_to(report);
  report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return report;
}

}  // namespace spoor
