#include "runtime/scan/key_values.h"

#include <fmt/format.h>

#include <algorithm>

#include "lang/values/wide_hash.h"
#include "runtime/scan/message.h"
#include "runtime/sort/sortable_bytes.h"
#include "runtime/state/tuple_key.h"

namespace spoor {

namespace {

// Each once, in their order, and one more than can be combined where there are more. Equal numbers have one text.
std::vector<std::string> parts_of(std::span<const Value> values) {
  std::vector<std::string> parts;
  for (const Value& value : values) {
    if (value.type() == ValueType::object) continue;
    std::string part;
    append_json(value, part);
    if (std::find(parts.begin(), parts.end(), part) == parts.end()) parts.push_back(std::move(part));
    if (parts.size() > kMaxCombinations) break;
  }
  return parts;
}

void combine(KeyValues& made, const std::vector<std::string>& parts) {
  std::vector<std::string> combined;
  for (const std::string& head : made.keys) {
    for (const std::string& part : parts) {
      if (combined.size() == kMaxCombinations) break;
      append_key_part(part, combined.emplace_back(head));
    }
  }
  made.is_cut = made.is_cut || made.keys.size() * parts.size() > kMaxCombinations;
  made.keys = std::move(combined);
}

// What a part of a key may be shown as: itself where the shown record has it at that place too, else what that record
// has there, if that is one text.
std::string_view shown_part(std::string_view own, std::size_t place, const std::vector<std::string>& shown) {
  std::string_view only;
  bool has_several = false;
  for (const std::string& key : shown) {
    const std::vector<std::string_view> parts = key_parts(key);
    if (place >= parts.size()) continue;
    if (parts[place] == own) return own;
    has_several = has_several || (!only.empty() && parts[place] != only);
    only = parts[place];
  }
  return only.empty() || has_several ? std::string_view(R"("***")") : only;
}

}  // namespace

KeyValues key_values(const Program& program, Index first_output, std::uint32_t count, Matcher& matcher) {
  KeyValues made;
  made.keys.emplace_back();
  for (Index i = first_output; i < first_output + count; ++i) {
    const std::span<const Value> values = matcher.output(i);
    if (values.size() == 1 && made.keys.size() == 1 && values[0].type() != ValueType::object) {  // nearly always
      append_sized_by([&](std::string& key) { append_json(values[0], key); }, made.keys.front());
      continue;
    }
    std::vector<std::string> parts = parts_of(values);
    if (parts.empty() && program.outputs[i].role != OutputRole::optional_key) return {};
    if (parts.empty()) parts.emplace_back();
    combine(made, parts);
  }
  return made;
}

bool has_cut_key_values(const Program& program, Index first_output, std::uint32_t count, Matcher& matcher) {
  std::size_t most = 1;
  for (Index i = first_output; i < first_output + count && most <= kMaxCombinations; ++i) {
    most *= std::max<std::size_t>(matcher.output(i).size(), 1);
  }
  return most > kMaxCombinations && key_values(program, first_output, count, matcher).is_cut;
}

std::vector<std::string> without_secrets(const std::vector<std::string>& keys, const std::vector<std::string>& shown) {
  std::vector<std::string> out;
  for (const std::string& key : keys) {
    const std::vector<std::string_view> parts = key_parts(key);
    std::string& made = out.emplace_back();
    for (std::size_t place = 0; place < parts.size(); ++place) {
      const std::string_view seen = shown_part(parts[place], place, shown);
      if (seen == parts[place]) {
        append_key_part(parts[place], made);
        continue;
      }
      WideHash hash;
      hash.add(parts[place]);
      append_key_part(fmt::format("{}{}{:016x}", seen, '\0', static_cast<std::uint64_t>(hash.value())), made);
    }
  }
  return out;
}

}  // namespace spoor
