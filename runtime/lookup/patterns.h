#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/program/program.h"
#include "runtime/lookup/parts.h"
#include "runtime/lookup/postings.h"

namespace re2 {
class FilteredRE2;
}

namespace spoor {

// Regular expressions that are searched for together: a text is looked at once for the parts that they require, and
// only those whose parts it has are run. Any number of threads may search, each with its own scratch.
class Patterns {
 public:
  struct Scratch {
    PartsScratch parts;
    std::string folded;
    std::vector<std::uint32_t> found;
    std::vector<int> atoms, passed;
  };

  Patterns();
  // Keys: regexes of the Program. REQUIRES: verified.
  Patterns(const Program& program, const std::vector<Entry<Index>>& entries);
  Patterns(Patterns&&) noexcept;
  Patterns& operator=(Patterns&&) noexcept;
  ~Patterns();

  bool empty() const { return triggers_.empty(); }
  void prepare(Scratch& scratch) const { parts_.prepare(scratch.parts); }

  // Appends the triggers of those that are found in the text.
  void find(std::string_view text, Scratch& scratch, std::vector<Trigger>& out) const;

 private:
  void make_parts(const std::vector<std::string>& atoms);

  std::unique_ptr<re2::FilteredRE2> regexes_;
  std::vector<std::vector<Trigger>> triggers_;   // by regex
  std::vector<std::string> texts_;               // of the parts
  std::vector<std::vector<int>> atoms_of_part_;  // what RE2 calls the part
  std::vector<int> empty_atoms_;
  Parts parts_;
};

}  // namespace spoor
