#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lang/literal.h"
#include "lang/operator.h"

namespace spoor {

// A pattern that says no more than text does: the operator and literal that hold for the same strings.
struct TextTest {
  Operator op;  // equal, startswith, endswith or contains
  std::string text;
  bool is_folded = false;
};

// Nothing if the regular expression says more, or holds for every string.
std::optional<TextTest> text_of(const Regex& regex);

// Of `like`; `is_folded` is left to its operator.
std::optional<TextTest> text_of_glob(std::string_view glob);

}  // namespace spoor
