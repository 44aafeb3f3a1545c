#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/compile.h"
#include "runtime/match/matcher.h"

namespace spoor::oracle {

// One rule for each condition, which further clauses may follow; `items` are lists and defs for them all. The time of a
// record stands in kTimeKey.
inline constexpr std::string_view kTimeKey = "a";
Compiled compile_conditions(const std::string& items, const std::vector<std::string>& conditions);

// Rules that engine and oracle know, and what each of the two says of a record.
class Both {
 public:
  // The engine gets them by way of a saved Program.
  Both(std::string items, std::vector<std::string> conditions);

  const std::string& diagnostics() const { return diagnostics_; }  // empty if the rules compile

  // For each condition whether it holds. REQUIRES: no diagnostics.
  std::vector<bool> engine(std::string_view record) const;
  std::vector<bool> exhaustive(std::string_view record) const;  // the engine, which asks every rule
  std::vector<bool> oracle(std::string_view record) const;
  bool disagree(std::string_view record) const {
    return engine(record) != oracle(record) || exhaustive(record) != oracle(record);
  }

  // What the engine says of a record, message and fields, otherwise than the oracle; empty if they say the same.
  std::string wrong_words(std::size_t rule, std::string_view record) const;

  const ClosedTree& tree() const { return typed_.tree; }

  // Tells of a condition on which the two disagree, with as little of the record as still divides them.
  std::string disagreement(std::size_t condition, const std::string& record) const;

 private:
  std::string items_;
  std::vector<std::string> conditions_;
  std::string diagnostics_;
  Typed typed_;
  Program program_;
  std::unique_ptr<Matcher> indexed_, exhaustive_;
};

}  // namespace spoor::oracle
