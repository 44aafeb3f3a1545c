#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace spoor::spec {

// A rule of the grammar as the manual writes it, made from the grammar's own types: `'where' disjunction`. What is
// required and what only commits (`must`) look the same; rules that are one token stand as that token.
struct Production {
  std::string name;
  std::string text;
};

// Every production that reading a file can come to, in the order in which it comes to them.
const std::vector<Production>& productions();

// The names of tokens with no fixed spelling that productions have: `NAME`, `STRING`.
std::vector<std::string> lexeme_names();

// What a `spoor-grammar` block shows: of the names of productions those, of one word in brackets a table of the
// language: `[operators]`, `[functions]`, `[items]`, `[clauses]`, `[metadata]` or `[expected]`. What there is not, is
// said in the text.
std::string grammar_text(std::string_view asked);

}  // namespace spoor::spec
