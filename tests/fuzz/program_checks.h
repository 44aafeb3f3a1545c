#pragma once

#include <span>
#include <string_view>

#include "compiler/program/program.h"

namespace spoor::fuzz {

// Small records with what rules stumble over: lists in lists, a key that stands twice, values of every type, what is
// readable without being JSON.
std::span<const std::string_view> sample_records();

// What must hold of a Program that verify() takes: it survives saving; it can be printed, and says the same of a record
// whatever it saw before, and by whichever search.
void check_saving(const Program& program);
void check_running(const Program& program);

}  // namespace spoor::fuzz
