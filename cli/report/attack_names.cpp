#include "cli/report/attack_names.h"

namespace spoor {

AttackName attack_name(std::string_view) { return {}; }
std::vector<std::string> attack_tactics() { return {}; }
std::string attack_major_version() { return "17"; }

}  // namespace spoor
