#include "cli/workbench/diff/replay.h"

#include <algorithm>
#include <utility>

namespace spoor {

namespace {

using Places = std::vector<std::pair<std::uint32_t, std::uint64_t>>;  // file and record

struct Scanned {
  std::vector<Places> fired;  // by row of PackDiff::rules, sorted
  Report report;
};

// `rows`: of a rule of the Program its row, or none.
tl::expected<Scanned, std::string> scan_rows(const Side& side, const std::vector<std::optional<std::size_t>>& rows,
                                             std::size_t row_count, const Walked& logs, unsigned threads,
                                             Progress& progress) {
  auto prepared = PreparedProgram::make(side.program());
  if (!prepared) return tl::unexpected(prepared.error());
  ScanRequest request;
  request.prepared = std::move(*prepared);
  request.logs = logs;
  request.threads = threads;
  request.wants_events = false;
  for (const auto& row : rows) request.shown_rules.push_back(row.has_value());
  Scanned out{std::vector<Places>(row_count), {}};
  out.report = scan(request, progress, [&](const Finding& finding) {
    out.fired[*rows[finding.rule]].emplace_back(finding.place.file, finding.place.record);
    return true;
  });
  for (Places& places : out.fired) std::sort(places.begin(), places.end());
  return out;
}

// Rows of the rules that fire on a side: not of those that are disabled.
template <typename Choose>
std::vector<std::optional<std::size_t>> rows_of(const Side& side, const std::vector<RulePair>& pairs, Choose choose) {
  std::vector<std::optional<std::size_t>> rows(side.program().rules.size());
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const std::optional<SideRule>& rule = choose(pairs[i]);
    if (rule && !rule->is_disabled) rows[rule->index] = i;
  }
  return rows;
}

Places without_doubles(Places places) {
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

std::optional<ReplayedRule::Example> example(const Places& places, const Walked& logs) {
  if (places.empty()) return std::nullopt;
  return ReplayedRule::Example{logs.files[places[0].first].input.name, places[0].second};
}

ReplayedRule compared_places(const Places& before, const Places& after, const Walked& logs) {
  ReplayedRule out{.old_findings = before.size(), .new_findings = after.size(), .old_example = {}, .new_example = {}};
  const Places a = without_doubles(before), b = without_doubles(after);
  Places only_old, only_new;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(only_old));
  std::set_difference(b.begin(), b.end(), a.begin(), a.end(), std::back_inserter(only_new));
  out.only_old = only_old.size();
  out.only_new = only_new.size();
  out.both = a.size() - only_old.size();
  out.old_example = example(only_old, logs);
  out.new_example = example(only_new, logs);
  return out;
}

}  // namespace

tl::expected<Report, std::string> replay(const Side& before, const Side& after, const Walked& logs, unsigned threads,
                                         Progress& progress, ComparedPacks& compared) {
  std::vector<RuleDiff>& rules = compared.diff.rules;
  const auto old_rows = rows_of(
      before, compared.pairs, [](const RulePair& pair) -> const auto& { return pair.first; });
  const auto new_rows = rows_of(
      after, compared.pairs, [](const RulePair& pair) -> const auto& { return pair.second; });
  const auto olds = scan_rows(before, old_rows, rules.size(), logs, threads, progress);
  if (!olds) return tl::unexpected(olds.error());
  if (!olds->report.failure.empty() || progress.stop) return olds->report;
  auto news = scan_rows(after, new_rows, rules.size(), logs, threads, progress);
  if (!news) return tl::unexpected(news.error());
  if (!news->report.failure.empty() || progress.stop) return std::move(news->report);
  for (std::size_t i = 0; i < rules.size(); ++i) {
    rules[i].replayed = compared_places(olds->fired[i], news->fired[i], logs);
  }
  compared.diff.is_replayed = true;
  return std::move(news->report);
}

}  // namespace spoor
