#include "runtime/scan/dedup_keys.h"

#include <algorithm>
#include <iterator>

#include "runtime/scan/message.h"

namespace spoor {

KeyValues dedup_keys(const RuleRow& rule, const Program& program, Matcher& matcher) {
  if (rule.key_count == 0) return {};
  return key_values(program, rule.first_output, rule.key_count, matcher);
}

std::string group_of(const RuleRow& rule, const Program& program, Matcher& matcher) {
  const auto is_object = [](const Value& value) { return value.type() == ValueType::object; };
  std::string out;
  for (Index i = rule.first_output; i < rule.first_output + rule.key_count; ++i) {
    std::span<const Value> values = matcher.output(i);
    std::vector<Value> comparable;
    if (std::any_of(values.begin(), values.end(), is_object)) {
      std::remove_copy_if(values.begin(), values.end(), std::back_inserter(comparable), is_object);
      values = comparable;
    }
    if (!values.empty()) append_member(program.string(program.outputs[i].name), values, out);
  }
  if (!out.empty()) out += '}';
  return out;
}

}  // namespace spoor
