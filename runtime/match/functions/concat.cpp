#include <algorithm>
#include <string>

#include "runtime/match/functions/call.h"

namespace spoor::functions {
namespace {

// Parts that have many strings multiply, and calls within calls do so again: these keep what is returned small.
constexpr std::size_t kMaxCombinations = 64;
constexpr std::size_t kMaxLength = 1 << 20;  // of one string; longer ones are left out

using Strings = std::vector<std::string>;

// Each beginning with each string of the next part, the last part varying fastest; the first kMaxCombinations of them.
Strings joined(const Strings& beginnings, const std::vector<std::string_view>& part) {
  Strings out;
  for (const std::string& beginning : beginnings) {
    for (const std::string_view text : part) {
      if (out.size() == kMaxCombinations) return out;
      out.push_back(beginning.size() + text.size() <= kMaxLength ? beginning + std::string(text)
                                                                 : std::string(kMaxLength + 1, '\0'));
    }
  }
  return out;
}

}  // namespace

void concat(const Call& call, std::vector<Value>& out) {
}

}  // namespace spoor::functions
