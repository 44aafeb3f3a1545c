#pragma once

#include <map>
#include <string>
#include <vector>

#include "compiler/program/program.h"
#include "tests/oracle/state/cases.h"

namespace spoor::oracle {

// What was found, by key, each in order.
using FoundByKey = std::map<std::string, std::vector<Found>>;

// The same tuples, evaluated in each way that there is.
FoundByKey by_definition(const StateCase& given);
FoundByKey all_at_once(const Program& program, const StateCase& given);
// As they arrive, none later than it may be.
FoundByKey live(const Program& program, const StateCase& given, Random& random);
// In runs that each leave something for the next.
FoundByKey in_runs(const Program& program, const StateCase& given, Random& random);

std::string to_text(const FoundByKey& found);

}  // namespace spoor::oracle
