#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include "compiler/program/program.h"

namespace spoor {

// What finding a key takes, from one pass over its bytes.
struct KeyHash {
  std::uint64_t hash;
  std::uint64_t escapes = 0;  // not zero if there is a backslash: the key has to be decoded and hashed again

  explicit KeyHash(std::string_view key) : hash(key.size()) {
    // Words are read so that they overlap at the end: nothing behind the key is touched.
    const char* at = key.data();
    std::size_t left = key.size();
    if (left >= 8) {
      for (; left > 8; at += 8, left -= 8) add(load<std::uint64_t>(at));
      add(load<std::uint64_t>(at + left - 8));
    } else if (left >= 4) {
      add(load<std::uint32_t>(at) | load<std::uint32_t>(at + left - 4) << 32);
    } else if (left > 0) {
      add(load<std::uint8_t>(at) | load<std::uint8_t>(at + left / 2) << 8 | load<std::uint8_t>(at + left - 1) << 16);
    }
  }

 private:
  template <typename Word>
  static std::uint64_t load(const char* from) {
    Word word;
    std::memcpy(&word, from, sizeof(word));
    return word;
  }

  void add(std::uint64_t word) {
    hash = (hash ^ word) * 0x9E3779B97F4A7C15;
    hash ^= hash >> 29;
    constexpr std::uint64_t kOnes = 0x0101010101010101;
    const std::uint64_t difference = word ^ (kOnes * '\\');
    escapes |= (difference - kOnes) & ~difference & (kOnes * 0x80);
  }
};

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
      if (bucket.hash == hash && bucket.text == key) return bucket.node;
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
