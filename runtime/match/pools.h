#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "re2/re2.h"
#include "runtime/json/value.h"
#include "runtime/lookup/database.h"
#include "runtime/lookup/lookup_table.h"
#include "runtime/lookup/value_set.h"
#include "runtime/match/prepared.h"
#include "tl/expected.hpp"

namespace spoor {

// What the tables of a Program become to be looked up in; each vector is by the index of its table. Views into the
// Program. Immutable.
struct PreparedProgram::Pools {
  // REQUIRES: its index is made, if it has one. The error says what cannot be compiled or opened.
  static tl::expected<std::unique_ptr<const Pools>, std::string> make(const PreparedProgram& prepared);

  // Nothing for those that only predicates have which the index answers.
  std::vector<std::unique_ptr<RE2>> regexes;
  std::vector<std::optional<ValueSet>> sets;
  std::vector<LookupTable> tables;
  std::vector<std::unique_ptr<const Database>> databases;  // by table; nothing for those in the Program
  std::vector<Value> constants;

  // The same for the whole record, so worked out at most once.
  std::vector<bool> is_closed_predicate;
};

}  // namespace spoor
