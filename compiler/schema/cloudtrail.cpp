#include "compiler/schema/cloudtrail.h"

#include <unordered_map>

namespace spoor {

std::optional<SchemaType> cloudtrail_type(std::string_view path) {
  static const std::unordered_map<std::string_view, SchemaType> kTypes = {
#define FIELD(path, type) {path, SchemaType::type},
#define KNOWN(path)
#define OPEN(path)
#include "compiler/schema/cloudtrail.def"
#undef OPEN
#undef KNOWN
#undef FIELD
  };
  const auto found = kTypes.find(path);
  if (found == kTypes.end()) return std::nullopt;
  return found->second;
}

}  // namespace spoor
