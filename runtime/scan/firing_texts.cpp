#include "runtime/scan/firing_texts.h"

#include <algorithm>

#include "runtime/log/reader.h"
#include "runtime/scan/finding_bytes.h"
#include "runtime/scan/finding_maker.h"
#include "runtime/scan/firing_finding.h"
#include "runtime/scan/tuple_maker.h"
#include "runtime/sort/sortable_bytes.h"
#include "runtime/state/firing_bytes.h"

namespace spoor {

namespace {

using Done = FiringTexts::Done;

// Of a firing the record that it stands at; the others are its steps'.
constexpr std::uint32_t kOwnSlot = 0;
constexpr std::uint32_t slot_of_step(std::size_t step) { return static_cast<std::uint32_t>(step) + 1; }

constexpr std::size_t kFiringSize = sizeof(std::uint64_t), kSlotSize = sizeof(std::uint32_t);

// Items of a sorter, the next one at hand.
class Items {
 public:
  explicit Items(SpillSorter::Reader reader) : reader_(std::move(reader)) {}

  Done advance() {
    auto item = reader_.next();
    if (!item) return tl::unexpected(item.error());
    next_ = *item;
    return {};
  }
  const std::optional<std::string_view>& next() const { return next_; }

 private:
  SpillSorter::Reader reader_;
  std::optional<std::string_view> next_;
};

// A tuple whose texts are wanted, for a slot of a firing.
struct Want {
  std::string slot;  // number of the firing, and slot, as bytes
  std::string bytes;
  std::string scratch;
  Tuple tuple;
};

// Makes tuples of a file's records once more.
class Remaker : public LogVisitor {
 public:
  Remaker(Workload& workload, Items& wanted, SpillSorter& texts)
      : workload_(workload),
        request_(workload.request()),
        program_(request_.prepared->program()),
        wanted_(wanted),
        texts_(texts),
        maker_(request_.prepared, request_.mask),
        tuples_(workload.plan(), program_, maker_.matcher(), request_.mask, {false, request_.wants_events}) {}

  // All that is wanted of the file of the next item, and passes over it.
  Done read_file() {
    file_ = next_place().file;
    is_lost_ = false;
    reader_.read(request_.logs.files[file_].input, *this);
    while (done_ && is_at_file()) {
      is_lost_ = true;
      done_ = wanted_.advance();
    }
    if (is_lost_) {
      workload_.add_bad(file_, {0, 0, "it changed while it was read, so that some findings do not show their records"});
    }
    return done_;
  }

  bool on_record(const LogRecord& record) override {
    if (!is_at_file() || next_place().record < record.number) return false;
    if (next_place().record == record.number) remake(record);
    return done_ && is_at_file();
  }
  bool on_bad(const BadInput&) override { return done_.has_value(); }
  void on_skipped(std::string_view) override {}

 private:
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
    const auto time = maker_.time().instant;
    std::size_t found = 0;
    if (time) {
      const std::string id = maker_.id(), account = maker_.account();
      const TupleMaker::Record made = {record.tokens.text(), {file_, record.number}, to_time(*time), id, account};
      tuples_.make(made, conditions_, [&](std::string_view tuple) {
        found += keep(tuple);
        return done_.has_value();
      });
      if (tuples_.has_cut_dedup_keys() && !tuples_.has_cut_keys()) workload_.add_cut_keys();
    }
    is_lost_ = is_lost_ || found < wants_.size();
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

  // Keeps the tuple for those that want it, and returns how many.
  std::size_t keep(std::string_view bytes) {
    std::string scratch;
    const Tuple made = read_tuple(read_front(bytes), scratch);
    std::size_t count = 0;
    for (const Want& want : wants_) {
      const Tuple& bare = want.tuple;
      const bool is_same = bare.rule == made.rule && bare.key == made.key && bare.time == made.time &&
                           bare.identity == made.identity && bare.text_hash == made.text_hash;
      if (!is_same || !done_) continue;
      if (auto added = texts_.add(want.slot + std::string(bytes)); !added) done_ = std::move(added);
      ++count;
    }
    return count;
  }

  Workload& workload_;
  const ScanRequest& request_;
  const Program& program_;
  Items& wanted_;
  SpillSorter& texts_;
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
  auto reader = wanted_.read();
  if (!reader) return tl::unexpected(reader.error());
  Items wanted(std::move(*reader));
  auto done = wanted.advance();
  Remaker remaker(workload_, wanted, texts_);
  while (done && wanted.next()) done = remaker.read_file();
  return done;
}

Done FiringTexts::complete(const std::function<Done(const Finding&)>& take) {
  auto firing_reader = firings_.read();
  if (!firing_reader) return tl::unexpected(firing_reader.error());
  auto text_reader = texts_.read();
  if (!text_reader) return tl::unexpected(text_reader.error());
  Items firings(std::move(*firing_reader)), texts(std::move(*text_reader));
  auto done = texts.advance();
  if (done) done = firings.advance();
  while (done && firings.next()) {
    const std::string_view number = firings.next()->substr(0, kFiringSize);
    Firing firing = read_firing(firings.next()->substr(kFiringSize));
    std::deque<std::string> tuples;  // that the firing views
    while (done && texts.next() && texts.next()->substr(0, kFiringSize) == number) {
      const auto slot = SortableReader(texts.next()->substr(kFiringSize)).number<std::uint32_t>();
      tuples.emplace_back(texts.next()->substr(kFiringSize + kSlotSize));
      (slot == kOwnSlot ? firing.records.back() : firing.step_records[slot - slot_of_step(0)]) = tuples.back();
      done = texts.advance();
    }
    if (done) done = take(finding_of(firing, workload_.request().prepared->program(), workload_.plan()));
    if (done) done = firings.advance();
  }
  return done;
}

}  // namespace spoor
