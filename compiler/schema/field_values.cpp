#include "compiler/schema/field_values.h"

#include <algorithm>
#include <array>

#include "compiler/schema/same_but_case.h"

namespace spoor {

namespace {

const std::vector<FieldValues>& all_fields() {
  static const std::vector<FieldValues> kFields = {
#define VALUES(path, type, ...) {path, ValueKind::type, {__VA_ARGS__}},
#include "compiler/schema/field_values.def"
#undef VALUES
  };
  return kFields;
}

constexpr auto kSuccess =
    std::to_array<std::string_view>({"success", "succeeded", "successful", "ok", "none", "null", "nil", "false", "no",
                                     "noerror", "no error", "n/a", "-", "0", "200"});

}  // namespace

const FieldValues* field_values(std::string_view path) {
  const auto& all = all_fields();
  const auto found = std::find_if(all.begin(), all.end(), [&](const FieldValues& field) { return field.path == path; });
  return found == all.end() ? nullptr : &*found;
}

const FieldValues* field_in_other_case(std::string_view path) {
  const auto& all = all_fields();
  const auto found = std::find_if(all.begin(), all.end(), [&](const FieldValues& field) {
    return field.path != path && same_but_case(field.path, path);
  });
  return found == all.end() ? nullptr : &*found;
}

bool is_code_of_success(std::string_view code) {
  return std::any_of(kSuccess.begin(), kSuccess.end(),
                     [&](std::string_view known) { return same_but_case(known, code); });
}

}  // namespace spoor
