#pragma once

#include "lang/grammar/state.h"

// What stands in a rule, and in a site's tuning of one.
namespace spoor::grammar {

// --- metadata, condition and exceptions ------------------------------------------------------------------------------

struct tag : leaf_token<SyntaxKind::tag, tag_length> {};
struct meta_value : sor<leaf_token<SyntaxKind::date, whole_length<date_length>>,
                        leaf_token<SyntaxKind::number, whole_length<number_length>>, raw_string, string, tag> {
  static constexpr Expected expected = Expected::meta_value;
};
struct meta_item
    : sor<seq<mark<'['>, must<meta_value>, star<seq<mark<','>, meta_value>>, opt<mark<','>>, must<close_bracket>>,
          meta_value> {
  static constexpr Expected expected = Expected::meta_value;
};
struct meta
    : seq<leaf_token<SyntaxKind::meta_word, meta_word_length>, must<meta_item>, star<seq<mark<','>, must<meta_item>>>> {
  static constexpr SyntaxKind kind = SyntaxKind::meta;
};
struct where : seq<keyword<"where">, must<disjunction>> {
  static constexpr SyntaxKind kind = SyntaxKind::where;
};
struct flag : sor<leaf_keyword<SyntaxKind::flag, "disable">, leaf_keyword<SyntaxKind::flag, "enable">> {};

struct when_word : keyword<"when"> {
  static constexpr Expected expected = Expected::when;
};
struct reason : seq<keyword<"reason">, must<string_literal>> {
  static constexpr SyntaxKind kind = SyntaxKind::reason;
};
struct until : seq<keyword<"until">, must<date>> {
  static constexpr SyntaxKind kind = SyntaxKind::until;
};
struct exception
    : seq<keyword<"except">, must<item_name>, must<when_word>, must<disjunction>, opt<reason>, opt<until>> {
  static constexpr SyntaxKind kind = SyntaxKind::exception;
};

// --- findings --------------------------------------------------------------------------------------------------------

struct for_word : keyword<"for"> {
  static constexpr Expected expected = Expected::for_;
};
struct dedup : seq<keyword<"dedup">, must<by_word>, keys, must<for_word>, must<duration>> {
  static constexpr SyntaxKind kind = SyntaxKind::dedup;
};

struct field : seq<name, must<colon>, must<value>> {
  static constexpr SyntaxKind kind = SyntaxKind::field;
  static constexpr Expected expected = Expected::name;
};
struct close_fields : mark<'}'> {
  static constexpr Expected expected = Expected::close_bracket;
};
struct fields : seq<mark<'{'>, must<field>, star<seq<mark<','>, field>>, opt<mark<','>>, must<close_fields>> {};
struct emit : seq<keyword<"emit">, must<string_literal>, opt<fields>> {
  static constexpr SyntaxKind kind = SyntaxKind::emit;
};

// --- tests -----------------------------------------------------------------------------------------------------------

struct fires : seq<leaf_keyword<SyntaxKind::verdict, "fires">, opt<leaf_token<SyntaxKind::times, natural_length>>> {};
struct verdict : sor<fires, leaf_keyword<SyntaxKind::verdict, "silent">> {
  static constexpr Expected expected = Expected::verdict;
};
struct mock : seq<keyword<"mock">, must<name>, must<open_parenthesis>, must<literal>, must<close_parenthesis>,
                  must<equals>, must<event>> {
  static constexpr SyntaxKind kind = SyntaxKind::mock;
};
struct offset : leaf_token<SyntaxKind::offset, offset_length> {
  static constexpr Expected expected = Expected::offset;
};
struct at : seq<keyword<"at">, must<offset>> {};
struct repeat : seq<leaf_token<SyntaxKind::repeat, repeat_length>, opt<seq<keyword<"every">, must<duration>>>> {};
struct sample_name : leaf_token<SyntaxKind::sample_name, name_length> {
  static constexpr Expected expected = Expected::name;
};
struct sampled : seq<keyword<"event">, must<sample_name>, opt<seq<keyword<"with">, must<event>>>> {};
struct feed : seq<opt<at>, opt<repeat>, sor<sampled, event>> {
  static constexpr SyntaxKind kind = SyntaxKind::feed;
  static constexpr Expected expected = Expected::feed;
};
struct rule_test : seq<keyword<"test">, must<string_literal>, must<verdict>, star<mock>, must<feed>, star<feed>> {
  static constexpr SyntaxKind kind = SyntaxKind::rule_test;
};

struct clause : sor<where, state, exception, dedup, emit, rule_test, flag, meta> {};

}  // namespace spoor::grammar
