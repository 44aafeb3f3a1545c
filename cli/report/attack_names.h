#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace spoor {

// What an id that rules name means in ATT&CK; of one that it does not have nothing.
struct AttackName {
  std::string name;
  std::vector<std::string> tactics;  // `Defense Evasion`
};
AttackName attack_name(std::string_view id);

// All tactics, in the order of an attack.
std::vector<std::string> attack_tactics();

// The version of ATT&CK that this is said of: `17`.
std::string attack_major_version();

}  // namespace spoor
