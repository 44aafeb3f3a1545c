#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <tao/pegtl.hpp>

#include "lang/clause.h"
#include "lang/lexeme.h"
#include "lang/operator.h"
#include "lang/syntax.h"

// The grammar of rule files, in PEGTL. Included by grammar.cpp alone. A rule with a `kind` becomes a SyntaxNode; with
// `collapses`, only where it has more than one child. `must` commits: behind it there is no other reading, so what
// fails there is what is wrong. White space and comments are skipped before each token.
namespace spoor::grammar {

namespace pegtl = tao::pegtl;
using pegtl::must;
using pegtl::opt;
using pegtl::plus;
using pegtl::seq;
using pegtl::sor;
using pegtl::star;

template <typename Input>
std::string_view rest(const Input& in) {
  return {in.current(), in.size(0)};
}

// --- lexical ---------------------------------------------------------------------------------------------------------

struct spacing {
  using rule_t = spacing;
  using subs_t = pegtl::empty_list;
  template <pegtl::apply_mode, pegtl::rewind_mode, template <typename...> class, template <typename...> class,
            typename Input, typename State>
  static bool match(Input& in, State& state) {
    in.bump(state.skip(in.current()));
    return true;
  }
};

// A lexeme whose length a function tells.
template <std::size_t (*length)(std::string_view)>
struct lexeme {
  using rule_t = lexeme;
  using subs_t = pegtl::empty_list;
  template <typename Input>
  static bool match(Input& in) {
    const std::size_t size = length(rest(in));
    in.bump(size);
    return size != 0;
  }
};

constexpr std::size_t exact_length(std::string_view text, std::string_view wanted) {
  return text.starts_with(wanted) && (text.size() == wanted.size() || !is_word(text[wanted.size()])) ? wanted.size()
                                                                                                     : 0;
}
inline std::size_t name_length(std::string_view text) {
  const std::size_t size = word_length(text);
  return is_reserved(text.substr(0, size)) ? 0 : size;
}
inline std::size_t quoted_length(std::string_view text) {
  if (!text.starts_with('`')) return 0;
  const std::size_t close = text.find('`', 1);
  return close == std::string_view::npos || close == 1 ? 0 : close + 1;
}
inline std::size_t dotted_length(std::string_view text) {
  std::size_t at = name_length(text);
  while (at != 0 && at < text.size() && text[at] == '.') {
    const std::size_t next = any_name_length(text.substr(at + 1));
    if (next == 0) break;
    at += 1 + next;
  }
  return at;
}
// A dotted name with arguments behind it.
inline std::size_t callee_length(std::string_view text) {
  const std::size_t size = dotted_length(text);
  if (size == 0) return 0;
  const std::uint32_t next = skip_spacing(text, static_cast<std::uint32_t>(size));
  return next < text.size() && text[next] == '(' ? size : 0;
}
inline std::size_t index_length(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const std::size_t first = at;
  while (at < text.size() && is_digit(text[at])) ++at;
  return at == first ? 0 : at;
}
inline std::size_t meta_word_length(std::string_view text) {
  const std::size_t size = word_length(text);
  return find_meta_key(text.substr(0, size)) ? size : 0;
}
template <RightSide... sides>
std::size_t operator_length(std::string_view text) {
  std::size_t size = word_length(text);
  if (size == 0) size = std::min(text.find_first_not_of("=!<>"), text.size());
  const auto op = find_operator(text.substr(0, size));
  return op && ((info(*op).right == sides) || ...) ? size : 0;
}
// A literal of metadata ends where a tag would go on: `0.1.0` is a tag.
template <std::size_t (*length)(std::string_view)>
std::size_t whole_length(std::string_view text) {
  const std::size_t size = length(text);
  return size < text.size() && (text[size] == '.' || text[size] == '-') ? 0 : size;
}

template <std::size_t N>
struct Spelling {
  char text[N];
  constexpr Spelling(const char (&literal)[N]) { std::copy_n(literal, N, text); }
  constexpr std::string_view view() const { return {text, N - 1}; }
};
template <Spelling spelling>
std::size_t keyword_length(std::string_view text) {
  return exact_length(text, spelling.view());
}

template <typename Rule>
struct token : seq<spacing, Rule> {};
template <char C>
struct mark : token<pegtl::one<C>> {};
template <Spelling spelling>
struct keyword : token<lexeme<keyword_length<spelling>>> {};

template <SyntaxKind k, std::size_t (*length)(std::string_view)>
struct leaf : lexeme<length> {
  static constexpr SyntaxKind kind = k;
};
template <SyntaxKind k, std::size_t (*length)(std::string_view)>
struct leaf_token : token<leaf<k, length>> {};

struct name : leaf_token<SyntaxKind::name, name_length> {};
struct any_name : leaf_token<SyntaxKind::name, any_name_length> {};
struct quoted_name : leaf_token<SyntaxKind::quoted_name, quoted_length> {};
struct dotted_name : leaf_token<SyntaxKind::dotted_name, dotted_length> {};
struct callee : leaf_token<SyntaxKind::dotted_name, callee_length> {};
struct string : leaf_token<SyntaxKind::string, string_length> {};
struct raw_string : leaf_token<SyntaxKind::raw_string, raw_string_length> {};
struct regex : leaf_token<SyntaxKind::regex, regex_length> {};
struct true_word : leaf_token<SyntaxKind::true_word, keyword_length<"true">> {};
struct false_word : leaf_token<SyntaxKind::false_word, keyword_length<"false">> {};
struct fold_mark : pegtl::one<'~'> {
  static constexpr SyntaxKind kind = SyntaxKind::fold_mark;
};
struct not_mark : leaf_token<SyntaxKind::not_mark, keyword_length<"not">> {};
struct all_mark : leaf_token<SyntaxKind::all_mark, keyword_length<"all">> {};

struct literal : sor<leaf_token<SyntaxKind::address, address_length>, leaf_token<SyntaxKind::date, date_length>,
                     leaf_token<SyntaxKind::duration, duration_length>, leaf_token<SyntaxKind::number, number_length>,
                     raw_string, string, true_word, false_word> {};

// --- paths and values ------------------------------------------------------------------------------------------------

struct disjunction;

struct dot : token<seq<pegtl::one<'.'>, pegtl::not_at<pegtl::one<'.'>>>> {};
struct step_name : sor<any_name, quoted_name> {};
struct dot_step : seq<dot, must<step_name>> {
  static constexpr SyntaxKind kind = SyntaxKind::key_step;
};
struct key_in_brackets : sor<raw_string, string> {
  static constexpr SyntaxKind kind = SyntaxKind::key_step;
};
struct index_in_brackets : leaf_token<SyntaxKind::number, index_length> {
  static constexpr SyntaxKind kind = SyntaxKind::index_step;
};
struct star_in_brackets : mark<'*'> {
  static constexpr SyntaxKind kind = SyntaxKind::each_step;
};
struct bracket_content : sor<star_in_brackets, index_in_brackets, key_in_brackets> {};
struct bracket_step : seq<mark<'['>, must<bracket_content>, must<mark<']'>>> {};
struct steps : star<sor<dot_step, bracket_step>> {};

struct list_argument
    : seq<mark<'('>, literal, sor<seq<plus<seq<mark<','>, literal>>, opt<mark<','>>>, mark<','>>, mark<')'>> {
  static constexpr SyntaxKind kind = SyntaxKind::set;
};
struct argument : sor<list_argument, disjunction> {};
struct arguments
    : seq<mark<'('>, sor<mark<')'>, seq<must<argument>, star<seq<mark<','>, must<argument>>>, must<mark<')'>>>>> {};
struct call : seq<callee, arguments, steps> {
  static constexpr SyntaxKind kind = SyntaxKind::call;
};
struct field_path : seq<sor<name, quoted_name>, steps> {
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
struct items : seq<mark<'('>, must<Item>, star<seq<mark<','>, Item>>, opt<mark<','>>, must<mark<')'>>> {
  static constexpr SyntaxKind kind = SyntaxKind::set;
};
struct set_right : sor<items<range>, path> {};
struct regexes_right : sor<regex, seq<all_mark, must<items<regex>>>, items<regex>> {};
struct strings_right : sor<seq<all_mark, must<items<value>>>, items<value>, value> {};
struct value_right : value {};

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
struct parenthesised : seq<mark<'('>, must<disjunction>, must<mark<')'>>> {};

struct quantifier_word : token<sor<leaf<SyntaxKind::quantifier_word, keyword_length<"any">>,
                                   leaf<SyntaxKind::quantifier_word, keyword_length<"all">>,
                                   leaf<SyntaxKind::quantifier_word, keyword_length<"none">>>> {};
struct quantifier_in : keyword<"in"> {};
struct quantifier_path : path {};
struct quantifier_colon : seq<mark<':'>, mark<'('>> {};
struct quantified : seq<quantifier_word, must<name>, must<quantifier_in>, must<quantifier_path>, must<quantifier_colon>,
                        must<disjunction>, must<mark<')'>>> {
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

// --- clauses and items -----------------------------------------------------------------------------------------------

struct tag : leaf_token<SyntaxKind::tag, tag_length> {};
struct meta_value : sor<leaf_token<SyntaxKind::date, whole_length<date_length>>,
                        leaf_token<SyntaxKind::number, whole_length<number_length>>, raw_string, string, tag> {};
struct meta_item
    : sor<seq<mark<'['>, must<meta_value>, star<seq<mark<','>, meta_value>>, opt<mark<','>>, must<mark<']'>>>,
          meta_value> {};
struct meta
    : seq<leaf_token<SyntaxKind::meta_word, meta_word_length>, must<meta_item>, star<seq<mark<','>, must<meta_item>>>> {
  static constexpr SyntaxKind kind = SyntaxKind::meta;
};
struct where : seq<keyword<"where">, must<disjunction>> {
  static constexpr SyntaxKind kind = SyntaxKind::where;
};

struct item_name : name {};
struct pack_name : dotted_name {};
struct open_brace : mark<'{'> {};
struct close_brace : mark<'}'> {};
struct pack : seq<keyword<"pack">, must<pack_name>, must<open_brace>, star<meta>, must<close_brace>> {
  static constexpr SyntaxKind kind = SyntaxKind::pack;
};
struct alias : seq<keyword<"as">, must<item_name>> {
  static constexpr SyntaxKind kind = SyntaxKind::alias;
};
struct use : seq<keyword<"use">, must<pack_name>, opt<alias>> {
  static constexpr SyntaxKind kind = SyntaxKind::use;
};
struct type_name : leaf_token<SyntaxKind::list_type, word_length> {};
struct list_body : seq<mark<'='>, mark<'['>> {};
struct list : seq<keyword<"list">, must<item_name>, opt<seq<mark<':'>, must<type_name>>>, must<list_body>,
                  opt<seq<literal, star<seq<mark<','>, literal>>, opt<mark<','>>>>, must<mark<']'>>> {
  static constexpr SyntaxKind kind = SyntaxKind::list;
};
struct parameter_name : name {
  static constexpr SyntaxKind kind = SyntaxKind::parameter;
};
struct parameters : seq<mark<'('>, must<parameter_name>, star<seq<mark<','>, must<parameter_name>>>, must<mark<')'>>> {
};
struct def_equals : token<seq<pegtl::one<'='>, pegtl::not_at<pegtl::one<'='>>>> {};
struct def : seq<keyword<"def">, must<item_name>, opt<parameters>, must<def_equals>, must<disjunction>> {
  static constexpr SyntaxKind kind = SyntaxKind::def;
};
struct rule : seq<keyword<"rule">, must<item_name>, must<open_brace>, star<sor<where, meta>>, must<close_brace>> {
  static constexpr SyntaxKind kind = SyntaxKind::rule;
};
struct item : sor<pack, use, list, def, rule> {};
struct item_start : must<item> {};

struct text_end : token<pegtl::eof> {};
struct whole_expression : seq<must<disjunction>, must<text_end>> {};

// --- what each commitment wanted -------------------------------------------------------------------------------------

template <typename Rule>
inline constexpr Expected expected_of = Expected::operand;  // a condition, or a part of one
template <>
inline constexpr Expected expected_of<item> = Expected::item;
template <>
inline constexpr Expected expected_of<item_name> = Expected::name;
template <>
inline constexpr Expected expected_of<name> = Expected::name;
template <>
inline constexpr Expected expected_of<pack_name> = Expected::name;
template <>
inline constexpr Expected expected_of<parameter_name> = Expected::name;
template <>
inline constexpr Expected expected_of<type_name> = Expected::name;
template <>
inline constexpr Expected expected_of<open_brace> = Expected::open_brace;
template <>
inline constexpr Expected expected_of<close_brace> = Expected::clause;
template <>
inline constexpr Expected expected_of<text_end> = Expected::clause;
template <>
inline constexpr Expected expected_of<mark<')'>> = Expected::close_bracket;
template <>
inline constexpr Expected expected_of<mark<']'>> = Expected::close_bracket;
template <>
inline constexpr Expected expected_of<set_right> = Expected::set;
template <>
inline constexpr Expected expected_of<regexes_right> = Expected::regex;
template <>
inline constexpr Expected expected_of<regex> = Expected::regex;
template <>
inline constexpr Expected expected_of<items<regex>> = Expected::regex;
template <>
inline constexpr Expected expected_of<strings_right> = Expected::right_side;
template <>
inline constexpr Expected expected_of<value_right> = Expected::right_side;
template <>
inline constexpr Expected expected_of<step_name> = Expected::step;
template <>
inline constexpr Expected expected_of<bracket_content> = Expected::step;
template <>
inline constexpr Expected expected_of<quantifier_in> = Expected::quantifier_in;
template <>
inline constexpr Expected expected_of<quantifier_colon> = Expected::quantifier_body;
template <>
inline constexpr Expected expected_of<meta_item> = Expected::meta_value;
template <>
inline constexpr Expected expected_of<meta_value> = Expected::meta_value;
template <>
inline constexpr Expected expected_of<list_body> = Expected::list_body;
template <>
inline constexpr Expected expected_of<def_equals> = Expected::assignment;

}  // namespace spoor::grammar
