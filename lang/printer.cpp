#include "lang/printer.h"

#include <algorithm>

#include "lang/lexeme.h"

namespace spoor {

bool has_blank_line_before(std::string_view text, std::uint32_t offset) {
  int lines = 0;
  while (offset > 0 && is_space(text[offset - 1])) lines += text[--offset] == '\n' ? 1 : 0;
  return lines > 1;
}

bool ends_a_line(std::string_view text, std::uint32_t comment) {
  while (comment > 0 && is_space(text[comment - 1])) {
    if (text[--comment] == '\n') return false;
  }
  return comment > 0;
}

std::string_view comment_text(std::string_view text, std::uint32_t comment) {
  std::string_view all = text.substr(comment, text.find('\n', comment) - comment);
  while (is_space(all.back())) all.remove_suffix(1);
  return all;
}

namespace {

// Behind what begins an operand a comment belongs to that, and goes before it.
bool begins_operand(std::string_view text, std::uint32_t comment) {
  while (comment > 0 && is_space(text[comment - 1])) --comment;
  std::uint32_t begin = comment;
  while (begin > 0 && is_word(text[begin - 1])) --begin;
  const std::string_view last = text.substr(begin, comment - begin);
  return last == "and" || last == "or" || last == "not" || (comment > 0 && text[comment - 1] == '(');
}

}  // namespace

void Printer::add_comments(std::uint32_t offset, bool may_end_line) {
  for (; next_comment_ < syntax_.comments.size() && syntax_.comments[next_comment_] < offset; ++next_comment_) {
    const std::uint32_t at = syntax_.comments[next_comment_];
    const bool ends_line = may_end_line && ends_a_line(text_, at) && !begins_operand(text_, at);
    layout_.comment(comment_text(text_, at), ends_line, !ends_line && has_blank_line_before(text_, at));
  }
}

std::span<const std::uint32_t> Printer::comments_left() const {
  const auto& comments = syntax_.comments;
  const auto end = std::lower_bound(comments.begin(), comments.end(), syntax_.nodes.back().end);
  return std::span(comments).subspan(next_comment_, static_cast<std::size_t>(end - comments.begin()) - next_comment_);
}

void Printer::flush(std::uint32_t offset) { add_comments(offset, true); }
void Printer::hoist(std::uint32_t offset) { add_comments(offset, false); }

void Printer::token(std::uint32_t i) {
  flush(node(i).begin);
  layout_.text(lexeme(i));
}

void Printer::word(std::string_view word) {
  layout_.text(word);
  layout_.space();
}

void Printer::word_before(std::string_view word_text, std::uint32_t i) {
  flush(node(i).begin);
  word(word_text);
  token(i);
}

void Printer::begin_element(std::uint32_t i) {
  flush(node(i).begin);
  if (has_blank_line_before(text_, node(i).begin)) layout_.blank_line();
}

}  // namespace spoor
