#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/closer.h"
#include "compiler/test_case.h"

namespace spoor {

// The rules of a compilation, those whose findings others take before these. A rule that runs for others alone, since it
// is disabled or its pack is only used, is hidden.
class ResolvedRules {
 public:
  ResolvedRules(Closer& closer, std::vector<TestCase>& tests) : closer_(closer), tests_(tests) {}

  // The rule runs: it goes to the tree, and its tests with it.
  void run(const LoadedPack& pack, const LoadedPack::RuleRef& rule);

  // What a step `rule name` takes: records for which a rule without memory holds, or findings of one with memory.
  struct Taken {
    std::optional<NodeId> condition;
    std::optional<std::uint32_t> rule;  // of the tree's rules
  };
  // `name` as `pack` writes it. Nothing if there is no such rule, or it is under way itself, which is reported.
  std::optional<Taken> take(const LoadedPack& pack, std::string_view name, Span span);

 private:
  struct Entry {
    bool is_open = false;               // it is being resolved
    std::optional<std::uint32_t> rule;  // of the tree's; nothing, and not open: it could not be resolved
  };
  struct Found {
    const LoadedPack* pack;
    const LoadedPack::RuleRef* rule;
  };

  std::optional<Found> find(const LoadedPack& pack, std::string_view name) const;
  void report_unknown(const LoadedPack& pack, std::string_view name, Span span);
  std::optional<std::uint32_t> add(const LoadedPack& pack, const LoadedPack::RuleRef& rule);

  Closer& closer_;
  std::vector<TestCase>& tests_;
  std::map<const ast::Rule*, Entry> entries_;
};

}  // namespace spoor
