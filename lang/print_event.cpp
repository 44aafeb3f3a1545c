#include <algorithm>

#include "lang/lexeme.h"
#include "lang/printer.h"

// A record of a test: its members in their order, its numbers and strings as they are spelled.
namespace spoor {

namespace {

constexpr std::string_view kMarks = "{}[],:\"";

// The bytes of the string or bare word that begins here.
std::size_t scalar_length(std::string_view text) {
  std::size_t at = 0;
  if (text[0] != '"') {
    while (at < text.size() && !is_space(text[at]) && kMarks.find(text[at]) == std::string_view::npos) ++at;
    return at;
  }
  for (++at; at < text.size() && text[at] != '"'; ++at) at += text[at] == '\\' ? 1 : 0;
  return std::min(at + 1, text.size());
}

std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size() && is_space(text[at])) ++at;
  return at;
}

}  // namespace

// One that was written on several lines stays so; what is in it goes on one line where it fits.
void Printer::event(std::uint32_t i) {
  flush(node(i).begin);
  const std::string_view text = lexeme(i);
  const bool has_lines = text.find('\n') != std::string_view::npos;
  char last = 0;  // what stands before: a mark, or the first byte of a scalar
  const auto is_scalar = [](char c) { return c == '"' || kMarks.find(c) == std::string_view::npos; };
  for (std::size_t at = 0; at < text.size(); at = skip_space(text, at)) {
    const char c = text[at];
    const std::string_view part = text.substr(at, is_scalar(c) ? scalar_length(text.substr(at)) : 1);
    const bool is_opened = last == '{' || last == '[';
    at += part.size();
    if (c == '}' || c == ']') {
      layout_.dedent();
      if (!is_opened) layout_.line("");
      layout_.text(part);
      layout_.close_group();
    } else {
      if (is_opened) layout_.line("");
      if (last == ',') layout_.line(" ");
      if (last == ':' || (last != 0 && is_scalar(last) && is_scalar(c))) layout_.space();
      if (c == '{' || c == '[') layout_.open_group();
      if (last == 0 && has_lines && text[skip_space(text, 1)] != '}') layout_.must_break();
      layout_.text(part);
      if (c == '{' || c == '[') layout_.indent();
    }
    last = c;
  }
}

}  // namespace spoor
