#include "runtime/scan/firing_texts.h"

#include <algorithm>
#include <limits>
#include <mutex>
#include <thread>

#include "runtime/log/reader.h"
#include "runtime/scan/finding_bytes.h"
#include "runtime/scan/finding_maker.h"
#include "runtime/scan/firing_finding.h"
#include "runtime/scan/tuple_maker.h"
#include "runtime/sort/sortable_bytes.h"
#include "runtime/sort/spill_cursor.h"
#include "runtime/state/firing_bytes.h"

namespace spoor {

namespace {

using Done = FiringTexts::Done;

// Of a firing the record that it stands at; the others are its steps'.
constexpr std::uint32_t kOwnSlot = 0;
constexpr std::uint32_t slot_of_step(std::size_t step) { return static_cast<std::uint32_t>(step) + 1; }

constexpr unsigned kMostReaders = 32;

constexpr std::size_t kFiringSize = sizeof(std::uint64_t), kSlotSize = sizeof(std::uint32_t);

// A tuple whose texts are wanted, for a slot of a firing.
struct Want {
  std::string slot;  // number of the firing, and slot, as bytes
  std::string bytes;
  std::string scratch;
  Tuple tuple;
  bool is_found = false;
};

// Where texts are put, by several threads.
struct Texts {
  std::mutex mutex;
  SpillSorter& sorter;
};

// Makes tuples of a file's records once more. One for each thread.
class Remaker : public LogVisitor {
 public:
  Remaker(Workload& workload, SpillCursor& wanted, Texts& texts)
      : workload_(workload),
        request_(workload.request()),
        program_(request_.prepared->program()),
        wanted_(wanted),
        texts_(texts),
        maker_(request_.prepared, request_.mask),
        tuples_(workload.plan(), program_, maker_.matcher(), request_.mask, {false, request_.wants_events}) {}

  // All that is wanted of every `count`th file, from the one with the number `first` on. A run that was stopped leaves
  // out what is still to be read.
  Done read_files(std::uint32_t first, std::uint32_t count) {
    while (done_ && wanted_.next() && !is_stopped()) {
      if (next_place().file % count == first)
        read_file();
      else
        done_ = wanted_.advance();
    }
    return done_;
  }

  bool on_record(const LogRecord& record) override {
    pass_until(record.number);
    if (done_ && is_at_file() && next_place().record == record.number) remake(record);
    return done_ && is_at_file() && !is_stopped();
  }
  bool on_bad(const BadInput&) override { return done_ && !is_stopped(); }
  void on_skipped(std::string_view) override {}

 private:
  bool is_stopped() const { return workload_.progress().stop.load(std::memory_order_relaxed); }

  void read_file() {
    file_ = next_place().file;
    is_lost_ = false;
    reader_.read(request_.logs.files[file_].input, *this);
    if (is_stopped()) return;
    pass_until(std::numeric_limits<std::uint64_t>::max());
    if (is_lost_) {
      workload_.add_bad(file_, {0, 0, "it changed while it was read, so that some findings do not show their records"});
    }
  }

  // What stands before this record of the file is not there any more.
  void pass_until(std::uint64_t record) {
    while (done_ && is_at_file() && next_place().record < record) {
      is_lost_ = true;
      done_ = wanted_.advance();
    }
  }

  bool is_at_file() const { return wanted_.next() && next_place().file == file_; }

  Place next_place() const {
    SortableReader reader(*wanted_.next());
    const auto file = reader.number<std::uint32_t>();
    return {file, reader.number<std::uint64_t>()};
  }

  void remake(const LogRecord& record) {
    take_wants(record.number);
    if (!done_) return;
    conditions_.clear();
    for (const Index condition : maker_.match(record.tokens)) {
      const Index rule = program_.conditions[condition].rule;
      const auto is_of_rule = [rule](const Want& want) { return want.tuple.rule == rule; };
      if (std::any_of(wants_.begin(), wants_.end(), is_of_rule)) conditions_.push_back(condition);
    }
    if (const auto time = maker_.time().instant) {
      const std::string id = maker_.id(), account = maker_.account();
      const TupleMaker::Record made = {record.tokens, {file_, record.number}, to_time(*time), id, account};
      tuples_.make(made, conditions_, [&](std::string_view tuple) {
        keep(tuple);
        return done_.has_value();
      });
    }
    const auto is_found = [](const Want& want) { return want.is_found; };
    is_lost_ = is_lost_ || !std::all_of(wants_.begin(), wants_.end(), is_found);
  }

  void take_wants(std::uint64_t record) {
    wants_.clear();
    while (done_ && is_at_file() && next_place().record == record) {
      const std::string_view item = wanted_.next()->substr(kPlaceSize);
      Want& want = wants_.emplace_back();
      want.slot = item.substr(0, kFiringSize + kSlotSize);
      want.bytes = item.substr(want.slot.size());
      done_ = wanted_.advance();
    }
    for (Want& want : wants_) want.tuple = read_tuple(read_front(want.bytes), want.scratch);
  }

  // Keeps the tuple for those that want it.
  void keep(std::string_view bytes) {
    std::string scratch;
    const Tuple made = read_tuple(read_front(bytes), scratch);
    for (Want& want : wants_) {
      const Tuple& bare = want.tuple;
      const bool is_same = bare.rule == made.rule && bare.key == made.key && bare.time == made.time &&
                           bare.identity == made.identity && bare.text_hash == made.text_hash;
      if (!is_same || want.is_found || !done_) continue;
      want.is_found = true;
      const std::lock_guard lock(texts_.mutex);
      done_ = texts_.sorter.add(want.slot + std::string(bytes));
    }
  }

  Workload& workload_;
  const ScanRequest& request_;
  const Program& program_;
  SpillCursor& wanted_;
  Texts& texts_;
  LogReader reader_;
  FindingMaker maker_;
  TupleMaker tuples_;

  std::uint32_t file_ = 0;
  bool is_lost_ = false;  // a record of the file
  Done done_;
  std::vector<Want> wants_;  // of one record
  std::vector<Index> conditions_;
};

}  // namespace

FiringTexts::FiringTexts(Workload& workload, std::size_t budget)
    : workload_(workload), wanted_(budget / 3), firings_(budget / 3), texts_(budget / 3) {}

// Whether a finding says something of the record that the step took.
bool FiringTexts::says_of(const Firing& firing, std::size_t step) const {
  const Program& program = workload_.request().prepared->program();
  const RuleRow& row = program.rules[firing.rule];
  const Index wanted = program.states[row.state].first_step + static_cast<Index>(step);
  const auto* const first = program.outputs.data() + row.first_output;
  return std::any_of(first, first + row.output_count, [wanted](const OutputRow& o) { return o.step == wanted; });
}

Done FiringTexts::add(const Firing& firing) {
  std::string bytes;
  append_number(count_, bytes);
  append_firing(firing, bytes);
  auto done = firings_.add(bytes);
  if (done) done = want(count_, kOwnSlot, firing.records.back());
  for (std::size_t step = 0; done && step < firing.step_records.size(); ++step) {
    if (firing.step_records[step].empty() || !says_of(firing, step)) continue;
    done = want(count_, slot_of_step(step), firing.step_records[step]);
  }
  ++count_;
  return done;
}

Done FiringTexts::want(std::uint64_t firing, std::uint32_t slot, std::string_view tuple) {
  std::string scratch, bytes;
  const Tuple of_record = read_tuple(read_front(tuple), scratch);
  append_place({of_record.file, of_record.record}, bytes);
  append_number(firing, bytes);
  append_number(slot, bytes);
  bytes += tuple;
  return wanted_.add(bytes);
}

Done FiringTexts::fill(const std::function<Done(const Finding&)>& take) {
  if (count_ == 0) return {};
  auto done = read_logs();
  return done ? complete(take) : done;
}

Done FiringTexts::read_logs() {
  const ScanRequest& request = workload_.request();
  const auto most = static_cast<unsigned>(std::clamp<std::size_t>(request.logs.files.size(), 1, kMostReaders));
  const unsigned count = std::clamp(request.threads, 1U, most);
  std::vector<SpillCursor> wanted;  // all of them for each thread
  for (unsigned i = 0; i < count; ++i) {
    auto cursor = SpillCursor::open(wanted_);
    if (!cursor) return tl::unexpected(cursor.error());
    wanted.push_back(std::move(*cursor));
  }
  Texts texts{{}, texts_};
  std::vector<Done> done(count);
  const auto work = [&](unsigned i) { done[i] = Remaker(workload_, wanted[i], texts).read_files(i, count); };
  std::vector<std::thread> others;
  for (unsigned i = 1; i < count; ++i) others.emplace_back(work, i);
  work(0);
  for (std::thread& other : others) other.join();
  const auto failed = std::find_if(done.begin(), done.end(), [](const Done& one) { return !one; });
  return failed == done.end() ? Done() : *failed;
}

Done FiringTexts::complete(const std::function<Done(const Finding&)>& take) {
  auto firings = SpillCursor::open(firings_);
  if (!firings) return tl::unexpected(firings.error());
  auto texts = SpillCursor::open(texts_);
  if (!texts) return tl::unexpected(texts.error());
  Done done;
  while (done && firings->next()) {
    const std::string_view number = firings->next()->substr(0, kFiringSize);
    Firing firing = read_firing(firings->next()->substr(kFiringSize));
    std::deque<std::string> tuples;  // that the firing views
    while (done && texts->next() && texts->next()->substr(0, kFiringSize) == number) {
      const auto slot = SortableReader(texts->next()->substr(kFiringSize)).number<std::uint32_t>();
      tuples.emplace_back(texts->next()->substr(kFiringSize + kSlotSize));
      (slot == kOwnSlot ? firing.records.back() : firing.step_records[slot - slot_of_step(0)]) = tuples.back();
      done = texts->advance();
    }
    if (done) done = take(finding_of(firing, workload_.request().prepared->program(), workload_.plan()));
    if (done) done = firings->advance();
  }
  return done;
}

}  // namespace spoor
