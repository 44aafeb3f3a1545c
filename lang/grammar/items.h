#pragma once

#include "lang/grammar/clauses.h"

// What stands in a file.
namespace spoor::grammar {

struct open_brace : mark<'{'> {
  static constexpr Expected expected = Expected::open_brace;
};
struct close_brace : mark<'}'> {
  static constexpr Expected expected = Expected::clause;
};
struct pack : seq<keyword<"pack">, must<dotted_name>, must<open_brace>, star<meta>, must<close_brace>> {
  static constexpr SyntaxKind kind = SyntaxKind::pack;
};
struct alias : seq<keyword<"as">, must<item_name>> {
  static constexpr SyntaxKind kind = SyntaxKind::alias;
};
// A pack `my-pack` would be read as `my`, and the rest as the next item.
struct no_dash : pegtl::not_at<pegtl::one<'-'>> {
  static constexpr Expected expected = Expected::name;
};
struct use : seq<keyword<"use">, must<dotted_name>, must<no_dash>, opt<alias>> {
  static constexpr SyntaxKind kind = SyntaxKind::use;
};

struct param : seq<keyword<"param">, must<item_name>, must<equals>, must<literal>> {
  static constexpr SyntaxKind kind = SyntaxKind::param;
};
struct type_name : leaf_token<SyntaxKind::value_type, word_length> {
  static constexpr Expected expected = Expected::type;
};
struct of_type : seq<mark<':'>, must<type_name>> {};
struct from : seq<keyword<"from">, must<string_literal>> {
  static constexpr SyntaxKind kind = SyntaxKind::from;
  static constexpr Expected expected = Expected::from;
};
struct list_items
    : seq<mark<'='>, mark<'['>, opt<seq<literal, star<seq<mark<','>, literal>>, opt<mark<','>>>>, must<close_bracket>> {
};
struct list_source : sor<from, list_items> {
  static constexpr Expected expected = Expected::list_source;
};
struct list : seq<keyword<"list">, must<item_name>, opt<of_type>, must<list_source>> {
  static constexpr SyntaxKind kind = SyntaxKind::list;
};
struct column_name : sor<any_name, quoted_name> {
  static constexpr Expected expected = Expected::name;
};
struct table
    : seq<keyword<"table">, must<item_name>, opt<of_type>, must<from>, opt<seq<keyword<"key">, must<column_name>>>> {
  static constexpr SyntaxKind kind = SyntaxKind::table;
};

struct parameter_name : name {
  static constexpr SyntaxKind kind = SyntaxKind::parameter;
};
struct parameters
    : seq<mark<'('>, must<parameter_name>, star<seq<mark<','>, must<parameter_name>>>, must<close_parenthesis>> {};
struct def : seq<keyword<"def">, must<item_name>, opt<parameters>, must<equals>, must<disjunction>> {
  static constexpr SyntaxKind kind = SyntaxKind::def;
};
struct sample : seq<keyword<"sample">, must<item_name>, must<equals>, must<event>> {
  static constexpr SyntaxKind kind = SyntaxKind::sample;
};
struct rule : seq<keyword<"rule">, must<item_name>, must<open_brace>, star<clause>, must<close_brace>> {
  static constexpr SyntaxKind kind = SyntaxKind::rule;
};
struct tune
    : seq<keyword<"tune">, must<dotted_name>, must<open_brace>, star<sor<param, list, clause>>, must<close_brace>> {
  static constexpr SyntaxKind kind = SyntaxKind::tune;
};

struct item : sor<pack, use, param, list, table, def, sample, rule, tune> {
  static constexpr Expected expected = Expected::item;
};
struct item_start : must<item> {};

struct text_end : token<pegtl::eof> {
  static constexpr Expected expected = Expected::clause;
};
struct whole_expression : seq<must<disjunction>, must<text_end>> {};
struct whole_value : seq<must<value>, must<text_end>> {};

}  // namespace spoor::grammar
