#include "compiler/program/verify.h"

namespace spoor::verification {

namespace {

// Of which scope's elements a node's values stand, for every node; kNone below kValueNode.
using NodeScopes = std::vector<Index>;

bool is_root(Index node) { return node == kRecordNode || node == kValueNode; }

// REQUIRES: the parent stands before the node; the kind is known.
Problem check_node(const Program& program, const NodeScopes& scopes, Index node) {
  const PathNodeRow& row = program.paths[node];
  const bool is_detached = scopes[row.parent] == kNone;
  switch (row.kind) {
    case PathStepKind::root: return problem("paths", node, "a third root");
    case PathStepKind::key:
      if (row.argument >= program.strings.size()) return problem("paths", node, "its key is no string");
      break;
    case PathStepKind::index: break;
    case PathStepKind::each:
      if (row.argument != 0) return problem("paths", node, "`[*]` with an argument");
      break;
    case PathStepKind::element:
      if (is_detached) return problem("paths", node, "an element that does not stand in the record");
      if (row.argument == 0 || row.argument >= program.scopes.size() || program.scopes[row.argument].node != node) {
        return problem("paths", node, "its scope is not its own");
      }
      if (program.scopes[row.argument].parent != scopes[row.parent]) {
        return problem("scopes", row.argument, "its parent is not the scope that it stands in");
      }
      break;
  }
  if (row.slot == kNone) return std::nullopt;
  if (is_detached) return problem("paths", node, "a slot outside the record");
  if (row.slot >= program.slots.size() || program.slots[row.slot].node != node) {
    return problem("paths", node, "its slot is not its own");
  }
  return std::nullopt;
}

Problem check_nodes(const Program& program, NodeScopes& scopes) {
  if (program.paths.size() < 2) return "paths: the record or the value is missing";
  for (Index node = 0; node < program.paths.size(); ++node) {
    const PathNodeRow& row = program.paths[node];
    if (is_root(node)) {
      const bool is_sound =
          row.kind == PathStepKind::root && row.parent == kNone && row.argument == 0 && row.slot == kNone;
      if (!is_sound) return problem("paths", node, "it must be a root");
      scopes.push_back(node == kRecordNode ? 0 : kNone);
      continue;
    }
    if (row.parent >= node) return problem("paths", node, "its parent does not stand before it");
    if (row.kind > PathStepKind::element) return problem("paths", node, "its kind is unknown");
    if (auto found = check_node(program, scopes, node)) return found;
    scopes.push_back(row.kind == PathStepKind::element ? row.argument : scopes[row.parent]);
  }
  return std::nullopt;
}

Problem check_scopes(const Program& program) {
  if (program.scopes.empty()) return "scopes: the record is missing";
  if (program.scopes[0].node != kRecordNode || program.scopes[0].parent != kNone) {
    return problem("scopes", 0, "it must be the record");
  }
  for (Index scope = 1; scope < program.scopes.size(); ++scope) {
    const ScopeRow& row = program.scopes[scope];
    if (row.parent >= scope) return problem("scopes", scope, "its parent does not stand before it");
    const bool is_known = row.node < program.paths.size() && program.paths[row.node].kind == PathStepKind::element &&
                          program.paths[row.node].argument == scope;
    if (!is_known) return problem("scopes", scope, "its node is not its own");
  }
  return std::nullopt;
}

Problem check_slots(const Program& program, const NodeScopes& scopes) {
  for (Index slot = 0; slot < program.slots.size(); ++slot) {
    const SlotRow& row = program.slots[slot];
    if (row.node >= program.paths.size() || program.paths[row.node].slot != slot) {
      return problem("slots", slot, "its node is not its own");
    }
    if (row.scope != scopes[row.node])
      return problem("slots", slot, "its scope is not the one that its node stands in");
  }
  return std::nullopt;
}

}  // namespace

Problem check_paths(const Program& program) {
  NodeScopes scopes;
  if (auto found = check_scopes(program)) return found;
  if (auto found = check_nodes(program, scopes)) return found;
  return check_slots(program, scopes);
}

}  // namespace spoor::verification
