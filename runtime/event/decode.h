#pragma once

#include <memory>

#include "runtime/event/event.h"

namespace spoor {

struct PathTrie;

// Fills an Event's slots in one forward pass over a record, led by the trie of the paths that any rule reads;
// subtrees that no path enters are passed over by their closing bracket. One Decoder serves any number of threads.
class Decoder {
 public:
  explicit Decoder(const Program& program);  // REQUIRES: verified; outlives the Decoder
  ~Decoder();

  void decode(const RecordTokens& record, Event& event) const;

 private:
  struct Walk;
  std::unique_ptr<const PathTrie> trie_;
};

}  // namespace spoor
