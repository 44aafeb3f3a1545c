#include <algorithm>
#include <set>

#include "tests/oracle/state/definitions.h"

namespace spoor::oracle {

namespace {

using test::MemoryRule;
using Records = std::vector<std::size_t>;

std::int64_t window_of(const MemoryRule& rule) { return static_cast<std::int64_t>(rule.window) * 1'000'000; }

bool meets(const Event& event, std::size_t step) { return (event.steps >> step & 1) != 0; }

// All that was ever taken for steps, by records; what ends is struck out.
struct Chain {
  std::vector<Records> steps;  // of each taken step its records

  Records records() const {
    Records all;
    for (const Records& step : steps) all.insert(all.end(), step.begin(), step.end());
    return all;
  }
  std::size_t start() const { return steps[0][0]; }
};

struct Piece {  // a record taken for a step, and the chain that it goes on with, if one waits
  std::optional<Chain> before;
  std::size_t record;
};

struct Sequence {
  const MemoryRule& rule;
  const std::vector<Event>& events;
  std::vector<std::size_t> taken;            // their numbers in the rule
  std::vector<std::vector<Piece>> pieces;    // by taken step: all of them
  std::vector<std::vector<Chain>> complete;  // by taken step: those that wait for the next one
  std::vector<Chain> waits;                  // for a last `not`
  std::vector<Found> found;

  std::int64_t start_time(const Chain& chain) const { return events[chain.start()].time; }

  void report(const Chain& chain, std::int64_t time) {
    found.push_back(found_of(events, chain.records()));
    found.back().time = found.back().to = time;
    found.back().step_records.resize(rule.steps.size());
    for (std::size_t i = 0; i < taken.size(); ++i) {
      found.back().step_records[taken[i]] = events[chain.steps[i].back()].number;
    }
  }

  void pass(std::int64_t now) {
    while (true) {
      const auto next = std::min_element(waits.begin(), waits.end(),
                                         [&](const Chain& a, const Chain& b) { return a.start() < b.start(); });
      if (next == waits.end() || start_time(*next) + window_of(rule) > now) return;
      report(*next, start_time(*next) + window_of(rule));
      waits.erase(next);
    }
  }

  // The chain with the newest start that waits for the step and is not too old.
  std::optional<Chain> chain_before(std::size_t step, std::int64_t time) const {
    std::optional<Chain> best;
    if (step == 0) return Chain();
    for (const Chain& chain : complete[step - 1]) {
      if (time - start_time(chain) < window_of(rule) && (!best || chain.start() >= best->start())) best = chain;
    }
    return best;
  }

  // Whether it can be the first of those that its step needs.
  bool is_alive(const Piece& piece, std::int64_t now) const {
    if (!piece.before) return false;
    const std::size_t start = piece.before->steps.empty() ? piece.record : piece.before->start();
    return now - events[start].time < window_of(rule);
  }

  // Whether a record can be the second or a later one of those that the step needs.
  bool has_begun(std::size_t step, std::size_t needed, std::int64_t now) const {
    for (std::size_t back = 1; back < needed && back <= pieces[step].size(); ++back) {
      if (is_alive(pieces[step][pieces[step].size() - back], now)) return true;
    }
    return false;
  }

  // The step that took the record, and whether it is complete with it.
  std::pair<std::optional<std::size_t>, bool> take(std::size_t record) {
    for (std::size_t step = taken.size(); step-- > 0;) {
      if (!meets(events[record], taken[step])) continue;
      const std::int64_t now = events[record].time;
      const std::size_t needed = rule.steps[taken[step]].repeat;
      const auto before = chain_before(step, now);
      if (!before && !has_begun(step, needed, now)) continue;
      auto& own = pieces[step];
      own.push_back({before, record});
      if (own.size() < needed || !is_alive(own[own.size() - needed], now)) return {step, false};
      Chain chain = *own[own.size() - needed].before;
      chain.steps.emplace_back();
      for (std::size_t i = own.size() - needed; i < own.size(); ++i) chain.steps.back().push_back(own[i].record);
      complete[step].push_back(chain);
      return {step, true};
    }
    return {std::nullopt, false};
  }

  void forget() {
    for (auto& own : pieces) own.clear();
    for (auto& own : complete) own.clear();
    waits.clear();
  }

  bool is_last_absent() const {
    return std::any_of(rule.steps.begin() + static_cast<std::ptrdiff_t>(taken.back()), rule.steps.end(),
                       [](const MemoryRule::Step& step) { return step.role == StepRole::absent; });
  }

  bool waits_for(std::size_t start) const {
    return std::any_of(waits.begin(), waits.end(), [&](const Chain& chain) { return chain.start() == start; });
  }

  void read(std::size_t record) {
    pass(events[record].time);
    auto [step, is_complete] = take(record);
    const bool is_whole = is_complete && step == taken.size() - 1;
    if (is_whole && !is_last_absent()) {
      report(complete[*step].back(), events[record].time);
      return forget();
    }
    if (is_whole && !waits_for(complete[*step].back().start())) waits.push_back(complete[*step].back());
    bool is_forbidden = false;
    for (std::size_t i = 0, after = 0; i < rule.steps.size(); ++i) {
      if (rule.steps[i].role == StepRole::taken) ++after;
      if (rule.steps[i].role != StepRole::absent || !meets(events[record], i) || after == 0) continue;
      if (after == taken.size()) {
        waits.clear();
        is_forbidden = true;
      } else {
        complete[after - 1].clear();
        if (step == after - 1) is_complete = false;
      }
    }
    for (std::size_t i = 0; i < rule.steps.size(); ++i) {
      if (rule.steps[i].role == StepRole::until && meets(events[record], i)) end(step, is_complete, is_forbidden);
    }
  }

  // `until`: what the record itself has brought stays.
  void end(std::optional<std::size_t> step, bool is_complete, bool is_forbidden) {
    std::vector<Piece> kept_pieces;
    std::vector<Chain> kept;
    if (step) kept_pieces = pieces[*step];
    if (step && is_complete) kept.push_back(complete[*step].back());
    forget();
    if (!step) return;
    pieces[*step] = kept_pieces;
    complete[*step] = kept;
    if (step == taken.size() - 1 && is_complete && !is_forbidden && is_last_absent()) waits = kept;
  }
};

}  // namespace

std::vector<Found> sequence(const MemoryRule& rule, const std::vector<Event>& events, std::int64_t end) {
  Sequence own{rule, events, {}, {}, {}, {}, {}};
  for (std::size_t i = 0; i < rule.steps.size(); ++i) {
    if (rule.steps[i].role == StepRole::taken) own.taken.push_back(i);
  }
  own.pieces.resize(own.taken.size());
  own.complete.resize(own.taken.size());
  for (std::size_t i = 0; i < events.size(); ++i) own.read(i);
  own.pass(end);
  return own.found;
}

std::vector<Found> together(const MemoryRule& rule, const std::vector<Event>& events) {
  std::vector<Found> found;
  std::size_t begin = 0;  // what came before it was cleared
  for (std::size_t i = 0; i < events.size(); ++i) {
    std::set<std::size_t> records;
    std::vector<std::optional<std::uint64_t>> step_records(rule.steps.size());
    bool is_taken = false, is_whole = true, is_end = false;
    for (std::size_t step = 0; step < rule.steps.size(); ++step) {
      if (rule.steps[step].role == StepRole::until) is_end = is_end || meets(events[i], step);
      if (rule.steps[step].role != StepRole::taken) continue;
      is_taken = is_taken || meets(events[i], step);
      std::size_t left = rule.steps[step].repeat;
      for (std::size_t j = i + 1; j-- > begin && left > 0;) {
        if (!meets(events[j], step) || events[i].time - events[j].time >= window_of(rule)) continue;
        if (!step_records[step]) step_records[step] = events[j].number;
        records.insert(j);
        --left;
      }
      is_whole = is_whole && left == 0;
    }
    if (is_taken && is_whole) {
      found.push_back(found_of(events, {records.begin(), records.end()}));
      found.back().step_records = step_records;
      begin = i + 1;
    } else if (is_end) {
      begin = i;
    }
  }
  return found;
}

}  // namespace spoor::oracle
