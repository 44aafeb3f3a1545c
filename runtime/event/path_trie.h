#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "compiler/program/program.h"
#include "runtime/json/text_hash.h"

namespace spoor {

// Program::paths laid out for walking down: node ids are the same. Keys are found in one table for all nodes, by the
// parent and the key's hash. Views into the Program.
struct PathTrie {
  struct IndexChild {
    std::int32_t index;
    Index node;
  };
  struct ElementChild {
    Index scope;
    Index node;
  };

  struct Node {
    Index slot = kNone;
    Index scope = 0;                                     // in whose elements values that end here stand
    Index each = kNone;                                  // child for `[*]`
    std::uint32_t first_index = 0, index_count = 0;      // index_children, ascending
    std::uint32_t first_element = 0, element_count = 0;  // element_children
    std::uint32_t first_bucket = 0, bucket_mask = 0;     // buckets; of a node without keys the one that is empty
    bool has_keys = false;
    bool has_negative_index = false;

    bool selects() const { return each != kNone || index_count != 0; }
    // Whether arrays are entered in search of what it wants.
    bool enters() const { return has_keys || slot != kNone || element_count != 0; }
    // Wants nothing but keys and the values themselves: all that stands in an array is read as if it stood there.
    bool is_plain() const { return !selects() && element_count == 0; }
  };

  explicit PathTrie(const Program& program);

  Index find_key(const Node& node, std::string_view key, std::uint64_t hash) const {
    for (std::uint64_t probe = hash;; ++probe) {
      const Bucket& bucket = buckets[node.first_bucket + (probe & node.bucket_mask)];
      if (bucket.node == kNone) return kNone;
      if (bucket.hash == hash && is_same_text(bucket.text, key)) return bucket.node;
    }
  }
  Index find_index(const Node& node, std::int64_t index) const;
  std::span<const ElementChild> elements(const Node& node) const {
    return std::span(element_children).subspan(node.first_element, node.element_count);
  }

  std::vector<Node> nodes;

 private:
  struct Bucket {
    std::uint64_t hash = 0;
    std::string_view text;
    Index node = kNone;
  };

  void add_keys(const Program& program, Node& node, std::span<const Index> children);

  std::vector<Bucket> buckets;
  std::vector<IndexChild> index_children;
  std::vector<ElementChild> element_children;
};

}  // namespace spoor
