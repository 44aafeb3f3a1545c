#pragma once

#include "lang/grammar/conditions.h"

// The clauses that give a rule memory. Their words are words only where the clause has a place for them, so that any of
// them may also be a field's name.
namespace spoor::grammar {

struct item_name : name {};

// --- keys ------------------------------------------------------------------------------------------------------------

struct optional_mark : mark<'?'> {
  static constexpr SyntaxKind kind = SyntaxKind::optional_mark;
};
struct key : seq<value, opt<optional_mark>> {
  static constexpr SyntaxKind kind = SyntaxKind::key;
  static constexpr Expected expected = Expected::key;
};
struct keys : seq<must<key>, star<seq<mark<','>, must<key>>>> {};
struct by_word : keyword<"by"> {
  static constexpr Expected expected = Expected::by;
};
struct by : seq<by_word, keys> {
  static constexpr SyntaxKind kind = SyntaxKind::by;
};

// --- parts of a clause -----------------------------------------------------------------------------------------------

struct counted_value : value {
  static constexpr Expected expected = Expected::counted_value;
};
struct values : seq<must<counted_value>, star<seq<mark<','>, must<counted_value>>>> {
  static constexpr SyntaxKind kind = SyntaxKind::values;
};
struct limit : value {
  static constexpr Expected expected = Expected::limit;
};
struct equal : token<seq<pegtl::string<'=', '='>, pegtl::not_at<pegtl::one<'='>>>> {
  static constexpr SyntaxKind kind = SyntaxKind::operator_word;
};
struct bound : seq<sor<operator_word<RightSide::ordered>, equal>, must<limit>> {
  static constexpr SyntaxKind kind = SyntaxKind::bound;
  static constexpr Expected expected = Expected::bound;
};
struct least : seq<keyword<"min">, must<limit>> {
  static constexpr SyntaxKind kind = SyntaxKind::least;
};
struct within : seq<keyword<"within">, must<duration>> {
  static constexpr SyntaxKind kind = SyntaxKind::within;
  static constexpr Expected expected = Expected::within;
};
struct per : seq<keyword<"per">, must<duration>> {
  static constexpr SyntaxKind kind = SyntaxKind::per;
  static constexpr Expected expected = Expected::per;
};
struct over : seq<keyword<"over">, must<duration>> {
  static constexpr SyntaxKind kind = SyntaxKind::over;
  static constexpr Expected expected = Expected::over;
};
struct warmup : seq<keyword<"warmup">, must<duration>> {
  static constexpr SyntaxKind kind = SyntaxKind::warmup;
};
struct at_least : token<seq<pegtl::string<'>', '='>, pegtl::not_at<pegtl::one<'='>>>> {
  static constexpr Expected expected = Expected::at_least;
};
struct factor : leaf_token<SyntaxKind::factor, factor_length> {
  static constexpr Expected expected = Expected::factor;
};

// --- steps -----------------------------------------------------------------------------------------------------------

struct step_name : leaf_token<SyntaxKind::step_name, name_length> {
  static constexpr Expected expected = Expected::step;
};
struct step_repeat : leaf_token<SyntaxKind::repeat, repeat_length> {};
struct step_colon : mark<':'> {
  static constexpr Expected expected = Expected::step_colon;
};
struct step_rule : leaf_token<SyntaxKind::step_rule, dotted_length> {};
struct step_content : sor<seq<keyword<"rule">, step_rule>, disjunction> {};
// Behind a condition without operator `not` may begin a step, so nothing commits to it.
struct step : seq<opt<not_mark>, step_name, opt<by>, opt<step_repeat>, must<step_colon>, must<step_content>> {
  static constexpr SyntaxKind kind = SyntaxKind::step;
  static constexpr Expected expected = Expected::step;
};
struct open_steps : mark<'{'> {
  static constexpr Expected expected = Expected::open_steps;
};
struct close_steps : mark<'}'> {
  static constexpr Expected expected = Expected::close_steps;
};
struct until_condition : seq<keyword<"until">, must<disjunction>> {
  static constexpr SyntaxKind kind = SyntaxKind::until_condition;
};

// --- clauses ---------------------------------------------------------------------------------------------------------

template <Spelling word>
struct state_keyword : leaf_keyword<SyntaxKind::state_word, word> {};

struct count : seq<state_keyword<"count">, must<bound>, opt<by>, must<within>> {};
struct distinct : seq<state_keyword<"distinct">, values, must<bound>, opt<by>, must<within>> {};
struct sum : seq<state_keyword<"sum">, must<counted_value>, must<bound>, opt<by>, must<within>> {};
struct ratio : seq<state_keyword<"ratio">, must<open_parenthesis>, must<disjunction>, must<close_parenthesis>,
                   must<bound>, opt<least>, opt<by>, must<within>> {};
struct first : seq<state_keyword<"first">, values, opt<by>, must<over>, opt<warmup>> {};
struct spike : seq<state_keyword<"spike">, must<at_least>, must<factor>, opt<by>, must<per>, must<over>, opt<least>,
                   opt<warmup>> {};
struct steps_word : sor<state_keyword<"sequence">, state_keyword<"together">> {};
struct chain : seq<steps_word, opt<by>, must<within>, must<open_steps>, must<step>, star<step>, must<close_steps>,
                   opt<until_condition>> {};
struct state : sor<count, distinct, sum, ratio, first, spike, chain> {
  static constexpr SyntaxKind kind = SyntaxKind::state;
};

}  // namespace spoor::grammar
