#include "cli/render/coverage_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "cli/workbench/source_text.h"
#include "lang/visible.h"
#include "runtime/json/print.h"

namespace spoor {

namespace {

// Those that are looked at, by name.
std::map<std::string_view, std::size_t> chosen(const Coverage& coverage, const Inspected& rules,
                                               const std::set<std::string_view>& names) {
  std::map<std::string_view, std::size_t> out;
  for (std::size_t i = 0; i < coverage.rules.size(); ++i) {
    const std::string_view name = rules.tree.rules[i].name;
    if (coverage.rules[i].is_looked_at && names.contains(name)) out.emplace(name, i);
  }
  return out;
}

CoverageCount count(const Coverage& coverage, const std::vector<std::uint32_t>& parts) {
  const auto covered =
      std::count_if(parts.begin(), parts.end(), [&](std::uint32_t part) { return coverage.parts[part].is_covered; });
  return {static_cast<std::size_t>(covered), parts.size()};
}

CoverageCount count_each_once(const Coverage& coverage, const std::vector<std::size_t>& numbers) {
  std::set<std::uint32_t> parts;
  for (const std::size_t rule : numbers) {
    parts.insert(coverage.rules[rule].parts.begin(), coverage.rules[rule].parts.end());
  }
  return count(coverage, {parts.begin(), parts.end()});
}

std::string_view pack_of(std::string_view rule) {
  const std::size_t dot = rule.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : rule.substr(0, dot);
}

std::string line(std::string_view name, std::size_t width, const CoverageCount& count) {
  return fmt::format("  {:<{}}  {:>7}  {:>5}  {:>5.1f} %\n", name, width, count.covered, count.parts, count.percent());
}

}  // namespace

CoverageCount count_coverage(const Coverage& coverage, const Inspected& rules,
                             const std::set<std::string_view>& names) {
  std::vector<std::size_t> numbers;
  for (const auto& [name, number] : chosen(coverage, rules, names)) numbers.push_back(number);
  return count_each_once(coverage, numbers);
}

std::string coverage_text(const Coverage& coverage, const Inspected& rules, const std::set<std::string_view>& names,
                          bool all) {
  const Sources& sources = rules.compiled.sources;
  const auto shown = chosen(coverage, rules, names);
  std::size_t width = std::string_view("without a pack").size();
  for (const auto& [name, number] : shown) width = std::max(width, name.size());
  std::string out = fmt::format("  {:<{}}  {:>7}  {:>5}\n", "rule", width, "covered", "parts");
  std::map<std::string_view, std::vector<std::size_t>> packs;
  for (const auto& [name, number] : shown) {
    packs[pack_of(name)].push_back(number);
    out += line(name, width, count(coverage, coverage.rules[number].parts));
    for (const std::uint32_t part : coverage.rules[number].parts) {
      const PartCoverage& one = coverage.parts[part];
      if (!all || one.is_covered) continue;
      out += fmt::format("    {}: {}\n", sources.place(one.span), visible(one_line(sources.text(one.span))));
    }
  }
  out += fmt::format("  {}\n", "pack");
  for (const auto& [pack, numbers] : packs) {
    out += line(pack.empty() ? "without a pack" : pack, width, count_each_once(coverage, numbers));
  }
  return out;
}

std::string coverage_json(const Coverage& coverage, const Inspected& rules, const std::set<std::string_view>& names) {
  const Sources& sources = rules.compiled.sources;
  std::string out;
  for (const auto& [name, number] : chosen(coverage, rules, names)) {
    const CoverageCount counted = count(coverage, coverage.rules[number].parts);
    out += fmt::format(R"({{"schema":"spoor.coverage/1","rule":{},"parts":{},"covered":{},"uncovered":[)",
                       json_string(name), counted.parts, counted.covered);
    bool is_first = true;
    for (const std::uint32_t part : coverage.rules[number].parts) {
      const PartCoverage& one = coverage.parts[part];
      if (one.is_covered) continue;
      const Position at = sources.begin(one.span);
      out += fmt::format(R"({}{{"file":{},"line":{},"column":{},"text":{}}})", is_first ? "" : ",",
                         json_string(sources[one.span.source].name()), at.line, at.column,
                         json_string(one_line(sources.text(one.span))));
      is_first = false;
    }
    out += "]}\n";
  }
  return out;
}

}  // namespace spoor
