#include "tests/fuzz/emit_checks.h"

#include <algorithm>

#include "runtime/json/tokens.h"
#include "runtime/scan/message.h"
#include "tests/fuzz/require.h"
#include "tests/oracle/emitted.h"
#include "tests/oracle/evaluate.h"

namespace spoor::fuzz {

void check_emitted(Matcher& matcher, const Program& program, const ClosedTree& tree, std::string_view record) {
  const auto owned = OwnedRecord::read(record);
  const auto json = oracle::read_json(record);
  require((owned != nullptr) == json.has_value(), "engine and oracle read the same records", record);
  if (!owned) return;
  const auto held = matcher.match(owned->record());
  for (Index i = 0; i < program.rules.size(); ++i) {
    const closed::Rule& rule = tree.rules[i];
    if (!oracle::is_without_memory(rule)) continue;  // its outputs are of a finding, no single record's
    const bool has_matched = std::find(held.begin(), held.end(), program.rules[i].first_condition) != held.end();
    require(has_matched == oracle::holds(tree, rule, *json), "a rule holds where the oracle says so", rule.name);
    const std::string message = message_of(program.rules[i], program, matcher);
    const std::string wanted = oracle::message_of(tree, rule, *json);
    require(message == wanted, "a message says what the oracle says", message + "\n" + wanted);
    const std::string fields = fields_of(program.rules[i], program, matcher);
    const std::string wrong = oracle::wrong_fields(tree, rule, *json, fields);
    require(wrong.empty(), "fields are what the oracle says", wrong + "\n" + fields);
  }
}

}  // namespace spoor::fuzz
