#include "cli/render/markdown_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "cli/render/prose.h"
#include "lang/visible.h"

namespace spoor {

namespace {

bool is_of_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

std::string on_one_line(std::string_view text) {
  std::string out(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return visible(out);
}

// `_` within a word is none that GitHub reads as emphasis.
bool is_markup(std::string_view text, std::size_t at) {
  constexpr std::string_view kMarkup = "\\`*[]<>~|";
  const char c = text[at];
  if (c == '_') return at == 0 || at + 1 == text.size() || !is_of_word(text[at - 1]) || !is_of_word(text[at + 1]);
  if (c == '&') return text.find(';', at) != std::string_view::npos;
  return kMarkup.find(c) != std::string_view::npos;
}

// What begins a line as a heading, list or rule.
bool begins_block(std::string_view text) {
  return !text.empty() && std::string_view("#-+=").find(text[0]) != std::string_view::npos;
}

// `1.` and `1)` begin a list.
std::size_t list_number_length(std::string_view text) {
  std::size_t digits = 0;
  while (digits < text.size() && std::isdigit(static_cast<unsigned char>(text[digits])) != 0) ++digits;
  const bool is_item = digits > 0 && digits < text.size() && (text[digits] == '.' || text[digits] == ')');
  return is_item ? digits : 0;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_markup(text, i)) out += '\\';
    out += text[i];
  }
  return out;
}

// A fence longer than all runs of backticks within.
std::string fence(std::string_view text, std::size_t least) {
  std::size_t longest = 0, run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return std::string(std::max(least, longest + 1), '`');
}

}  // namespace

std::string markdown_prose(std::string_view text, MarkdownPlace place) {
  const std::string line = on_one_line(text);
  std::string out;
  for (const ProsePiece& piece : prose_pieces(line)) {
    out += piece.is_code ? markdown_code(piece.text, place) : escaped(piece.text);
  }
  if (begins_block(out)) return "\\" + out;
  if (const std::size_t digits = list_number_length(out); digits > 0) out.insert(digits, "\\");
  return out;
}

std::string markdown_code(std::string_view text, MarkdownPlace place) {
  const std::string line = on_one_line(text);
  const std::string ticks = line.find('`') == std::string::npos ? "`" : fence(line, 1);
  const std::string_view space = line.starts_with('`') || line.ends_with('`') ? " " : "";
  std::string out = fmt::format("{}{}", ticks, space);
  for (const char c : line) {
    if (c == '|' && place == MarkdownPlace::table) out += '\\';
    out += c;
  }
  return out + fmt::format("{}{}", space, ticks);
}

std::string markdown_block(std::string_view text, std::string_view language) {
  const std::string ticks = fence(text, 3);
  std::string out = fmt::format("{}{}\n", ticks, language);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out += visible(text.substr(0, end)) + "\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out + ticks;
}

std::string markdown_link(std::string_view address) {
  const bool is_web = address.starts_with("https://") || address.starts_with("http://");
  const bool is_plain = std::all_of(address.begin(), address.end(), [](char c) {
    return c > ' ' && c < '\x7f' && std::string_view("<>\"`\\").find(c) == std::string_view::npos;
  });
  return is_web && is_plain ? fmt::format("<{}>", address) : markdown_prose(address);
}

std::string heading_link(std::string_view name) {
  std::string anchor;
  for (const char c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_') {
      anchor += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  return fmt::format("[{}](#{})", markdown_prose(name), anchor);
}

}  // namespace spoor
