#pragma once

#include "compiler/plan.h"
#include "lang/source.h"

namespace spoor {

// Plan ─▶ Program. `and` and `or` become forward jumps and a loop's body follows it, so no Program runs longer than its
// length and the elements that it goes over.
Program emit(Plan plan, const Sources& sources);

// The same without places: for Programs of parts, made by the thousand.
Program emit(Plan plan);

}  // namespace spoor
