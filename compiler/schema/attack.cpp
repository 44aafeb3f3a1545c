#include "compiler/schema/attack.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "compiler/schema/table_lines.h"

namespace spoor {

namespace {

using NameById = std::unordered_map<std::string_view, std::string_view>;

struct Techniques {
  std::string_view version;
  std::vector<Technique> all;
};

Techniques read_techniques() {
  TableLines lines(attack_techniques_text());
  Techniques read{lines.next().value_or(""), {}};
  while (const auto line = lines.next()) {
    std::string_view rest = *line;
    const auto column = [&rest] {
      const std::string_view text = rest.substr(0, rest.find('\t'));
      rest.remove_prefix(std::min(text.size() + 1, rest.size()));
      return text;
    };
    const std::string_view id = column(), name = column();
    read.all.push_back({id, name, rest});
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
  static const NameById kSuccessors = {
#define TACTIC(id, name)
#define REVOKED(id, by) {id, by},
#include "compiler/schema/attack.def"
#undef REVOKED
#undef TACTIC
  };
  const auto found = kSuccessors.find(id);
  return found == kSuccessors.end() ? nullptr : find_technique(found->second);
}

std::span<const Tactic> attack_tactics() {
  static constexpr Tactic kTactics[] = {
#define TACTIC(id, name) {id, name},
#define REVOKED(id, by)
#include "compiler/schema/attack.def"
#undef REVOKED
#undef TACTIC
  };
  return kTactics;
}

// Techniques name their tactics with `-` for spaces.
bool serves(const Technique& technique, const Tactic& tactic) {
  std::string_view rest = technique.tactics;
  while (!rest.empty()) {
    const std::string_view one = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(one.size() + 1, rest.size()));
    const auto same = [](char a, char b) { return a == b || (a == '-' && b == ' '); };
    if (std::equal(one.begin(), one.end(), tactic.name.begin(), tactic.name.end(), same)) return true;
  }
  return false;
}

std::optional<std::string_view> tactic_name(std::string_view id) {
  const auto all = attack_tactics();
  const auto found = std::find_if(all.begin(), all.end(), [id](const Tactic& tactic) { return tactic.id == id; });
  return found == all.end() ? std::nullopt : std::optional(found->name);
}

}  // namespace spoor
