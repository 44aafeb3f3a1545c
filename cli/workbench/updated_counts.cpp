#include "cli/workbench/updated_counts.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "lang/values/characters.h"

namespace spoor {

namespace {

// The first byte from `at` on that is neither blank nor of a comment.
std::size_t next_code(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (text[at] == '#')
      at = std::min(text.find('\n', at), text.size());
    else if (is_space(text[at]) || text[at] == '\n' || text[at] == '\r')
      ++at;
    else
      break;
  }
  return at;
}

// Where the test has its count: behind its name and `fires`.
std::optional<std::pair<std::size_t, std::size_t>> count_of(std::string_view text, Span name) {
  constexpr std::string_view kWord = "fires";
  std::size_t at = next_code(text, name.end);
  if (text.substr(std::min(at, text.size()), kWord.size()) != kWord) return std::nullopt;
  at = next_code(text, at + kWord.size());
  std::size_t end = at;
  while (end < text.size() && (is_digit(text[end]) || text[end] == '_')) ++end;
  if (end == at) return std::nullopt;
  return std::pair(at, end);
}

}  // namespace

UpdatedCounts update_counts(const std::vector<TestResult>& results, const Sources& sources) {
  UpdatedCounts out;
  std::map<SourceId, std::vector<UpdatedCounts::Change>> by_file;
  for (const TestResult& result : results) {
    const TestCase& test = *result.test;
    if (result.has_passed || !result.problem.empty() || !test.fires || !test.times || result.fired == 0) continue;
    if (!count_of(sources[test.span.source].text(), test.span)) continue;
    out.changes.push_back({&test, *test.times, result.fired});
    by_file[test.span.source].push_back(out.changes.back());
  }
  for (auto& [source, changes] : by_file) {
    std::string text(sources[source].text());
    // From the last on, so that places before stay where they are.
    std::sort(changes.begin(), changes.end(),
              [](const auto& a, const auto& b) { return a.test->span.begin > b.test->span.begin; });
    for (const UpdatedCounts::Change& change : changes) {
      const auto [begin, end] = *count_of(text, change.test->span);
      text.replace(begin, end - begin, std::to_string(change.now));
    }
    out.files.push_back({std::string(sources[source].name()), std::move(text)});
  }
  return out;
}

}  // namespace spoor
