#include "lang/parse.h"

#include <fmt/format.h>

#include <algorithm>

#include "lang/build.h"
#include "lang/lexeme.h"
#include "lang/syntax.h"
#include "lang/syntax_error.h"
#include "lang/values/utf8.h"

namespace spoor {

namespace {

std::string_view word_at(std::string_view text, std::size_t at) {
  return text.substr(at, word_length(text.substr(at)));
}

// The next line behind `offset` that begins with an item's word.
std::uint32_t next_item(std::string_view text, std::uint32_t offset) {
  std::size_t line = text.find('\n', offset);
  while (line != std::string_view::npos && !find_item_word(word_at(text, line + 1))) line = text.find('\n', line + 1);
  return static_cast<std::uint32_t>(line == std::string_view::npos ? text.size() : line + 1);
}

// A source that cannot be read at all.
std::optional<Diagnostic> refuse(const SourceFile& file, SourceId source) {
  if (file.text().size() > kMaxSourceSize) {
    return Diagnostic{.kind = DiagnosticKind::source_too_large,
                      .span = {source, 0, 0},
                      .message = fmt::format("the file has {} bytes, more than the {} that a rule file may have",
                                             file.text().size(), kMaxSourceSize),
                      .label = "",
                      .help = "divide it: a pack may have any number of files"};
  }
  const std::size_t bad = find_invalid_utf8(file.text());
  if (bad == std::string_view::npos) return std::nullopt;
  const auto at = static_cast<std::uint32_t>(bad);
  return Diagnostic{.kind = DiagnosticKind::not_utf8,
                    .span = {source, at, at},
                    .message = fmt::format("the file is not UTF-8: byte {} begins no character", bad),
                    .label = "",
                    .help = "save it as UTF-8"};
}

// An empty tree, with the reason if there is nothing to read.
Parsed begin_parse(const SourceFile& file, SourceId source) {
  Parsed parsed;
  parsed.tree.source = source;
  if (auto refused = refuse(file, source)) parsed.diagnostics.push_back(std::move(*refused));
  return parsed;
}

void add_comments(const std::vector<std::uint32_t>& offsets, std::string_view text, Ast& tree) {
  for (const std::uint32_t begin : offsets) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    tree.comments.push_back({{tree.source, begin, static_cast<std::uint32_t>(end)}});
  }
}

// Into the order of the text. One behind an item was passed twice: by the item, which might have gone on, and behind
// it.
void sort_comments(std::vector<ast::Comment>& comments) {
  std::sort(comments.begin(), comments.end(),
            [](const ast::Comment& a, const ast::Comment& b) { return a.span.begin < b.span.begin; });
  const auto is_same = [](const ast::Comment& a, const ast::Comment& b) { return a.span == b.span; };
  comments.erase(std::unique(comments.begin(), comments.end(), is_same), comments.end());
}

// Remembers what a broken item would have defined.
void add_broken(std::string_view text, std::uint32_t begin, Ast& tree) {
  const std::string_view word = word_at(text, begin);
  const std::uint32_t name = skip_spacing(text, begin + static_cast<std::uint32_t>(word.size()));
  if (!word.empty() && name < text.size()) tree.broken.emplace_back(word_at(text, name));
}

}  // namespace

Parsed parse(const Sources& sources, SourceId source) {
  const SourceFile& file = sources[source];
  Parsed parsed = begin_parse(file, source);
  if (has_error(parsed.diagnostics)) return parsed;
  const std::string_view text = file.text();
  std::uint32_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  std::vector<std::uint32_t> comments;
  std::optional<Span> first_item;  // its first word
  while ((at = skip_spacing(text, at, &comments)) < text.size()) {
    const bool had_pack = parsed.tree.pack.has_value();
    const Syntax syntax = read_item(text, at);
    const auto word_end = at + static_cast<std::uint32_t>(std::max<std::size_t>(word_at(text, at).size(), 1));
    const Span item{source, at, word_end};
    add_comments(syntax.comments, text, parsed.tree);
    if (syntax.ok()) {
      if (word_at(text, at) == "pack" && had_pack) {
        parsed.diagnostics.push_back({.kind = DiagnosticKind::misplaced_pack,
                                      .span = {source, at, at + 4},
                                      .message = "a second `pack` header",
                                      .label = "",
                                      .labels = {{parsed.tree.pack->name_span, "the first one"}},
                                      .help = "a pack has one header; move the rules to a folder of their own"});
      } else if (word_at(text, at) == "pack" && first_item) {
        report(parsed.diagnostics, DiagnosticKind::misplaced_pack, {source, at, at + 4},
               "a `pack` header behind other items", "the header is the first thing in its file",
               {{*first_item, "the first item"}});
      }
      build(syntax, file, parsed.tree, parsed.diagnostics);
      at = syntax.end;
    } else {
      parsed.diagnostics.push_back(explain_syntax_error(file, source, at, syntax.error));
      add_broken(text, at, parsed.tree);
      at = next_item(text, at);
    }
    if (!first_item) first_item = item;
  }
  add_comments(comments, text, parsed.tree);
  sort_comments(parsed.tree.comments);
  return parsed;
}

Parsed parse_expression(const Sources& sources, SourceId source) {
  const SourceFile& file = sources[source];
  Parsed parsed = begin_parse(file, source);
  if (has_error(parsed.diagnostics)) return parsed;
  const Syntax syntax = read_expression(file.text());
  if (syntax.ok()) {
    build(syntax, file, parsed.tree, parsed.diagnostics);
  } else {
    parsed.diagnostics.push_back(explain_syntax_error(file, source, 0, syntax.error));
  }
  return parsed;
}

}  // namespace spoor
