#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lang/ast.h"

namespace spoor {

// What the comments of a rule file say, for pages: lines without their `#`, in order. Comments to the linter are left
// out.

// Those directly above an item, and the one behind it in the line where it ends.
std::vector<std::string_view> comment_of(const Ast& tree, const Sources& sources, Span item);

// Those that the file begins with, unless an item other than its `pack` and `use` stands directly below.
std::vector<std::string_view> opening_comment(const Ast& tree, const Sources& sources);

// Lines as running text; an empty line ends a paragraph, which is a text of its own.
std::vector<std::string> paragraphs(const std::vector<std::string_view>& lines);

}  // namespace spoor
