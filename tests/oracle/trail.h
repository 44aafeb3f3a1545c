#pragma once

#include <string>
#include <vector>

namespace spoor::oracle {

// What trail_conditions.txt holds.
struct TrailConditions {
  std::string items;  // lists and defs
  std::vector<std::string> conditions;
};
TrailConditions trail_conditions();

// The real records of ../shared/data/cloudtrail; none where that folder is absent.
std::vector<std::string> trail_records();

}  // namespace spoor::oracle
