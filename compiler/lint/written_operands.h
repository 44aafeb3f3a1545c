#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "compiler/lint/lint.h"

namespace spoor {

// Operands of `and` and `or` as files have them.
class WrittenOperands {
 public:
  explicit WrittenOperands(const LintSubject& subject);

  // Of an And or an Or of the closed tree, in their order; nothing if it was not written in one of the files.
  std::optional<std::vector<Span>> spans(NodeId junction) const;

  // What to take out of the text so that one operand is gone, with the word that joined it. Nothing where a comment
  // stands between the operands.
  std::optional<Span> removal(const std::vector<Span>& operands, std::size_t one) const;

  // A def of a file without parameters, in whose body a place is.
  struct Def {
    Span span;
    std::string_view name;
    bool has_parameters;
  };
  const Def* def_at(Span place) const;

  // A place as it reads, on one line and not too long.
  std::string text(Span span) const;

 private:
  using Key = std::tuple<SourceId, std::uint32_t, std::uint32_t>;

  const LintSubject& subject_;
  std::map<Key, std::vector<Span>> junctions_;
  std::map<std::pair<SourceId, std::uint32_t>, Def> defs_;  // by where they begin
};

}  // namespace spoor
