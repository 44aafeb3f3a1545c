#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/render/grid.h"
#include "cli/render/output.h"
#include "compiler/program/program.h"
#include "runtime/scan/profile.h"

namespace spoor {

struct ProfileReport {
  const Program& program;
  const Profile& profile;
  std::vector<bool> shown_rules;
  std::size_t most = 0;  // lines of each table; in the other formats all are written
  bool leaves_out_times = false;
};

// As tables for people: stages, rules, predicates and fields, each by what it costs, and what to look at first.
void write_profile_tables(const ProfileReport& report, const Grid::Style& style, Output& output);

// The same as JSON objects, each of a `kind`: one a line, or all in one array.
void write_profile_json(const ProfileReport& report, bool is_array, Output& output);

}  // namespace spoor
