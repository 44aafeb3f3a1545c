#pragma once

#include <span>
#include <string>

#include "runtime/match/matcher.h"

namespace spoor {

// A value as JSON. Several are an array.
void append_json(const Value& value, std::string& out);
void append_json(std::span<const Value> values, std::string& out);

// Appends a member to a JSON object that is open, or opens it with that: the value, or an array of several.
void append_member(std::string_view name, std::span<const Value> values, std::string& out);

// Several values as one text: joined with `, `.
std::string joined(std::span<const Value> values);
void append_joined(std::span<const Value> values, std::string& out);

// What a rule says of the record that the matcher saw last: the parts of its message in order, `-` where a value is
// missing. Empty if the rule has no message.
std::string message_of(const RuleRow& rule, const Program& program, Matcher& matcher);

// The rule's fields as a JSON object, types kept: what is missing is left out, several values are an array. Empty if
// the rule has none.
std::string fields_of(const RuleRow& rule, const Program& program, Matcher& matcher);

}  // namespace spoor
