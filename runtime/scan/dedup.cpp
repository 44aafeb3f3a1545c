#include "runtime/scan/dedup.h"

#include <utility>

#include "runtime/sort/sortable_bytes.h"

namespace spoor {

namespace {

constexpr std::uint32_t kNanosecondsOfMillisecond = 1'000'000;

using Done = tl::expected<void, std::string>;

// Calls visit(item) for all of them, or until it fails.
template <typename Visit>
Done for_each(SpillSorter& sorter, Visit visit) {
  auto reader = sorter.read();
  if (!reader) return tl::unexpected(reader.error());
  while (true) {
    const auto item = reader->next();
    if (!item) return tl::unexpected(item.error());
    if (!*item) return {};
    if (auto done = visit(**item); !done) return done;
  }
}

Instant later(const Instant& time, std::uint64_t milliseconds) {
  const std::uint64_t nanoseconds = time.nanoseconds + milliseconds % 1000 * kNanosecondsOfMillisecond;
  return {time.seconds + static_cast<std::int64_t>(milliseconds / 1000 + nanoseconds / kNanosecondsOfSecond),
          static_cast<std::uint32_t>(nanoseconds % kNanosecondsOfSecond)};
}

constexpr std::uint64_t kEarlierRun = 0;

// What stands behind rule and key of an item of keys_.
constexpr std::size_t kPlaceInGroup = 8 + 8 + 4;

enum class Judgement : std::uint8_t { shown, counted };
enum class Mark : std::uint8_t { not_shown, counts };

std::string with_number(std::uint64_t number, std::uint8_t kind) {
  std::string out;
  append_number(number, out);
  append_number(kind, out);
  return out;
}

}  // namespace

Dedup::Dedup(const Program& program, std::size_t budget)
    : program_(program), keys_(budget / 3), judged_(budget / 3), verdicts_(budget / 3) {}

Done Dedup::add_key(Index rule, std::string_view key, std::uint64_t number, const Instant& time) {
  std::string item;
  append_number(rule, item);
  append_text(key, item);
  append_number(number, item);
  append_signed(time.seconds, item);
  append_number(time.nanoseconds, item);
  return keys_.add(item);
}

Done Dedup::add(const Prior& prior) { return add_key(prior.rule, prior.key, kEarlierRun, prior.end); }

Done Dedup::add(const Finding& finding) {
  const std::uint64_t number = ++added_;
  if (!finding.time) return {};
  for (const std::string& key : finding.keys) {
    if (auto done = add_key(finding.rule, key, number, *finding.time); !done) return done;
  }
  return {};
}

Done Dedup::judge(const std::vector<Instant>& limits, const Keep& keep) {
  auto done = judge_keys(limits, keep);
  if (done) done = judge_findings();
  if (!done) return done;
  auto first = SpillCursor::open(verdicts_);
  if (!first) return tl::unexpected(first.error());
  next_verdict_.emplace(std::move(*first));
  return {};
}

// The findings of a key stand together, in their order.
Done Dedup::judge_keys(const std::vector<Instant>& limits, const Keep& keep) {
  std::string group;
  std::uint64_t shown = kEarlierRun;
  std::optional<Instant> end;        // of the time in which what was shown stands for others
  std::optional<Instant> known_end;  // the same of what will not be judged again
  const auto keep_end = [&]() -> Done {
    if (!known_end || !keep) return {};
    SortableReader reader(group);
    const auto rule = reader.number<Index>();
    return *known_end > limits[rule] ? keep({rule, reader.text(), *known_end}) : Done();
  };
  auto done = for_each(keys_, [&](std::string_view item) -> Done {
    const std::string_view own_group = item.substr(0, item.size() - kPlaceInGroup);
    SortableReader place(item.substr(own_group.size()));
    const auto number = place.number<std::uint64_t>();
    const auto seconds = place.signed_number();
    const Instant time{seconds, place.number<std::uint32_t>()};
    if (own_group != group) {
      if (auto kept = keep_end(); !kept) return kept;
      group = own_group;
      end.reset();
      known_end.reset();
    }
    if (number == kEarlierRun) {
      shown = kEarlierRun;
      end = known_end = time;
      return {};
    }
    const bool is_shown = !end || time >= *end;
    if (is_shown) {
      const auto rule = SortableReader(group).number<Index>();
      shown = number;
      end = later(time, program_.rules[rule].dedup_milliseconds);
      if (!limits.empty() && time < limits[rule]) known_end = end;
    }
    std::string out = with_number(number, static_cast<std::uint8_t>(is_shown ? Judgement::shown : Judgement::counted));
    append_number(shown, out);
    return judged_.add(out);
  });
  return done ? keep_end() : done;
}

// What its keys say of a finding stands together: one that shows it before those that do not, the newest of these last.
Done Dedup::judge_findings() {
  std::optional<std::uint64_t> number, counted_in;
  const auto finish = [&]() -> Done {
    if (!number || !counted_in) return {};
    if (auto done = verdicts_.add(with_number(*number, static_cast<std::uint8_t>(Mark::not_shown))); !done) return done;
    if (*counted_in == kEarlierRun) return {};
    return verdicts_.add(with_number(*counted_in, static_cast<std::uint8_t>(Mark::counts)));
  };
  bool is_shown = false;
  auto done = for_each(judged_, [&](std::string_view item) -> Done {
    SortableReader reader(item);
    const auto next = reader.number<std::uint64_t>();
    if (next != number) {
      if (auto finished = finish(); !finished) return finished;
      number = next;
      counted_in.reset();
      is_shown = false;
    }
    is_shown = static_cast<Judgement>(reader.number<std::uint8_t>()) == Judgement::shown || is_shown;
    if (!is_shown) counted_in = reader.number<std::uint64_t>();
    return {};
  });
  return done ? finish() : done;
}

tl::expected<Dedup::Verdict, std::string> Dedup::verdict() {
  const std::uint64_t number = ++given_;
  Verdict verdict;
  while (next_verdict_->next()) {
    SortableReader reader(*next_verdict_->next());
    if (reader.number<std::uint64_t>() != number) break;
    switch (static_cast<Mark>(reader.number<std::uint8_t>())) {
      case Mark::not_shown: verdict.is_shown = false; break;
      case Mark::counts: ++verdict.suppressed; break;
    }
    if (auto done = next_verdict_->advance(); !done) return tl::unexpected(done.error());
  }
  return verdict;
}

}  // namespace spoor
