#pragma once

#include "compiler/program/rows.h"
#include "lang/literal.h"

namespace spoor {

inline std::uint32_t regex_flags(const Regex& regex) {
  return (regex.ignore_case ? RegexRow::kIgnoreCase : 0) | (regex.multi_line ? RegexRow::kMultiLine : 0) |
         (regex.dot_all ? RegexRow::kDotAll : 0);
}

}  // namespace spoor
