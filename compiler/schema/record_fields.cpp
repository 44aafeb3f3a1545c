#include "compiler/schema/record_fields.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <vector>

#include "compiler/schema/same_but_case.h"
#include "lang/suggest.h"

namespace spoor {

namespace {

struct Field {
  bool is_open = false;
  std::vector<std::string_view> keys = {};  // in the order of the table
};

using Fields = std::unordered_map<std::string_view, Field>;  // by path; `` is the record

void add(Fields& fields, std::string_view path, bool is_open) {
  fields[path].is_open = is_open;
  while (!path.empty()) {
    const std::size_t dot = path.rfind('.');
    const std::string_view parent = dot == std::string_view::npos ? std::string_view() : path.substr(0, dot);
    const std::string_view key = path.substr(dot == std::string_view::npos ? 0 : dot + 1);
    std::vector<std::string_view>& keys = fields[parent].keys;
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
    path = parent;
  }
}

const Fields& fields() {
  static const Fields kFields = [] {
    Fields made;
#define FIELD(path, type) add(made, path, false);
#define KNOWN(path) add(made, path, false);
#define OPEN(path) add(made, path, true);
#include "compiler/schema/cloudtrail.def"
#undef OPEN
#undef KNOWN
#undef FIELD
    return made;
  }();
  return kFields;
}

std::string joined(std::string_view path, std::string_view key) {
  return path.empty() ? std::string(key) : std::string(path) + "." + std::string(key);
}

// The shortest path that ends with the key, case aside, wherever it stands: `userIdentity.userName` for `username`.
std::string path_with_key(std::string_view key) {
  std::string best;
  for (const auto& [path, field] : fields()) {
    const std::size_t dot = path.rfind('.');
    const std::string_view last = path.substr(dot == std::string_view::npos ? 0 : dot + 1);
    if (last.empty() || !same_but_case(last, key)) continue;
    const bool is_better = best.empty() || path.size() < best.size() || (path.size() == best.size() && path < best);
    if (is_better) best = path;
  }
  return best;
}

}  // namespace

FieldAnswer record_field(std::span<const std::string_view> keys) {
  std::string path;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const Field& field = fields().at(path);
    if (field.is_open) return {};
    if (field.keys.empty()) return {FieldAnswer::Fit::has_not, i, true};
    if (std::find(field.keys.begin(), field.keys.end(), keys[i]) != field.keys.end()) {
      path = joined(path, keys[i]);
      continue;
    }
    const auto other = std::find_if(field.keys.begin(), field.keys.end(),
                                    [&](std::string_view key) { return same_but_case(key, keys[i]); });
    if (other != field.keys.end()) return {FieldAnswer::Fit::other_case, i, false, joined(path, *other)};
    if (const auto near = closest(keys[i], field.keys)) {
      return {FieldAnswer::Fit::has_not, i, false, joined(path, *near)};
    }
    return {FieldAnswer::Fit::has_not, i, false, path_with_key(keys[i])};
  }
  return {};
}

}  // namespace spoor
