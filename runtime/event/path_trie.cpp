#include "runtime/event/path_trie.h"

#include <algorithm>
#include <bit>

namespace spoor {
namespace {

std::vector<std::vector<Index>> children_of_nodes(const Program& program) {
  std::vector<std::vector<Index>> children(program.paths.size());
  for (Index node = 0; node < program.paths.size(); ++node) {
    if (program.paths[node].kind != PathStepKind::root) children[program.paths[node].parent].push_back(node);
  }
  return children;
}

}  // namespace

PathTrie::PathTrie(const Program& program) : nodes(program.paths.size()), buckets(1) {
  const std::vector<std::vector<Index>> children = children_of_nodes(program);
  for (Index id = 0; id < nodes.size(); ++id) {
    const PathNodeRow& row = program.paths[id];
    Node& node = nodes[id];
    node.slot = row.slot;
    if (row.kind == PathStepKind::element) {
      node.scope = row.argument;
    } else if (row.kind != PathStepKind::root) {
      node.scope = nodes[row.parent].scope;
    }
    node.first_index = static_cast<std::uint32_t>(index_children.size());
    node.first_element = static_cast<std::uint32_t>(element_children.size());
    std::vector<Index> keys;
    for (const Index child : children[id]) {
      const PathNodeRow& step = program.paths[child];
      switch (step.kind) {
        case PathStepKind::root: break;
        case PathStepKind::key: keys.push_back(child); break;
        case PathStepKind::each: node.each = child; break;
        case PathStepKind::element: element_children.push_back({step.argument, child}); break;
        case PathStepKind::index:
          index_children.push_back({static_cast<std::int32_t>(step.argument), child});
          node.has_negative_index |= index_children.back().index < 0;
          break;
      }
    }
    node.index_count = static_cast<std::uint32_t>(index_children.size()) - node.first_index;
    node.element_count = static_cast<std::uint32_t>(element_children.size()) - node.first_element;
    std::sort(index_children.begin() + node.first_index, index_children.end(),
              [](const IndexChild& a, const IndexChild& b) { return a.index < b.index; });
    if (!keys.empty()) add_keys(program, node, keys);
  }
}

// At most half of a node's buckets are taken, so a search ends at an empty one soon.
void PathTrie::add_keys(const Program& program, Node& node, std::span<const Index> children) {
  node.has_keys = true;
  node.first_bucket = static_cast<std::uint32_t>(buckets.size());
  node.bucket_mask = static_cast<std::uint32_t>(std::bit_ceil(children.size() * 2) - 1);
  buckets.resize(buckets.size() + node.bucket_mask + 1);
  for (const Index child : children) {
    const std::string_view key = program.string(program.paths[child].argument);
    const std::uint64_t hash = TextHash(key).hash;
    std::uint64_t probe = hash;
    while (buckets[node.first_bucket + (probe & node.bucket_mask)].node != kNone) ++probe;
    buckets[node.first_bucket + (probe & node.bucket_mask)] = {hash, key, child};
  }
}

Index PathTrie::find_index(const Node& node, std::int64_t index) const {
  const auto begin = index_children.begin() + node.first_index;
  const auto end = begin + node.index_count;
  const auto at = std::lower_bound(begin, end, index,
                                   [](const IndexChild& child, std::int64_t wanted) { return child.index < wanted; });
  return at != end && at->index == index ? at->node : kNone;
}

}  // namespace spoor
