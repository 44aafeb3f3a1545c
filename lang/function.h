#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace spoor {

enum class Function : std::uint8_t {
#define FUNCTION(id, name, result, minimum, maximum, sentence) id,
#include "lang/functions.def"
#undef FUNCTION
};

enum class FunctionResult : std::uint8_t { string, number, boolean, same };

struct FunctionInfo {
  std::string_view name;
  FunctionResult result;
  std::uint8_t minimum_arguments;
  std::uint8_t maximum_arguments;
  std::string_view sentence;
};

inline constexpr std::uint8_t kAnyNumberOfArguments = 255;

std::span<const FunctionInfo> functions();  // in the order of the enum
inline const FunctionInfo& info(Function function) { return functions()[static_cast<std::size_t>(function)]; }
std::optional<Function> find_function(std::string_view name);

}  // namespace spoor
