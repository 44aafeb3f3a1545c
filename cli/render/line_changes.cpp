#include "cli/render/line_changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <unordered_map>
#include <utility>
#include <vector>

namespace spoor {

namespace {

constexpr std::size_t kAround = 3;

using Lines = std::vector<std::string_view>;  // each with its line end, if it has one

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

struct Pair {
  std::size_t before, after;
};

// Lines that stand once on each side, in the longest run of pairs that rises on both: what certainly stayed.
std::vector<Pair> anchors(const Lines& before, const Lines& after) {
  struct Places {
    std::size_t before_count = 0, before = 0, after_count = 0, after = 0;
  };
  std::unordered_map<std::string_view, Places> places;
  for (std::size_t i = 0; i < before.size(); ++i) {
    Places& at = places[before[i]];
    ++at.before_count;
    at.before = i;
  }
  for (std::size_t i = 0; i < after.size(); ++i) {
    Places& at = places[after[i]];
    ++at.after_count;
    at.after = i;
  }
  std::vector<Pair> pairs;
  for (const std::string_view line : before) {
    const Places& at = places[line];
    if (at.before_count == 1 && at.after_count == 1) pairs.push_back({at.before, at.after});
  }
  constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::vector<std::size_t> last, previous(pairs.size(), kNone);  // the lowest ends of runs of each length
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto place = std::lower_bound(last.begin(), last.end(), pairs[i].after,
                                        [&](std::size_t end, std::size_t value) { return pairs[end].after < value; });
    if (place != last.begin()) previous[i] = *(place - 1);
    if (place == last.end()) {
      last.push_back(i);
    } else {
      *place = i;
    }
  }
  std::vector<Pair> run;
  for (std::size_t i = last.empty() ? kNone : last.back(); i != kNone; i = previous[i]) run.push_back(pairs[i]);
  std::reverse(run.begin(), run.end());
  return run;
}

// Pairs of equal lines, rising: the anchors, and what is equal right before and behind each.
std::vector<Pair> kept_lines(const Lines& before, const Lines& after) {
  std::vector<Pair> bounds = anchors(before, after);
  bounds.push_back({before.size(), after.size()});
  std::vector<Pair> kept;
  Pair at{0, 0};
  for (const Pair& bound : bounds) {
    for (; at.before < bound.before && at.after < bound.after && before[at.before] == after[at.after];
         ++at.before, ++at.after) {
      kept.push_back(at);
    }
    Pair back = bound;
    while (back.before > at.before && back.after > at.after && before[back.before - 1] == after[back.after - 1]) {
      --back.before;
      --back.after;
    }
    for (; back.before < bound.before; ++back.before, ++back.after) kept.push_back(back);
    if (bound.before < before.size()) kept.push_back(bound);
    at = {bound.before + 1, bound.after + 1};
  }
  return kept;
}

struct Edit {
  char mark;  // ' ', '-' or '+'
  std::string_view line;
};

std::vector<Edit> edits_of(const Lines& before, const Lines& after) {
  std::vector<Edit> edits;
  Pair at{0, 0};
  std::vector<Pair> kept = kept_lines(before, after);
  kept.push_back({before.size(), after.size()});
  for (const Pair& next : kept) {
    for (; at.before < next.before; ++at.before) edits.push_back({'-', before[at.before]});
    for (; at.after < next.after; ++at.after) edits.push_back({'+', after[at.after]});
    if (next.before == before.size()) break;
    edits.push_back({' ', before[at.before++]});
    ++at.after;
  }
  return edits;
}

std::string range_text(std::size_t first, std::size_t count) {
  const std::size_t shown = count == 0 ? first : first + 1;
  return count == 1 ? fmt::format("{}", shown) : fmt::format("{},{}", shown, count);
}

}  // namespace

std::string unified_diff(std::string_view name, std::string_view before, std::string_view after) {
  if (before == after) return {};
  const std::vector<Edit> edits = edits_of(lines_of(before), lines_of(after));
  std::string out = fmt::format("--- {0}\n+++ {0}\n", name);
  Pair at{0, 0};
  std::size_t i = 0;
  while (true) {
    std::size_t change = i;
    while (change < edits.size() && edits[change].mark == ' ') ++change;
    if (change == edits.size()) return out;
    const std::size_t begin = std::max(i, change - std::min(change, kAround));
    at = {at.before + begin - i, at.after + begin - i};
    std::size_t end = change;  // behind the last change of the hunk
    for (std::size_t next = change; next < edits.size() && next <= end + 2 * kAround; ++next) {
      if (edits[next].mark != ' ') end = next + 1;
    }
    end = std::min(end + kAround, edits.size());
    Pair count{0, 0};
    std::string body;
    for (i = begin; i < end; ++i) {
      if (edits[i].mark != '+') ++count.before;
      if (edits[i].mark != '-') ++count.after;
      body += edits[i].mark;
      body += edits[i].line;
      if (!edits[i].line.ends_with('\n')) body += "\n\\ No newline at end of file\n";
    }
    out +=
        fmt::format("@@ -{} +{} @@\n{}", range_text(at.before, count.before), range_text(at.after, count.after), body);
    at = {at.before + count.before, at.after + count.after};
  }
}

}  // namespace spoor
