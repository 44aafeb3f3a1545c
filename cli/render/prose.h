#pragma once

#include <string_view>
#include <vector>

namespace spoor {

// Text that people wrote, of which what stands between two backticks is code. A backtick without another one is text.
struct ProsePiece {
  std::string_view text;
  bool is_code = false;
};
std::vector<ProsePiece> prose_pieces(std::string_view text);

}  // namespace spoor
