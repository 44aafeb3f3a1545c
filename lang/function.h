#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace spoor {

enum class Function : std::uint8_t {
#define FUNCTION(id, name, takes, result, minimum, maximum, sentence) id,
#include "lang/functions.def"
#undef FUNCTION
};

// See lang/functions.def.
enum class FunctionTakes : std::uint8_t { strings, numbers, booleans, anything };
enum class FunctionResult : std::uint8_t { string, number, boolean, version, time, same, document, truth };

struct FunctionInfo {
  std::string_view name;
  std::string_view part;  // empty for the function itself
  FunctionTakes takes;
  FunctionResult result;
  std::uint8_t minimum_arguments;
  std::uint8_t maximum_arguments;
  std::string_view sentence;
};

inline constexpr std::uint8_t kAnyNumberOfArguments = 255;

std::span<const FunctionInfo> functions();  // in the order of the enum
inline const FunctionInfo& info(Function function) { return functions()[static_cast<std::size_t>(function)]; }

// The function itself, not one of its parts.
std::optional<Function> find_function(std::string_view name);

std::optional<Function> find_part(Function function, std::string_view part);
std::vector<std::string_view> parts_of(Function function);

}  // namespace spoor
