#pragma once

#include <gtest/gtest.h>

#include "runtime/match/matcher.h"
#include "tests/runtime/match/program_builder.h"

namespace spoor::test {

inline std::shared_ptr<const PreparedProgram> prepare(ProgramBuilder& builder) {
  auto prepared = PreparedProgram::make(builder.finish());
  if (!prepared) throw std::logic_error(prepared.error());
  return *prepared;
}

// The numbers of the rules that hold, `0 2`.
inline std::string matched(Matcher& matcher, std::string_view json) {
  const auto record = OwnedRecord::read(json);
  if (!record) return "unreadable";
  std::string out;
  for (const Index rule : matcher.match(record->record())) out += (out.empty() ? "" : " ") + std::to_string(rule);
  return out;
}

// Whether the one rule of the Program holds.
inline bool holds(ProgramBuilder& builder, std::string_view json) {
  Matcher matcher(prepare(builder));
  return matched(matcher, json) == "0";
}

}  // namespace spoor::test
