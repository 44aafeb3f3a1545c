#pragma once

#include <string>

#include "compiler/closed.h"
#include "tests/oracle/json.h"

namespace spoor::oracle {

// What a rule of a typed tree says of a record, as spec/messages.md has it: its message, empty without one.
std::string message_of(const ClosedTree& tree, const closed::Rule& rule, const Json& record);

// How the rule's fields, as the engine prints them, differ from what they should be; empty if they do not.
std::string wrong_fields(const ClosedTree& tree, const closed::Rule& rule, const Json& record,
                         const std::string& printed);

}  // namespace spoor::oracle
