#include "cli/report/html_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "cli/render/prose.h"
#include "cli/render/xml_text.h"

namespace spoor {

std::string html_text(std::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return xml_text(line);
}

std::string html_lines(std::string_view text) { return xml_lines(text); }

std::string html_prose(std::string_view text) {
  std::string out;
  for (const ProsePiece& piece : prose_pieces(text)) {
    out += piece.is_code ? html_code(piece.text) : html_text(piece.text);
  }
  return out;
}

std::string html_code(std::string_view text) { return fmt::format("<code>{}</code>", html_text(text)); }

std::string html_link(std::string_view address) {
  const bool is_web = address.starts_with("https://") || address.starts_with("http://");
  const std::string text = html_text(address);
  return is_web ? fmt::format(R"(<a href="{}" rel="noreferrer">{}</a>)", text, text) : text;
}

std::string html_word(std::string_view name) {
  std::string out;
  for (const char c : name) out += c == ' ' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return html_text(out);
}

}  // namespace spoor
