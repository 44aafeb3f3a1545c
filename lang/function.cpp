#include "lang/function.h"

#include <algorithm>

namespace spoor {

namespace {

using enum FunctionResult;

constexpr FunctionInfo kFunctions[] = {
#define FUNCTION(id, name, result, minimum, maximum, sentence) {name, result, minimum, maximum, sentence},
#include "lang/functions.def"
#undef FUNCTION
};

}  // namespace

std::span<const FunctionInfo> functions() { return kFunctions; }

std::optional<Function> find_function(std::string_view name) {
  const auto all = functions();
  const auto function = std::find_if(all.begin(), all.end(), [&](const FunctionInfo& f) { return f.name == name; });
  if (function == all.end()) return std::nullopt;
  return static_cast<Function>(function - all.begin());
}

}  // namespace spoor
