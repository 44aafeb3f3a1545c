#pragma once

#include <vector>

#include "lang/ast.h"
#include "tests/oracle/json.h"

namespace spoor::oracle {

using Values = std::vector<Json>;

// The set that a path denotes, step by step as rule R1 says it. From a record, or from each value of another set.
Values walk(Values from, const std::vector<PathStep>& steps);

}  // namespace spoor::oracle
