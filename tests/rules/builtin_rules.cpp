#include "tests/rules/builtin_rules.h"

#include "tests/spec/rules_folder.h"

namespace spoor {

const Compiled& builtin_rules() {
  static const Compiled compiled = [] {
    const spec::RulesFolder folder(std::filesystem::path(SPOOR_SOURCE_DIR) / "rules");
    return compile({.files = folder.files("aws"), .outputs = {}}, folder);
  }();
  return compiled;
}

std::vector<std::string> values(const Program& program, const RuleRow& rule, MetaKey key) {
  std::vector<std::string> out;
  for (Index meta = rule.first_meta; meta < rule.first_meta + rule.meta_count; ++meta) {
    if (program.metas[meta].key != static_cast<std::uint32_t>(key)) continue;
    out.emplace_back(program.string(program.metas[meta].value));
  }
  return out;
}

}  // namespace spoor
