#pragma once

#include <cstdint>
#include <string_view>

#include "compiler/closed.h"

namespace spoor {

enum class Type : std::uint8_t {
  unknown,    // could not be resolved, and was reported
  condition,  // true or false of a record
  set,
  range,
  any,  // a value of whatever type the record has
  string,
  number,
  boolean,
  version,
  date,
  address,
  duration,
  regex,
  object,
};

// Of one node, from what it is alone.
Type type_of(const ClosedTree& tree, NodeId node);

// `a string`, `a number`: for messages.
std::string_view with_article(Type type);

// True for what may stand where a value must: a truth literal too.
bool is_value(Type type);

}  // namespace spoor
