#pragma once

#include "lang/literal.h"
#include "lang/operator.h"
#include "tests/oracle/json.h"

namespace spoor::oracle {

// What a literal is as a value; addresses and times as the text that they are written as.
Json literal_value(const Literal& literal);

// What each operator says of one value and another, or of one value and a literal. A value of another type never holds.
bool is_equal(const Json& a, const Json& b, bool is_folded);
bool is_equal(const Json& value, const Literal& wanted, bool is_folded);
bool is_between(const Json& value, const Literal& low, const Literal& high);
bool is_ordered(Operator op, const Json& a, const Json& b);
bool is_ordered(Operator op, const Json& value, const TimeRange& date);
bool holds_text(Operator op, const Json& text, const Json& wanted, bool is_folded);
bool is_found(const Regex& regex, const Json& text);

}  // namespace spoor::oracle
