#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "cli/render/quantities.h"
#include "cli/report/pack_page.h"
#include "compiler/schema/attack.h"
#include "runtime/json/print.h"

namespace spoor {

namespace {

constexpr std::string_view kFewest = "#cfe3f7";
constexpr std::string_view kMost = "#0b5cad";

std::string technique_json(const TechniquePage& technique) {
  return fmt::format(R"({{"techniqueID": {}, "score": {}, "comment": {}}})", json_string(technique.id),
                     technique.rules.size(), json_string(fmt::format("{}", fmt::join(technique.rules, "\n"))));
}

// `17` of `ATT&CK 17.0`.
std::string_view major_version() {
  std::string_view version = attack_version();
  version.remove_prefix(version.rfind(' ') + 1);
  return version.substr(0, version.find('.'));
}

// Above techniques that are part of another one, so that the matrix shows them.
std::string parent_json(std::string_view id) {
  return fmt::format(R"({{"techniqueID": {}, "showSubtechniques": true}})", json_string(id));
}

}  // namespace

std::string navigator_layer(const PackPage& page) {
  std::size_t most = 1;
  std::set<std::string> parents;
  std::map<std::string, std::string> rows;  // by id
  for (const TechniquePage& technique : page.techniques) {
    if (find_technique(technique.id) == nullptr) continue;  // the matrix has no place for it
    most = std::max(most, technique.rules.size());
    rows[technique.id] = technique_json(technique);
    if (const std::size_t dot = technique.id.find('.'); dot != std::string::npos)
      parents.insert(technique.id.substr(0, dot));
  }
  for (const std::string& parent : parents) {
    std::string& row = rows.try_emplace(parent, parent_json(parent)).first->second;
    if (row.find("showSubtechniques") == std::string::npos)
      row.insert(row.size() - 1, R"(, "showSubtechniques": true)");
  }
  std::vector<std::string> techniques;
  for (const auto& [id, row] : rows) techniques.push_back("    " + row);
  return fmt::format(R"({{
  "name": {},
  "versions": {{"attack": {}, "navigator": "5.1.0", "layer": "4.5"}},
  "domain": "enterprise-attack",
  "description": {},
  "sorting": 3,
  "techniques": [
{}
  ],
  "gradient": {{"colors": ["{}", "{}"], "minValue": 0, "maxValue": {}}},
  "legendItems": [],
  "metadata": []
}}
)",
                     json_string(page.title()), json_string(major_version()),
                     json_string(plural(page.rule_count(), "rule") + "; the score of a technique is how many name it"),
                     fmt::join(techniques, ",\n"), kFewest, kMost, most);
}

}  // namespace spoor
