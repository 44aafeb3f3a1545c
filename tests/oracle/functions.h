#pragma once

#include "lang/function.h"
#include "tests/oracle/json.h"

namespace spoor::oracle {

Json text_value(std::string text);
Json number_value(Number number);
Json boolean_value(bool boolean);

// What a function makes of one value of its only argument: nothing, or one value, which for `json` may be an array.
// Nothing for functions that work on whole sets. Written again from spec/functions, mostly as regular expressions.
std::vector<Json> of_one_value(Function function, const Json& value);

// True if a version is below another; both as of_one_value() gives them.
bool is_lower_version(const Json& a, const Json& b);

}  // namespace spoor::oracle
