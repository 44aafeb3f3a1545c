#include "lang/function.h"

#include <algorithm>

namespace spoor {

namespace {

constexpr FunctionInfo kFunctions[] = {
#define FUNCTION(id, name, takes, result, minimum, maximum, sentence) \
  {name, "", FunctionTakes::takes, FunctionResult::result, minimum, maximum, sentence},
#define PART(of, part, takes, result, sentence) \
  {#of, #part, FunctionTakes::takes, FunctionResult::result, 1, 1, sentence},
#include "lang/functions.def"
#undef FUNCTION
};

template <typename Fits>
std::optional<Function> find(Fits fits) {
  const auto function = std::find_if(std::begin(kFunctions), std::end(kFunctions), fits);
  if (function == std::end(kFunctions)) return std::nullopt;
  return static_cast<Function>(function - std::begin(kFunctions));
}

}  // namespace

std::span<const FunctionInfo> functions() { return kFunctions; }

std::optional<Function> find_function(std::string_view name) {
  return find([&](const FunctionInfo& f) { return f.name == name && f.part.empty(); });
}

std::optional<Function> find_part(Function function, std::string_view part) {
  return find([&](const FunctionInfo& f) { return f.name == info(function).name && f.part == part; });
}

std::vector<std::string_view> parts_of(Function function) {
  std::vector<std::string_view> parts;
  for (const FunctionInfo& f : kFunctions) {
    if (f.name == info(function).name && !f.part.empty()) parts.push_back(f.part);
  }
  return parts;
}

}  // namespace spoor
