#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace spoor {

// Finds which of many literals stand in a text, in time linear in the text however many they are (Aho and Corasick,
// 1975).
class LiteralAutomaton {
 public:
  explicit LiteralAutomaton(std::span<const std::string_view> literals);

  // Whether any does.
  bool finds(std::string_view text) const;

  // Appends the places of those that do, each once, in no order. REQUIRES: the literals differ; `seen` holds nothing
  // but false, as it does again behind the call.
  void find(std::string_view text, std::vector<bool>& seen, std::vector<std::uint32_t>& out) const;

 private:
  using State = std::uint32_t;  // 0: nothing read that a literal begins with
  static constexpr std::uint32_t kNoLiteral = 0xFFFFFFFF;

  static std::uint64_t edge(State state, char byte) {
    return std::uint64_t{state} << 8 | static_cast<unsigned char>(byte);
  }
  State insert(std::string_view literal);
  void link();
  State next(State state, char byte) const;
  bool accepts(State state) const { return nodes_[state].literal != kNoLiteral || nodes_[state].accepting != 0; }

  struct Node {
    State parent = 0;
    std::uint32_t length = 0;  // of what was read
    State fallback = 0;        // the longest proper end of what was read that some literal begins with
    State accepting = 0;       // the longest proper end of what was read that is a literal
    std::uint32_t literal = kNoLiteral;
    char byte = 0;
  };

  std::vector<Node> nodes_;
  std::unordered_map<std::uint64_t, State> edges_;
};

}  // namespace spoor
