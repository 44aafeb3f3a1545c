#include "tests/oracle/trail.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace spoor::oracle {

TrailConditions trail_conditions() {
  std::ifstream file(SPOOR_SOURCE_DIR "/tests/oracle/trail_conditions.txt");
  TrailConditions out;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    if (line.starts_with("list ") || line.starts_with("def "))
      out.items += line + "\n";
    else
      out.conditions.push_back(line);
  }
  return out;
}

std::vector<std::string> trail_records() {
  const std::filesystem::path data = SPOOR_SOURCE_DIR "/../shared/data/cloudtrail";
  std::vector<std::filesystem::path> files;
  if (std::filesystem::exists(data)) {
    for (const auto& entry : std::filesystem::directory_iterator(data)) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> records;
  for (const auto& path : files) {
    std::ifstream file(path);
    for (std::string record; std::getline(file, record);) records.push_back(record);
  }
  return records;
}

}  // namespace spoor::oracle
