#include "runtime/scan/dedup_keys.h"

#include "runtime/scan/message.h"

namespace spoor {

KeyValues dedup_keys(const RuleRow& rule, const Program& program, Matcher& matcher) {
  if (rule.key_count == 0) return {};
  return key_values(program, rule.first_output, rule.key_count, matcher);
}

std::string group_of(const RuleRow& rule, const Program& program, Matcher& matcher) {
  std::string out;
  for (Index i = rule.first_output; i < rule.first_output + rule.key_count; ++i) {
    std::vector<Value> values;
    for (const Value& value : matcher.output(i)) {
      if (value.type() != ValueType::object) values.push_back(value);
    }
    if (!values.empty()) append_member(program.string(program.outputs[i].name), values, out);
  }
  return out.empty() ? out : out + '}';
}

}  // namespace spoor
