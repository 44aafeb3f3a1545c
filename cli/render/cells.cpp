#include "cli/render/cells.h"

#include <fmt/format.h>

#include "lang/utf8.h"
#include "lang/values/fold.h"

namespace spoor {

namespace {

char32_t decode(std::string_view bytes) {
  if (bytes.size() == 1) return static_cast<unsigned char>(bytes[0]);
  char32_t code_point = static_cast<unsigned char>(bytes[0]) & (0xFFU >> (bytes.size() + 1));
  for (const char byte : bytes.substr(1)) code_point = (code_point << 6) | (static_cast<unsigned char>(byte) & 0x3FU);
  return code_point;
}

bool is_hidden(char32_t c) {
  const bool is_control = c < 0x20 || (c >= 0x7F && c < 0xA0);
  const bool is_direction =
      (c >= 0x200E && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  const bool is_invisible = (c >= 0x200B && c <= 0x200D) || c == 0x2028 || c == 0x2029 || c == 0x2060 || c == 0xFEFF;
  return is_control || is_direction || is_invisible;
}

}  // namespace

std::string terminal_cell(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view bytes = text.substr(at, utf8_length(text[at]));
    const char32_t c = decode(bytes);
    if (!is_hidden(c)) {
      out += bytes;
    } else {
      out += fmt::format(fmt::runtime(c < 0x100 ? "\\x{:02x}" : "\\u{:04x}"), static_cast<std::uint32_t>(c));
    }
    at += bytes.size();
  }
  return out;
}

std::string fitted(const std::string& text, std::size_t width) {
  if (count_code_points(text) <= width) return text;
  if (width == 0) return {};
  std::size_t at = 0;
  for (std::size_t i = 0; i + 1 < width; ++i) at += utf8_length(text[at]);
  return text.substr(0, at) + "…";
}

std::string csv_cell(std::string_view text) {
  static constexpr std::string_view kFormula = "=+-@\t\r";
  std::string cell(text);
  if (!cell.empty() && kFormula.find(cell[0]) != std::string_view::npos) cell.insert(0, "'");
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace spoor
