#include "tests/oracle/emitted.h"

#include "lang/values/json_text.h"
#include "tests/oracle/evaluate.h"
#include "tests/oracle/functions.h"

namespace spoor::oracle {
namespace {

using Kind = Json::Kind;

std::string shown(const Json& value) {
  switch (value.kind) {
    case Kind::string:
    case Kind::version: return value.string;
    case Kind::number: return to_text(value.number);
    case Kind::boolean: return value.boolean ? "true" : "false";
    case Kind::object:
    case Kind::array: return value.source;
    case Kind::absent:
    case Kind::null: break;
  }
  return "";
}

// A value as a field has it: what is no JSON is a text.
Json printable(const Json& value) {
  const bool is_tree = value.kind == Kind::object || value.kind == Kind::array;
  if (value.kind == Kind::version || (is_tree && !is_strict_json(value.source))) return text_value(shown(value));
  return value;
}

bool is_same(const Json& a, const Json& b) {
  if (a.kind != b.kind || a.string != b.string || a.boolean != b.boolean) return false;
  if (a.kind == Kind::number && compare(a.number, b.number) != 0) return false;
  if (a.items.size() != b.items.size() || a.members.size() != b.members.size()) return false;
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    if (!is_same(a.items[i], b.items[i])) return false;
  }
  for (std::size_t i = 0; i < a.members.size(); ++i) {
    if (a.members[i].key != b.members[i].key || !is_same(a.members[i].value, b.members[i].value)) return false;
  }
  return true;
}

}  // namespace

std::string message_of(const ClosedTree& tree, const closed::Rule& rule, const Json& record) {
  std::string out;
  for (const closed::Output& output : rule.outputs) {
    if (output.role != OutputRole::message) continue;
    const Values values = values_of(tree, output.value, record);
    std::string part;
    for (const Json& value : values) part += (&value == &values.front() ? "" : ", ") + shown(value);
    out += values.empty() ? "-" : part;
  }
  return out;
}

std::string wrong_fields(const ClosedTree& tree, const closed::Rule& rule, const Json& record,
                         const std::string& printed) {
  Json wanted;
  wanted.kind = Kind::object;
  bool has_fields = false;
  for (const closed::Output& output : rule.outputs) {
    if (output.role != OutputRole::field) continue;
    has_fields = true;
    const Values values = values_of(tree, output.value, record);
    Json several;
    several.kind = Kind::array;
    for (const Json& value : values) several.items.push_back(printable(value));
    if (!values.empty()) wanted.members.push_back({output.name, values.size() == 1 ? several.items[0] : several});
  }
  if (!has_fields) return printed.empty() ? "" : "there are no fields";
  if (!is_strict_json(printed)) return "the fields are no JSON";
  const auto found = read_json(printed);
  if (!found) return "the fields are no object";
  if (found->members.size() != wanted.members.size()) return "there are more fields, or fewer";
  for (std::size_t i = 0; i < wanted.members.size(); ++i) {
    const Json::Member &a = found->members[i], &b = wanted.members[i];
    if (a.key != b.key || !is_same(a.value, b.value)) return "field `" + b.key + "` should be " + shown(b.value);
  }
  return "";
}

}  // namespace spoor::oracle
