#pragma once

#include <memory>
#include <string>

#include "compiler/program/program.h"
#include "runtime/event/decode.h"
#include "tl/expected.hpp"

namespace spoor {

// A Program made ready to run: its regular expressions compiled, its sets hashed, its trie built. Immutable and shared
// by all threads.
class PreparedProgram {
 public:
  // Verifies first. The error says what is wrong with the Program.
  static tl::expected<std::shared_ptr<const PreparedProgram>, std::string> make(Program program);
  ~PreparedProgram();

  const Program& program() const { return program_; }
  const Decoder& decoder() const { return decoder_; }

  struct Pools;  // runtime/match/pools.h
  const Pools& pools() const { return *pools_; }

 private:
  explicit PreparedProgram(Program program);

  Program program_;
  Decoder decoder_;
  std::unique_ptr<const Pools> pools_;
};

}  // namespace spoor
