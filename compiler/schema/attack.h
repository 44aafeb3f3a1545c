#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace spoor {

// Techniques of MITRE ATT&CK for enterprises.
struct Technique {
  std::string_view id;  // T1562, T1562.008
  std::string_view name;
  std::string_view tactics;  // `persistence,privilege-escalation`
};

// What techniques are for.
struct Tactic {
  std::string_view id;    // TA0005
  std::string_view name;  // `defense evasion`
};

std::span<const Technique> attack_techniques();  // ascending by id
const Technique* find_technique(std::string_view id);
std::string_view attack_version();  // of these techniques: `ATT&CK 17.0`

// What took the place of a technique of an earlier version.
const Technique* successor_of(std::string_view id);

std::span<const Tactic> attack_tactics();  // in the order of an attack
bool serves(const Technique& technique, const Tactic& tactic);

// The name of a tactic, by an id such as TA0005.
std::optional<std::string_view> tactic_name(std::string_view id);

// The text of rules/attack/techniques.tsv, inside the binary.
std::string_view attack_techniques_text();

}  // namespace spoor
