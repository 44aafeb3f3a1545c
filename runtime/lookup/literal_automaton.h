#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace spoor {

// Finds whether any of many literals stands in a text, in time linear in the text however many they are (Aho and
// Corasick, 1975).
class LiteralAutomaton {
 public:
  explicit LiteralAutomaton(std::span<const std::string_view> literals);

  bool finds(std::string_view text) const;

 private:
  using State = std::uint32_t;  // 0: nothing read that a literal begins with

  static std::uint64_t edge(State state, char byte) {
    return std::uint64_t{state} << 8 | static_cast<unsigned char>(byte);
  }
  State insert(std::string_view literal);
  void link();
  State next(State state, char byte) const;

  struct Node {
    State parent = 0;
    std::uint32_t length = 0;  // of what was read
    State fallback = 0;        // the longest proper end of what was read that some literal begins with
    char byte = 0;
    bool accepts = false;
  };

  std::vector<Node> nodes_;
  std::unordered_map<std::uint64_t, State> edges_;
};

}  // namespace spoor
