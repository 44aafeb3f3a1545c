#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/lint/cloudtrail_files.h"
#include "compiler/lint/lint.h"

namespace spoor {

// Which records can reach a place in a rule's condition, by their event source and name alone. Never fewer than there
// are: what is not understood admits all.
struct EventScope {
  using Texts = std::set<std::string, std::less<>>;

  std::optional<Texts> sources = {};          // none: any
  std::optional<Texts> calls = {};            // as base_name() gives them; none: any
  std::optional<NodeId> source_literal = {};  // one of those that the sources come from
};

// Walks conditions of rules from above, with what each node can be reached with.
class EventScopes {
 public:
  using Visit = std::function<void(NodeId, const EventScope&)>;

  EventScopes(const LintSubject& subject, const CloudTrailFiles& files) : tree_(subject.tree()), files_(files) {}

  // Calls visit for each node of the condition but literals and sets, with the scope of the `and`s around it: what
  // stands beside it in them holds too where it matters.
  void walk(NodeId condition, const Visit& visit);
  // Of a value that is read from records for which the condition holds.
  void walk(NodeId value, NodeId condition, const Visit& visit) { walk(value, admitted(condition), visit); }

 private:
  using Shared = std::shared_ptr<const EventScope>;

  void walk(NodeId node, const Shared& scope, const Visit& visit);
  Shared admitted(NodeId node);
  Shared admitted_by_test(NodeId node) const;
  Shared both(const Shared& a, const Shared& b) const;

  const ClosedTree& tree_;
  const CloudTrailFiles& files_;
  std::unordered_map<NodeId, Shared> admitted_;
};

}  // namespace spoor
