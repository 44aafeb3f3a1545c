#include "tests/oracle/state/definitions.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <set>

namespace spoor::oracle {

namespace {

using test::MemoryRule;

constexpr std::int64_t kMillisecond = 1'000'000;
constexpr Number kMillion = 1'000'000;

std::int64_t span(std::uint64_t milliseconds) { return static_cast<std::int64_t>(milliseconds) * kMillisecond; }
Number millionths(double number) { return std::llround(number * 1e6); }

// Records up to `last` that lie in the window that ends there.
std::vector<std::size_t> window_at(const MemoryRule& rule, const std::vector<Event>& events, std::size_t last) {
  std::vector<std::size_t> window;
  for (std::size_t i = 0; i <= last; ++i) {
    if (events[i].time > events[last].time - span(rule.window)) window.push_back(i);
  }
  return window;
}

Number measure_of(const MemoryRule& rule, const std::vector<Event>& events, const std::vector<std::size_t>& window) {
  std::set<std::string> texts;
  Number sum = 0, above = 0;
  for (const std::size_t i : window) {
    texts.insert(events[i].texts.begin(), events[i].texts.end());
    sum += events[i].sum;
    above += events[i].steps & 2 ? 1 : 0;
  }
  const auto count = static_cast<Number>(window.size());
  if (rule.kind == StateKind::distinct) return static_cast<Number>(texts.size()) * kMillion;
  if (rule.kind == StateKind::sum) return sum;
  if (rule.kind == StateKind::ratio) return above * kMillion / count;
  return count * kMillion;
}

bool holds_at(const MemoryRule& rule, const std::vector<Event>& events, std::size_t last) {
  const std::vector<std::size_t> window = window_at(rule, events, last);
  Number measure = measure_of(rule, events, window), bound = millionths(rule.bound);
  if (rule.kind == StateKind::ratio) {
    if (window.size() < rule.least) return false;
    Number above = 0;
    for (const std::size_t i : window) above += events[i].steps & 2 ? 1 : 0;
    measure = above * kMillion;
    bound *= static_cast<Number>(window.size());
  }
  return rule.flags & StateRow::kAbove ? measure > bound : measure >= bound;
}

std::vector<Found> windowed(const MemoryRule& rule, const std::vector<Event>& events) {
  std::vector<Found> found;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto window = window_at(rule, events, i);
    const bool held = i > 0 && window.size() > 1 && holds_at(rule, events, i - 1);
    if (!holds_at(rule, events, i) || held) continue;
    found.push_back(found_of(events, window));
    found.back().measure = measure_of(rule, events, window);
  }
  return found;
}

bool has_text(const Event& event, const std::string& text) {
  for (const std::string& own : event.texts) {
    if (own == text) return true;
  }
  return false;
}

std::vector<Found> first(const MemoryRule& rule, const std::vector<Event>& events) {
  std::vector<Found> found;
  for (std::size_t i = 0; i < events.size(); ++i) {
    std::size_t begin = 0;
    for (std::size_t j = 1; j <= i; ++j) {
      if (events[j].time - events[j - 1].time > span(rule.window)) begin = j;
    }
    bool is_new = false;
    for (const std::string& text : events[i].texts) {
      bool is_known = false;
      for (std::size_t j = 0; j < i; ++j) {
        is_known = is_known || (events[j].time >= events[i].time - span(rule.window) && has_text(events[j], text));
      }
      is_new = is_new || !is_known;
    }
    if (is_new && events[i].time - events[begin].time >= span(rule.warmup)) found.push_back(found_of(events, {i}));
  }
  return found;
}

std::int64_t bucket_of(const MemoryRule& rule, const Event& event) { return event.time / span(rule.per); }

// The bound of the count in a bucket, from those before; none in the first one.
std::optional<long double> spike_bound(const MemoryRule& rule, const std::vector<Event>& events, std::int64_t bucket) {
  std::vector<long double> counts;
  const std::int64_t most = std::max<std::int64_t>(1, span(rule.window) / span(rule.per));
  for (std::int64_t at = std::max(bucket - most, bucket_of(rule, events[0])); at < bucket; ++at) {
    counts.push_back(0);
    for (const Event& event : events) counts.back() += bucket_of(rule, event) == at ? 1 : 0;
  }
  if (counts.empty()) return std::nullopt;
  long double mean = 0, variance = 0;
  const auto size = static_cast<long double>(counts.size());
  for (const long double count : counts) mean += count / size;
  for (const long double count : counts) variance += (count - mean) * (count - mean) / size;
  const bool is_deviations = (rule.flags & StateRow::kDeviations) != 0;
  return is_deviations ? mean + static_cast<long double>(rule.bound) * std::sqrt(variance)
                       : mean * static_cast<long double>(rule.bound);
}

std::vector<Found> spike(const MemoryRule& rule, const std::vector<Event>& events) {
  constexpr long double kRounding = 1e-9L;  // far less than what counts can differ by
  std::vector<Found> found;
  std::set<std::int64_t> fired;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const std::int64_t bucket = bucket_of(rule, events[i]);
    std::vector<std::size_t> records;
    for (std::size_t j = 0; j <= i; ++j) {
      if (bucket_of(rule, events[j]) == bucket) records.push_back(j);
    }
    const auto bound = spike_bound(rule, events, bucket);
    if (!bound || static_cast<long double>(records.size()) < *bound - kRounding || records.size() < rule.least)
      continue;
    if (events[i].time - events[0].time < span(rule.warmup) || !fired.insert(bucket).second) continue;
    found.push_back(found_of(events, records));
    found.back().measure = static_cast<Number>(records.size()) * kMillion;
  }
  return found;
}

}  // namespace

Found found_of(const std::vector<Event>& events, const std::vector<std::size_t>& records) {
  Found found;
  found.from = events[records.front()].time;
  found.time = found.to = events[records.back()].time;
  found.count = records.size();
  for (std::size_t i = 0; i < records.size(); ++i) {
    found.identities += events[records[i]].identity;
    if (i + 100 >= records.size()) found.records.push_back(events[records[i]].number);
  }
  return found;
}

std::string to_text(const Found& found) {
  std::string steps;
  for (const auto& record : found.step_records) steps += record ? fmt::format(" {}", *record) : " -";
  const std::string measure = found.measure ? fmt::format("{}", static_cast<std::int64_t>(*found.measure)) : "-";
  return fmt::format("at {} from {} to {}: {} records {} of steps{} sum {} measure {}", found.time, found.from,
                     found.to, found.count, fmt::join(found.records, ","), steps,
                     static_cast<std::uint64_t>(found.identities), measure);
}

std::vector<Found> evaluate(const MemoryRule& rule, const std::vector<Event>& events, std::int64_t end) {
  switch (rule.kind) {
    case StateKind::count:
    case StateKind::distinct:
    case StateKind::sum:
    case StateKind::ratio: return windowed(rule, events);
    case StateKind::first: return first(rule, events);
    case StateKind::spike: return spike(rule, events);
    case StateKind::sequence: return sequence(rule, events, end);
    case StateKind::together: return together(rule, events);
  }
  return {};
}

}  // namespace spoor::oracle
