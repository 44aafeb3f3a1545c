#pragma once

#include <memory>
#include <string>

#include "compiler/program/program.h"
#include "runtime/event/decode.h"
#include "tl/expected.hpp"

namespace spoor {

class RuleIndex;

// How the rules that hold for a record are found. Both find the same.
enum class Search {
  indexed,     // from the record's values, see runtime/match/index
  exhaustive,  // by asking every rule: what the index is held against, and quicker to make ready
};

// A Program made ready to run: its regular expressions compiled, its sets hashed, its trie built, its rules indexed.
// Immutable and shared by all threads.
class PreparedProgram {
 public:
  using Made = tl::expected<std::shared_ptr<const PreparedProgram>, std::string>;
  // The error says what cannot be compiled or opened.
  static Made make(VerifiedProgram program, Search search = Search::indexed);
  // Verifies first. The error says what is wrong with the Program, too.
  static Made make(Program program, Search search = Search::indexed);
  ~PreparedProgram();

  const Program& program() const { return program_; }
  const Decoder& decoder() const { return decoder_; }

  struct Pools;  // runtime/match/pools.h
  const Pools& pools() const { return *pools_; }

  const RuleIndex* index() const { return index_.get(); }  // null if the search is exhaustive
  // Whether the index alone says if the predicate holds.
  bool is_answered(Index predicate) const;

 private:
  explicit PreparedProgram(Program program);

  Program program_;
  Decoder decoder_;
  std::unique_ptr<const RuleIndex> index_;
  std::unique_ptr<const Pools> pools_;
};

}  // namespace spoor
