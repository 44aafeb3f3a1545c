#pragma once

#include <chrono>
#include <string>
#include <variant>

#include "lang/values/address.h"
#include "lang/values/instant.h"
#include "lang/values/number.h"

namespace spoor {

struct Regex {
  std::string pattern;       // between the slashes, `\/` already `/`
  bool ignore_case = false;  // i
  bool multi_line = false;   // m: ^ and $ also at line ends
  bool dot_all = false;      // s: . also a newline

  friend auto operator<=>(const Regex&, const Regex&) = default;
};

struct Duration {
  std::chrono::milliseconds length{};

  friend auto operator<=>(const Duration&, const Duration&) = default;
};

// A constant as written in a rule, decoded.
using Literal = std::variant<std::string, Number, bool, TimeRange, Duration, Network, Regex>;

// The literal as source text that reads back the same.
std::string to_text(const Literal& literal);

}  // namespace spoor
