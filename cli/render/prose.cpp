#include "cli/render/prose.h"

namespace spoor {

std::vector<ProsePiece> prose_pieces(std::string_view text) {
  std::vector<ProsePiece> pieces;
  while (!text.empty()) {
    const std::size_t begin = text.find('`');
    const std::size_t end = begin == std::string_view::npos ? begin : text.find('`', begin + 1);
    if (end == std::string_view::npos) {
      pieces.push_back({text, false});
      break;
    }
    if (begin > 0) pieces.push_back({text.substr(0, begin), false});
    if (end > begin + 1) pieces.push_back({text.substr(begin + 1, end - begin - 1), true});
    text.remove_prefix(end + 1);
  }
  return pieces;
}

}  // namespace spoor
