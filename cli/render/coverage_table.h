#pragma once

#include <set>
#include <string>
#include <string_view>

#include "cli/workbench/coverage.h"
#include "compiler/compile.h"

namespace spoor {

// How many parts of conditions tests cover. Each part counts once, however many rules have it.
struct CoverageCount {
  std::size_t covered = 0, parts = 0;

  double percent() const { return parts == 0 ? 100 : 100 * static_cast<double>(covered) / static_cast<double>(parts); }
};

// Of these rules together, by name.
CoverageCount count_coverage(const Coverage& coverage, const Inspected& rules, const std::set<std::string_view>& names);

// A line a rule, and one a pack; `all`: below each rule the parts that no test covers.
std::string coverage_text(const Coverage& coverage, const Inspected& rules, const std::set<std::string_view>& names,
                          bool all);

// One object a rule, a line each.
std::string coverage_json(const Coverage& coverage, const Inspected& rules, const std::set<std::string_view>& names);

}  // namespace spoor
