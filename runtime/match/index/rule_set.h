#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "compiler/program/rows.h"

namespace spoor {

// Some of a Program's rules: a bit for each, and a bit for each word that may have one set, so that a few among many
// cost no more than a few.
class RuleSet {
 public:
  explicit RuleSet(std::size_t rules) : words_((rules + 63) / 64), filled_((words_.size() + 63) / 64) {}

  void add(Index rule) {
    words_[rule / 64] |= std::uint64_t{1} << rule % 64;
    filled_[rule / 4096] |= std::uint64_t{1} << rule / 64 % 64;
  }
  void remove(Index rule) { words_[rule / 64] &= ~(std::uint64_t{1} << rule % 64); }

  // REQUIRES for both: a set of the same Program.
  void add(const RuleSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
    for (std::size_t i = 0; i < filled_.size(); ++i) filled_[i] |= other.filled_[i];
  }
  void remove(const RuleSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
  }

  // Calls visit(rule) for each, ascending, and leaves the set empty.
  template <typename Visit>
  void take_each(Visit&& visit) {
    for (std::size_t group = 0; group < filled_.size(); ++group) {
      for (std::uint64_t words = filled_[group]; words != 0; words &= words - 1) {
        const std::size_t word = group * 64 + static_cast<std::size_t>(std::countr_zero(words));
        for (std::uint64_t rules = words_[word]; rules != 0; rules &= rules - 1) {
          visit(static_cast<Index>(word * 64 + static_cast<std::size_t>(std::countr_zero(rules))));
        }
        words_[word] = 0;
      }
      filled_[group] = 0;
    }
  }

 private:
  std::vector<std::uint64_t> words_;
  std::vector<std::uint64_t> filled_;
};

}  // namespace spoor
