#include <algorithm>

#include "runtime/match/functions/call.h"

namespace spoor::function {
namespace {

// Parts with many strings multiply, and calls within calls do so again: this and kMaxTextLength, beyond which a
// combination is left out, keep what is returned small.
constexpr std::size_t kMaxCombinations = 64;

using Strings = std::vector<std::string_view>;

// The one of the number: of the last part the string changes first.
Strings combination(const std::vector<Strings>& parts, std::size_t number) {
  Strings chosen(parts.size());
  for (std::size_t part = parts.size(); part-- > 0;) {
    chosen[part] = parts[part][number % parts[part].size()];
    number /= parts[part].size();
  }
  return chosen;
}

std::optional<std::string_view> joined(const Strings& strings, Arena& arena) {
  std::size_t length = 0;
  for (const std::string_view string : strings) length += string.size();
  if (length > kMaxTextLength) return std::nullopt;
  char* const begin = arena.reserve(length);
  char* end = begin;
  for (const std::string_view string : strings) end = std::copy(string.begin(), string.end(), end);
  return std::string_view(begin, length);
}

}  // namespace

// Every combination of one string of each part, in order, the first kMaxCombinations of them.
void concat(const Call& call, std::vector<Value>& out) {
  std::vector<Strings> parts(call.arguments.size());
  std::size_t combinations = 1;
  for (std::size_t part = 0; part < parts.size(); ++part) {
    call.for_each_string(part, [&](std::string_view text) {
      if (parts[part].size() < kMaxCombinations) parts[part].push_back(text);
    });
    if (parts[part].empty()) return;
    combinations = std::min(kMaxCombinations, combinations * parts[part].size());
  }
  for (std::size_t number = 0; number < combinations; ++number) {
    const std::optional<std::string_view> text = joined(combination(parts, number), call.arena);
    if (text) out.push_back(Value::from_string(*text));
  }
}

}  // namespace spoor::function
