#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/report/pack_page.h"

namespace spoor {

// What pages say of all rules together.

// From the gravest on, those of which there are rules.
std::vector<std::pair<Level, std::size_t>> rules_by_level(const PackPage& page);

// In the order of an attack. A rule counts for each tactic that it serves.
std::vector<std::pair<std::string_view, std::size_t>> rules_by_tactic(const PackPage& page);

// The table of ATT&CK: each technique under each tactic, in the order of an attack; at the end those that are of none.
struct MatrixRow {
  std::string_view tactic;  // `-`: none
  const TechniquePage* technique;
};
std::vector<MatrixRow> matrix_rows(const PackPage& page);

// Whether a site gave one of the pack's lists and params another value.
bool has_given(const PackHeader& pack);

// What the pack's comment says of a value, on one line.
std::string meaning_of(const SiteValue& value);

// A value on one line that a table has room for: what is long is cut, and the pack's file has the rest.
std::string shown_value(std::string_view text);

}  // namespace spoor
