#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <tao/pegtl.hpp>

#include "lang/clause.h"
#include "lang/lexeme.h"
#include "lang/operator.h"
#include "lang/syntax.h"
#include "lang/values/json_text.h"

// The lexemes of the grammar. A rule with a `kind` becomes a SyntaxNode; with `collapses`, only where it has more than
// one child. `must` commits: behind it there is no other reading, so what fails there is what is wrong, and the rule's
// `expected` says what was wanted. White space and comments are skipped before each token.
namespace spoor::grammar {

namespace pegtl = tao::pegtl;
using pegtl::must;
using pegtl::opt;
using pegtl::plus;
using pegtl::seq;
using pegtl::sor;
using pegtl::star;

// What is missing where the rule was committed to and failed.
template <typename Rule>
constexpr Expected expected_of() {
  if constexpr (requires { Rule::expected; }) {
    return Rule::expected;
  } else {
    return Expected::operand;  // a condition, or a part of one
  }
}

template <typename Input>
std::string_view rest(const Input& in) {
  return {in.current(), in.size(0)};
}

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
inline std::size_t natural_length(std::string_view text) {
  const std::size_t size = text.starts_with('-') ? 0 : index_length(text);
  return size < text.size() && is_word(text[size]) ? 0 : size;
}
inline std::size_t json_object_length(std::string_view text) {
  const JsonExtent extent = text.starts_with('{') ? find_json_value(text) : JsonExtent{};
  return extent.is_whole ? extent.end : 0;
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
template <Spelling word>
struct keyword : token<lexeme<keyword_length<word>>> {
  static constexpr std::string_view spelling = word.view();
};

template <SyntaxKind k, std::size_t (*length)(std::string_view)>
struct leaf : lexeme<length> {
  static constexpr SyntaxKind kind = k;
};
template <SyntaxKind k, std::size_t (*length)(std::string_view)>
struct leaf_token : token<leaf<k, length>> {};
template <SyntaxKind k, Spelling word>
struct leaf_keyword : leaf_token<k, keyword_length<word>> {
  static constexpr std::string_view spelling = word.view();
};

struct name : leaf_token<SyntaxKind::name, name_length> {
  static constexpr Expected expected = Expected::name;
};
struct any_name : leaf_token<SyntaxKind::name, any_name_length> {};
struct quoted_name : leaf_token<SyntaxKind::quoted_name, quoted_length> {};
struct dotted_name : leaf_token<SyntaxKind::dotted_name, dotted_length> {
  static constexpr Expected expected = Expected::name;
};
struct callee : leaf_token<SyntaxKind::dotted_name, callee_length> {};
struct string : leaf_token<SyntaxKind::string, string_length> {};
struct raw_string : leaf_token<SyntaxKind::raw_string, raw_string_length> {};
struct regex : leaf_token<SyntaxKind::regex, regex_length> {
  static constexpr Expected expected = Expected::regex;
};
struct true_word : leaf_keyword<SyntaxKind::true_word, "true"> {};
struct false_word : leaf_keyword<SyntaxKind::false_word, "false"> {};
struct date : leaf_token<SyntaxKind::date, date_length> {
  static constexpr Expected expected = Expected::date;
};
struct duration : leaf_token<SyntaxKind::duration, duration_length> {
  static constexpr Expected expected = Expected::duration;
};
struct event : leaf_token<SyntaxKind::event, json_object_length> {
  static constexpr Expected expected = Expected::event;
};
struct equals : token<seq<pegtl::one<'='>, pegtl::not_at<pegtl::one<'='>>>> {
  static constexpr Expected expected = Expected::assignment;
};
struct colon : mark<':'> {
  static constexpr Expected expected = Expected::colon;
};
struct fold_mark : pegtl::one<'~'> {
  static constexpr SyntaxKind kind = SyntaxKind::fold_mark;
};
struct not_mark : leaf_keyword<SyntaxKind::not_mark, "not"> {};
struct all_mark : leaf_keyword<SyntaxKind::all_mark, "all"> {};

struct open_parenthesis : mark<'('> {
  static constexpr Expected expected = Expected::open_parenthesis;
};
struct close_parenthesis : mark<')'> {
  static constexpr Expected expected = Expected::close_bracket;
};
struct close_bracket : mark<']'> {
  static constexpr Expected expected = Expected::close_bracket;
};
struct string_literal : sor<raw_string, string> {
  static constexpr Expected expected = Expected::string;
};

struct literal : sor<leaf_token<SyntaxKind::address, address_length>, date, duration,
                     leaf_token<SyntaxKind::number, number_length>, string_literal, true_word, false_word> {
  static constexpr Expected expected = Expected::literal;
};

}  // namespace spoor::grammar
