#pragma once

#include "lang/grammar/lexical.h"

// Values, paths and conditions.
namespace spoor::grammar {

struct disjunction;

// --- paths and values ------------------------------------------------------------------------------------------------

struct dot : token<seq<pegtl::one<'.'>, pegtl::not_at<pegtl::one<'.'>>>> {};
struct key_name : sor<any_name, quoted_name> {
  static constexpr Expected expected = Expected::path_step;
};
struct dot_step : seq<dot, must<key_name>> {
  static constexpr SyntaxKind kind = SyntaxKind::key_step;
};
struct key_in_brackets : string_literal {
  static constexpr SyntaxKind kind = SyntaxKind::key_step;
};
struct index_in_brackets : leaf_token<SyntaxKind::number, index_length> {
  static constexpr SyntaxKind kind = SyntaxKind::index_step;
};
struct star_in_brackets : mark<'*'> {
  static constexpr SyntaxKind kind = SyntaxKind::each_step;
};
struct bracket_content : sor<star_in_brackets, index_in_brackets, key_in_brackets> {
  static constexpr Expected expected = Expected::path_step;
};
struct bracket_step : seq<mark<'['>, must<bracket_content>, must<close_bracket>> {};
struct path_steps : star<sor<dot_step, bracket_step>> {};

struct list_argument
    : seq<mark<'('>, literal, sor<seq<plus<seq<mark<','>, literal>>, opt<mark<','>>>, mark<','>>, mark<')'>> {
  static constexpr SyntaxKind kind = SyntaxKind::set;
};
struct argument : sor<list_argument, disjunction> {};
struct arguments
    : seq<mark<'('>,
          sor<mark<')'>, seq<must<argument>, star<seq<mark<','>, must<argument>>>, must<close_parenthesis>>>> {};
struct call : seq<callee, arguments, path_steps> {
  static constexpr SyntaxKind kind = SyntaxKind::call;
};
struct field_path : seq<sor<name, quoted_name>, path_steps> {
  static constexpr SyntaxKind kind = SyntaxKind::path;
};
struct path : sor<call, field_path> {};
struct value : sor<literal, path> {};

// --- conditions ------------------------------------------------------------------------------------------------------

struct range_end : value {};
struct dots : token<pegtl::string<'.', '.'>> {};
struct range : seq<value, opt<seq<dots, must<range_end>>>> {
  static constexpr SyntaxKind kind = SyntaxKind::range;
  static constexpr bool collapses = true;
};
// One item or more in parentheses.
template <typename Item>
struct items : seq<mark<'('>, must<Item>, star<seq<mark<','>, Item>>, opt<mark<','>>, must<close_parenthesis>> {
  static constexpr SyntaxKind kind = SyntaxKind::set;
  static constexpr Expected expected = expected_of<Item>();
};
struct set_right : sor<items<range>, path> {
  static constexpr Expected expected = Expected::set;
};
struct regexes_right : sor<regex, seq<all_mark, must<items<regex>>>, items<regex>> {
  static constexpr Expected expected = Expected::regex;
};
struct strings_right : sor<seq<all_mark, must<items<value>>>, items<value>, value> {
  static constexpr Expected expected = Expected::right_side;
};
struct value_right : value {
  static constexpr Expected expected = Expected::right_side;
};

template <RightSide... sides>
struct operator_word : leaf_token<SyntaxKind::operator_word, operator_length<sides...>> {};

struct set_tail : seq<opt<not_mark>, operator_word<RightSide::set>, opt<fold_mark>, must<set_right>> {};
struct strings_tail
    : seq<opt<not_mark>, operator_word<RightSide::strings, RightSide::globs>, opt<fold_mark>, must<strings_right>> {};
struct regexes_tail : seq<opt<not_mark>, operator_word<RightSide::regexes>, must<regexes_right>> {};
struct value_tail : seq<operator_word<RightSide::value>, opt<fold_mark>, must<value_right>> {};
struct ordered_tail : seq<operator_word<RightSide::ordered>, must<value_right>> {};
struct tail : sor<value_tail, ordered_tail, set_tail, strings_tail, regexes_tail> {};

struct test : seq<value, opt<tail>> {
  static constexpr SyntaxKind kind = SyntaxKind::test;
  static constexpr bool collapses = true;
};
struct existing_path : path {};
struct exists : seq<keyword<"exists">, must<existing_path>> {
  static constexpr SyntaxKind kind = SyntaxKind::exists;
};
struct parenthesised : seq<mark<'('>, must<disjunction>, must<close_parenthesis>> {};

struct quantifier_word
    : sor<leaf_keyword<SyntaxKind::quantifier_word, "any">, leaf_keyword<SyntaxKind::quantifier_word, "all">,
          leaf_keyword<SyntaxKind::quantifier_word, "none">> {};
struct quantifier_in : keyword<"in"> {
  static constexpr Expected expected = Expected::quantifier_in;
};
struct quantifier_path : path {};
struct quantifier_colon : seq<mark<':'>, mark<'('>> {
  static constexpr Expected expected = Expected::quantifier_body;
};
struct quantified : seq<quantifier_word, must<name>, must<quantifier_in>, must<quantifier_path>, must<quantifier_colon>,
                        must<disjunction>, must<close_parenthesis>> {
  static constexpr SyntaxKind kind = SyntaxKind::quantified;
};

struct negation;
struct inverted : seq<keyword<"not">, must<negation>> {
  static constexpr SyntaxKind kind = SyntaxKind::not_;
};
struct negation : sor<inverted, quantified, exists, parenthesised, test> {};
struct conjunction : seq<negation, star<seq<keyword<"and">, must<negation>>>> {
  static constexpr SyntaxKind kind = SyntaxKind::and_;
  static constexpr bool collapses = true;
};
struct disjunction : seq<conjunction, star<seq<keyword<"or">, must<conjunction>>>> {
  static constexpr SyntaxKind kind = SyntaxKind::or_;
  static constexpr bool collapses = true;
};

}  // namespace spoor::grammar
