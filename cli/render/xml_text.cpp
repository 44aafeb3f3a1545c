#include "cli/render/xml_text.h"

#include <algorithm>

#include "lang/visible.h"

namespace spoor {

std::string xml_text(std::string_view text) {
  std::string out;
  for (const char c : visible(text)) {
    switch (c) {
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '&': out += "&amp;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string xml_lines(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out += xml_text(text.substr(at, end - at)) + "\n";
    at = end + 1;
  }
  return out;
}

}  // namespace spoor
