#include "cli/render/cells.h"

#include <algorithm>
#include <array>

#include "lang/values/utf8.h"

namespace spoor {

namespace {

struct Range {
  char32_t first, last;
};

// Combining marks of the scripts where they stand alone, and what East Asian Width calls wide: enough to keep columns
// straight, not a copy of the tables.
constexpr std::array<Range, 6> kCombining = {
    {{0x300, 0x36F}, {0x483, 0x489}, {0x591, 0x5BD}, {0x610, 0x61A}, {0x64B, 0x65F}, {0x20D0, 0x20F0}}};
constexpr std::array<Range, 12> kWide = {{{0x1100, 0x115F},
                                          {0x2E80, 0x303E},
                                          {0x3041, 0x33FF},
                                          {0x3400, 0x4DBF},
                                          {0x4E00, 0xA4CF},
                                          {0xAC00, 0xD7A3},
                                          {0xF900, 0xFAFF},
                                          {0xFE30, 0xFE6F},
                                          {0xFF00, 0xFF60},
                                          {0xFFE0, 0xFFE6},
                                          {0x1F300, 0x1F9FF},
                                          {0x20000, 0x3FFFD}}};

template <std::size_t count>
bool is_in(const std::array<Range, count>& ranges, char32_t c) {
  const auto range =
      std::find_if(ranges.begin(), ranges.end(), [c](const Range& r) { return r.first <= c && c <= r.last; });
  return range != ranges.end();
}

std::size_t width_of(char32_t c) { return is_in(kCombining, c) ? 0 : is_in(kWide, c) ? 2 : 1; }

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (; !text.empty(); text.remove_prefix(first_character(text).size()))
    width += width_of(decode_utf8(first_character(text)));
  return width;
}

std::string fitted(std::string_view text, std::size_t width) {
  if (text.size() <= width || display_width(text) <= width) return std::string(text);
  if (width == 0) return {};
  std::size_t kept = 0, used = 0;
  while (true) {
    const std::string_view character = first_character(text.substr(kept));
    used += width_of(decode_utf8(character));
    if (used > width - 1) break;
    kept += character.size();
  }
  return std::string(text.substr(0, kept)) + "…";
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
