#pragma once

#include <vector>

#include "compiler/program/program.h"
#include "lang/values/wide_hash.h"

namespace spoor {

// Hashes of what the rules of a Program mean, so that what one run keeps of a rule is not used for another rule of its
// name. They depend on nothing else: not on rows, on the order of rules, on other rules, on where a rule stands in its
// file. A rule's severity, title and metadata are not part of it, as they change no finding but for what is said of it.
struct Meanings {
  // By rule: its name, what it asks, remembers and says, with all members of sets and rows of tables; of a MaxMind
  // database only its path. A rule that takes the findings of others has their meaning in it.
  std::vector<UnsignedWide> rules;

  // What is read of every record, whatever the rules: time, identity, account, columns.
  UnsignedWide record = 0;
};

// REQUIRES: verified.
Meanings meanings_of(const Program& program);

}  // namespace spoor
