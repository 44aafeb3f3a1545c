#include "compiler/schema/attack.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "compiler/schema/table_lines.h"

namespace spoor {

namespace {

using Names = std::unordered_map<std::string_view, std::string_view>;

struct Techniques {
  std::string_view version;
  std::vector<Technique> all;
};

Techniques read_techniques() {
  TableLines lines(attack_techniques_text());
  Techniques read{lines.next().value_or(""), {}};
  while (const auto line = lines.next()) {
    const std::string_view id = line->substr(0, line->find('\t'));
    read.all.push_back({id, line->substr(std::min(id.size() + 1, line->size()))});
  }
  return read;
}

const Techniques& techniques() {
  static const Techniques kTechniques = read_techniques();
  return kTechniques;
}

}  // namespace

std::span<const Technique> attack_techniques() { return techniques().all; }
std::string_view attack_version() { return techniques().version; }

const Technique* find_technique(std::string_view id) {
  const auto all = attack_techniques();
  const auto found = std::lower_bound(all.begin(), all.end(), id,
                                      [](const Technique& t, std::string_view wanted) { return t.id < wanted; });
  return found == all.end() || found->id != id ? nullptr : &*found;
}

const Technique* successor_of(std::string_view id) {
  static const Names kSuccessors = {
#define TACTIC(id, name)
#define REVOKED(id, by) {id, by},
#include "compiler/schema/attack.def"
#undef REVOKED
#undef TACTIC
  };
  const auto found = kSuccessors.find(id);
  return found == kSuccessors.end() ? nullptr : find_technique(found->second);
}

std::optional<std::string_view> tactic_name(std::string_view id) {
  static const Names kTactics = {
#define TACTIC(id, name) {id, name},
#define REVOKED(id, by)
#include "compiler/schema/attack.def"
#undef REVOKED
#undef TACTIC
  };
  const auto found = kTactics.find(id);
  return found == kTactics.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace spoor
