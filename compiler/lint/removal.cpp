#include "compiler/lint/removal.h"

#include <algorithm>

namespace spoor {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

std::size_t line_begin(std::string_view text, std::size_t at) { return at == 0 ? 0 : text.rfind('\n', at - 1) + 1; }

// Whether the line that begins here has a comment and nothing else.
bool is_comment_line(std::string_view text, std::size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at < text.size() && text[at] == '#';
}

}  // namespace

Span removal_of(std::string_view text, Span item) {
  std::size_t begin = item.begin, end = item.end;
  while (begin > 0 && is_blank(text[begin - 1])) --begin;
  while (end < text.size() && is_blank(text[end])) ++end;
  const bool begins_line = begin == 0 || text[begin - 1] == '\n';
  if (begins_line && end < text.size() && text[end] == '#') end = std::min(text.find('\n', end), text.size());
  const bool ends_line = end == text.size() || text[end] == '\n';
  if (!begins_line || !ends_line) {
    return {item.source, begins_line ? item.begin : static_cast<std::uint32_t>(begin), item.end};
  }
  while (begin > 0) {
    const std::size_t above = line_begin(text, begin - 1);
    if (!is_comment_line(text, above)) break;
    begin = above;
  }
  end = std::min(end + 1, text.size());
  return {item.source, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace spoor
