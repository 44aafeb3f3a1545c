#include <algorithm>
#include <mutex>
#include <thread>

#include "cli/workbench/lint/logged_reads.h"
#include "compiler/emit.h"
#include "compiler/plan.h"
#include "runtime/match/matcher.h"
#include "runtime/scan/workload.h"

namespace spoor {

namespace {

// One for each thread.
class Counter : public LogVisitor {
 public:
  explicit Counter(Workload& workload)
      : workload_(workload),
        matcher_(workload.request().prepared),
        counts_(workload.request().prepared->program().conditions.size()) {}

  void run() {
    while (const auto file = workload_.next_file()) {
      file_ = *file;
      records_ = 0;
      is_skipped_ = is_damaged_ = false;
      reader_.read(workload_.request().logs.files[file_].input, *this);
      workload_.finish_file(file_, records_, !is_skipped_ || is_damaged_ || records_ > 0);
    }
  }

  bool on_record(const LogRecord& record) override {
    if (workload_.is_stopped()) return false;
    ++records_;
    for (const Index condition : matcher_.match(record.tokens)) {
      Count& count = counts_[condition];
      const Place place{file_, record.number};
      if (count.times++ == 0 || is_before(place, count.first)) count.first = place;
    }
    return true;
  }
  bool on_bad(const BadInput& bad) override {
    is_damaged_ = true;
    workload_.add_bad(file_, bad);
    return true;
  }
  void on_skipped(std::string_view reason) override {
    is_skipped_ = true;
    workload_.add_skipped(file_, reason);
  }

  void add_to(std::vector<LoggedQuestion>& questions) const {
    for (std::size_t i = 0; i < questions.size(); ++i) {
      if (counts_[i].times == 0) continue;
      if (questions[i].count == 0 || is_before(counts_[i].first, questions[i].first))
        questions[i].first = counts_[i].first;
      questions[i].count += counts_[i].times;
    }
  }

 private:
  struct Count {
    std::uint64_t times = 0;
    Place first = {};
  };

  static bool is_before(const Place& a, const Place& b) {
    return a.file != b.file ? a.file < b.file : a.record < b.record;
  }

  Workload& workload_;
  Matcher matcher_;
  LogReader reader_;
  std::vector<Count> counts_;  // by question, which are the conditions of the Program
  std::uint32_t file_ = 0;
  std::uint64_t records_ = 0;
  bool is_skipped_ = false, is_damaged_ = false;
};

// Each question as a rule.
tl::expected<std::shared_ptr<const PreparedProgram>, std::string> program_of(
    ClosedTree tree, const std::vector<LoggedQuestion>& questions) {
  std::vector<closed::Rule> rules;
  for (const LoggedQuestion& question : questions) {
    closed::Entry entry;
    entry.node =
        question.all_of.empty() ? closed::Node(closed::Constant{true}) : closed::Node(closed::And{question.all_of});
    tree.nodes.push_back(std::move(entry));
    rules.push_back({"", {}, {}, {}, {static_cast<NodeId>(tree.nodes.size() - 1)}});
    rules.back().is_hidden = true;
  }
  Diagnostics diagnostics;
  Plan planned = plan(tree, rules, diagnostics);
  if (has_error(diagnostics)) return tl::unexpected(diagnostics[0].message);
  return PreparedProgram::make(emit(std::move(planned)));
}

}  // namespace

tl::expected<Report, std::string> count_questions(const ClosedTree& tree, std::vector<LoggedQuestion>& questions,
                                                  const Walked& logs, unsigned threads, Progress& progress) {
  auto prepared = program_of(tree, questions);
  if (!prepared) return tl::unexpected(prepared.error());
  ScanRequest request;
  request.prepared = std::move(*prepared);
  request.logs = logs;
  request.threads = threads;
  Workload workload(request, progress);
  std::mutex mutex;
  const auto work = [&] {
    Counter counter(workload);
    counter.run();
    const std::lock_guard lock(mutex);
    counter.add_to(questions);
  };
  std::vector<std::thread> others;
  for (std::size_t i = 1; i < std::min<std::size_t>(threads, logs.files.size()); ++i) others.emplace_back(work);
  work();
  for (std::thread& thread : others) thread.join();
  return workload.take_report();
}

}  // namespace spoor
