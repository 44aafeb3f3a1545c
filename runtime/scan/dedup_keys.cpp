#include "runtime/scan/dedup_keys.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/json/print.h"
#include "runtime/scan/message.h"

namespace spoor {

namespace {

// Different for different values, and none the start of another. Equal numbers have one text.
std::string text_of_key(const Value& value) {
  const std::string text = to_text(value);
  return fmt::format("{}{}:{}", static_cast<int>(value.type()), text.size(), text);
}

// Each once, in their order, and one more than can be combined where there are more.
std::vector<std::string> texts_of(std::span<const Value> values) {
  std::vector<std::string> texts;
  for (const Value& value : values) {
    if (value.type() == ValueType::object) continue;
    std::string text = text_of_key(value);
    if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(std::move(text));
    if (texts.size() > kMaxCombinations) break;
  }
  return texts;
}

void combine(DedupKeys& keys, const std::vector<std::string>& tails) {
  std::vector<std::string> combined;
  for (const std::string& head : keys.texts) {
    for (const std::string& tail : tails) {
      if (combined.size() < kMaxCombinations) combined.push_back(head + tail);
    }
  }
  keys.is_cut = keys.is_cut || keys.texts.size() * tails.size() > kMaxCombinations;
  keys.texts = std::move(combined);
}

}  // namespace

DedupKeys dedup_keys(const RuleRow& rule, const Program& program, Matcher& matcher) {
  if (rule.key_count == 0) return {};
  DedupKeys keys{{""}};
  for (Index i = rule.first_output; i < rule.first_output + rule.key_count; ++i) {
    std::vector<std::string> texts = texts_of(matcher.output(i));
    if (texts.empty() && program.outputs[i].role != OutputRole::optional_key) return {};
    if (texts.empty()) texts.emplace_back("-");
    combine(keys, texts);
  }
  return keys;
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
