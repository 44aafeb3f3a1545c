#include <algorithm>
#include <mutex>
#include <thread>

#include "cli/workbench/lint/logged_reads.h"
#include "compiler/emit.h"
#include "compiler/plan.h"
#include "runtime/match/matcher.h"
#include "runtime/scan/file_worker.h"

namespace spoor {

namespace {

// One for each thread.
class Counter : public FileWorker {
 public:
  explicit Counter(Workload& workload)
      : FileWorker(workload), matcher_(request().prepared), counts_(request().prepared->program().conditions.size()) {}

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

  void look_at(const LogRecord& record) override {
    for (const Index condition : matcher_.match(record.tokens)) {
      Count& count = counts_[condition];
      const Place place{file(), record.number};
      if (count.times++ == 0 || is_before(place, count.first)) count.first = place;
    }
  }

  static bool is_before(const Place& a, const Place& b) {
    return a.file != b.file ? a.file < b.file : a.record < b.record;
  }

  Matcher matcher_;
  std::vector<Count> counts_;  // by question, which are the conditions of the Program
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
    counter.read_files();
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
