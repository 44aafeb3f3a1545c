#include "lang/print.h"

#include <vector>

#include "lang/printer.h"

namespace spoor {

namespace {

// An item or a comment between items.
struct Piece {
  std::uint32_t begin;
  bool is_comment;
  std::string text;
  bool may_join = false;  // a line like those around it
};

bool is_one_liner(SyntaxKind kind) {
  return kind == SyntaxKind::use || kind == SyntaxKind::param || kind == SyntaxKind::list ||
         kind == SyntaxKind::table || kind == SyntaxKind::def || kind == SyntaxKind::sample;
}

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  const auto add_comments = [&](std::span<const std::uint32_t> comments) {
    for (const std::uint32_t comment : comments) {
      pieces.push_back({comment, true, std::string(comment_text(text, comment))});
    }
  };
  std::uint32_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  while (true) {
    std::vector<std::uint32_t> comments;
    at = skip_spacing(text, at, &comments);
    add_comments(comments);
    if (at >= text.size()) return pieces;
    const Syntax syntax = read_item(text, at);
    Printer printer(syntax, text);
    std::string item = printer.item();
    const bool is_line = item.find('\n') == std::string::npos;
    pieces.push_back({at, false, std::move(item), is_line && is_one_liner(syntax.nodes.back().kind)});
    add_comments(printer.comments_left());
    at = syntax.end;
  }
}

// For each piece the item that it belongs to: itself, or the one behind a comment; the number of pieces if none.
std::vector<std::size_t> items_of(const std::vector<Piece>& pieces) {
  std::vector<std::size_t> items(pieces.size());
  std::size_t item = pieces.size();
  for (std::size_t i = pieces.size(); i-- > 0;) {
    if (!pieces[i].is_comment) item = i;
    items[i] = item;
  }
  return items;
}

}  // namespace

std::string formatted(const SourceFile& file) {
  const std::string_view text = file.text();
  const std::vector<Piece> pieces = pieces_of(text);
  const std::vector<std::size_t> items = items_of(pieces);
  std::string out;
  const Piece* item = nullptr;    // the last one, if only comments at the end of its line are behind it
  bool is_behind_comment = true;  // nothing can be added to the line
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Piece& piece = pieces[i];
    if (piece.is_comment && !is_behind_comment && ends_a_line(text, piece.begin)) {
      out += "  " + piece.text;
      is_behind_comment = true;
      continue;
    }
    const bool parts = item != nullptr && items[i] < pieces.size() && !(item->may_join && pieces[items[i]].may_join);
    if (!out.empty()) out += parts || has_blank_line_before(text, piece.begin) ? "\n\n" : "\n";
    out += piece.text;
    is_behind_comment = piece.is_comment;
    item = piece.is_comment ? nullptr : &piece;
  }
  if (!out.empty()) out += '\n';
  return out;
}

}  // namespace spoor
