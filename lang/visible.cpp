#include "lang/visible.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "lang/values/utf8.h"

namespace spoor {

namespace {

struct Range {
  char32_t first, last;
};

// Format characters that turn the direction of text, or cannot be seen, beside the control characters.
constexpr std::array<Range, 13> kHidden = {{{0xAD, 0xAD},
                                            {0x61C, 0x61C},
                                            {0x180E, 0x180E},
                                            {0x200B, 0x200F},
                                            {0x2028, 0x202E},
                                            {0x2060, 0x206F},
                                            {0xFE00, 0xFE0F},
                                            {0xFEFF, 0xFEFF},
                                            {0xFFF0, 0xFFFB},
                                            {0x1BCA0, 0x1BCA3},
                                            {0x1D173, 0x1D17A},
                                            {0xE0000, 0xE0FFF},
                                            {0xF0000, 0x10FFFF}}};

bool is_hidden(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || std::any_of(kHidden.begin(), kHidden.end(), [c](const Range& range) {
           return range.first <= c && c <= range.last;
         });
}

// What is to be shown as it stands goes to `out`; what is hidden, or a byte that is not UTF-8, to hide(character).
template <typename Hide>
void append_visible(std::string_view text, std::string& out, Hide hide) {
  while (!text.empty()) {
    std::string_view bytes = first_character(text);
    if (find_invalid_utf8(bytes) != std::string_view::npos) {
      bytes = bytes.substr(0, 1);  // so that nothing hides behind it
      hide(static_cast<unsigned char>(bytes[0]));
    } else if (const char32_t c = decode_utf8(bytes); is_hidden(c)) {
      hide(c);
    } else {
      out += bytes;
    }
    text.remove_prefix(bytes.size());
  }
}

}  // namespace

std::string visible(std::string_view text) {
  std::string out;
  append_visible(text, out, [&out](char32_t c) {
    const auto number = static_cast<std::uint32_t>(c);
    out += c < 0x100 ? fmt::format("\\x{:02x}", number) : fmt::format("\\u{:04x}", number);
  });
  return out;
}

std::string visible_start(std::string_view text, std::size_t most) {
  return visible(whole_characters(text, most)) + (text.size() > most ? "..." : "");
}

std::string visible_in_place(std::string_view text) {
  std::string out;
  append_visible(text, out, [&out](char32_t c) { out += c == '\t' ? ' ' : '.'; });
  return out;
}

}  // namespace spoor
