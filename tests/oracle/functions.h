#pragma once

#include "lang/function.h"
#include "lang/values/instant.h"
#include "tests/oracle/walk.h"

namespace spoor::oracle {

// One value.
Json text_value(std::string text);
Json number_value(Number number);
Json boolean_value(bool boolean);

// The values that a call has for the sets that its arguments are; for `json` arrays too, which are to be walked.
// Written again from spec/functions, mostly as regular expressions. REQUIRES: not `case`, which chooses among its
// arguments.
Values result_of(Function function, const std::vector<Values>& args);

// When a value is, if it reads as a time.
std::optional<Instant> time_of(const Json& value);

// True if a version is below another; both as result_of() gives them.
bool is_lower_version(const Json& a, const Json& b);

}  // namespace spoor::oracle
