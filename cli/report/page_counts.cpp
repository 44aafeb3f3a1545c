#include "cli/report/page_counts.h"

#include <algorithm>
#include <array>

namespace spoor {

namespace {

constexpr std::size_t kMostOfValue = 160;

bool has(const std::vector<std::string>& texts, std::string_view text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

}  // namespace

std::vector<std::pair<Level, std::size_t>> rules_by_level(const PackPage& page) {
  std::array<std::size_t, static_cast<std::size_t>(Level::critical) + 1> counts{};
  for (const ThemePage& theme : page.themes) {
    for (const RulePage& rule : theme.rules) ++counts[static_cast<std::size_t>(rule.level)];
  }
  std::vector<std::pair<Level, std::size_t>> out;
  for (std::size_t level = counts.size(); level-- > 0;) {
    if (counts[level] > 0) out.emplace_back(static_cast<Level>(level), counts[level]);
  }
  return out;
}

std::vector<std::pair<std::string_view, std::size_t>> rules_by_tactic(const PackPage& page) {
  std::vector<std::pair<std::string_view, std::size_t>> out;
  for (const std::string& tactic : page.tactics) {
    std::size_t count = 0;
    for (const ThemePage& theme : page.themes) {
      for (const RulePage& rule : theme.rules) count += has(page.tactics_of(rule), tactic) ? 1 : 0;
    }
    out.emplace_back(tactic, count);
  }
  return out;
}

std::vector<MatrixRow> matrix_rows(const PackPage& page) {
  std::vector<MatrixRow> rows;
  for (const std::string& tactic : page.tactics) {
    for (const TechniquePage& technique : page.techniques) {
      if (has(technique.tactics, tactic)) rows.push_back({tactic, &technique});
    }
  }
  for (const TechniquePage& technique : page.techniques) {
    if (technique.tactics.empty()) rows.push_back({"-", &technique});
  }
  return rows;
}

bool has_given(const PackHeader& pack) {
  return std::any_of(pack.values.begin(), pack.values.end(),
                     [](const SiteValue& value) { return !value.given.empty(); });
}

std::string meaning_of(const SiteValue& value) {
  std::string out;
  for (const std::string& line : value.comment) {
    if (!line.empty()) out.append(out.empty() ? "" : " ").append(line);
  }
  return out;
}

std::string shown_value(std::string_view text) {
  if (text.size() <= kMostOfValue) return std::string(text);
  std::size_t end = kMostOfValue;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + " ...";
}

}  // namespace spoor
