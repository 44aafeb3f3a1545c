#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/closer.h"
#include "compiler/test_case.h"

namespace spoor {

class RuleResolver;

// The rules of a compilation, those whose findings others take before these. A rule that runs for others alone, since
// it is disabled or its pack is only used, is hidden.
class ResolvedRules {
 public:
  // `runs_disabled`: no rule counts as disabled.
  ResolvedRules(Closer& closer, std::vector<TestCase>& tests, bool runs_disabled)
      : closer_(closer), tests_(tests), runs_disabled_(runs_disabled) {}

  // The rule runs: it goes to the tree, and its tests with it.
  void run(const LoadedPack& pack, const LoadedPack::RuleRef& rule);

  // What a step `rule name` takes: records for which a rule without memory holds, or findings of one with memory.
  // Neither: there is no such rule, or it cannot be taken, which was reported.
  struct Taken {
    std::optional<NodeId> condition = std::nullopt;
    std::optional<std::uint32_t> rule = std::nullopt;  // of the tree's rules
  };
  // `name` as `pack` writes it. REQUIRES: a rule is under way, of which this is a step.
  Taken take(const LoadedPack& pack, std::string_view name, Span span);

 private:
  struct Entry {
    bool is_open = false;      // it is being resolved; the rest is not known yet
    std::uint32_t rule = 0;    // of the tree's
    std::uint32_t levels = 0;  // 1; or 1 more than the highest of those that it takes
  };
  struct Found {
    const LoadedPack* pack;
    const LoadedPack::RuleRef* rule;
  };

  std::optional<Found> find(const LoadedPack& pack, std::string_view name) const;
  void report_unknown(const LoadedPack& pack, std::string_view name, Span span);
  void look_at(RuleResolver& resolver);
  Taken too_many_levels(Span span);
  Entry add(const LoadedPack& pack, const LoadedPack::RuleRef& rule);

  Closer& closer_;
  std::vector<TestCase>& tests_;
  bool runs_disabled_;
  std::map<const ast::Rule*, Entry> entries_;
  std::vector<std::uint32_t> levels_;  // of the rules under way, each for the one before
};

}  // namespace spoor
