#include "tests/oracle/walk.h"

namespace spoor::oracle {
namespace {

using Kind = Json::Kind;

void flatten(const Json& json, Values& out) {
  if (json.kind == Kind::array) {
    for (const Json& item : json.items) flatten(item, out);
  } else if (json.kind != Kind::null && json.kind != Kind::absent) {
    out.push_back(json);
  }
}

Values step(const Values& from, const PathStep& step) {
  Values out;
  for (const Json& json : from) {
    if (step.kind == PathStep::Kind::key) {
      Values flat;
      flatten(json, flat);
      for (const Json& value : flat) {
        for (const auto& [key, member] : value.members) {
          if (key == step.key) out.push_back(member);
        }
      }
      continue;
    }
    const Values items = json.kind == Kind::array ? json.items : Values{json};
    if (step.kind == PathStep::Kind::each) {
      out.insert(out.end(), items.begin(), items.end());
      continue;
    }
    const auto size = static_cast<std::int64_t>(items.size());
    const std::int64_t index = step.index < 0 ? size + step.index : step.index;
    if (index >= 0 && index < size) out.push_back(items[static_cast<std::size_t>(index)]);
  }
  return out;
}

}  // namespace

Values walk(Values from, const std::vector<PathStep>& steps) {
  for (const PathStep& s : steps) from = step(from, s);
  Values out;
  for (const Json& json : from) flatten(json, out);
  return out;
}

}  // namespace spoor::oracle
