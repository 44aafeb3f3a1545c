#include "tests/spec/grammar_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <type_traits>

#include "lang/clause.h"
#include "lang/function.h"
#include "lang/grammar/items.h"
#include "lang/operator.h"

namespace spoor::spec {

namespace {

namespace pegtl = tao::pegtl;

// How tightly a text holds together, so that brackets stand where they are needed.
enum class Level { alternatives, sequence, whole };

struct Text {
  std::string text;
  Level level = Level::whole;
};

std::string at_least(Level level, const Text& text) {
  return text.level < level ? fmt::format("({})", text.text) : text.text;
}

Text joined(const std::vector<Text>& parts, std::string_view between, Level level) {
  std::vector<std::string> texts;
  for (const Text& part : parts) {
    if (!part.text.empty()) texts.push_back(level == Level::sequence ? at_least(Level::sequence, part) : part.text);
  }
  if (texts.empty()) return {};
  const auto only = std::find_if(parts.begin(), parts.end(), [](const Text& part) { return !part.text.empty(); });
  return texts.size() == 1 ? *only : Text{fmt::format("{}", fmt::join(texts, between)), level};
}

// --- tokens ----------------------------------------------------------------------------------------------------------

using LexemeLength = std::size_t (*)(std::string_view);

std::string lexeme_name(LexemeLength length) {
  using namespace grammar;
  struct Row {
    LexemeLength length;
    const char* name;
  };
  static constexpr Row kRows[] = {
      {name_length, "NAME"},
      {any_name_length, "ANY_NAME"},
      {quoted_length, "QUOTED_NAME"},
      {dotted_length, "DOTTED_NAME"},
      {callee_length, "CALLEE"},
      {word_length, "WORD"},
      {string_length, "STRING"},
      {raw_string_length, "RAW_STRING"},
      {regex_length, "REGEX"},
      {address_length, "ADDRESS"},
      {date_length, "DATE"},
      {duration_length, "DURATION"},
      {number_length, "NUMBER"},
      {whole_length<date_length>, "DATE"},
      {whole_length<number_length>, "NUMBER"},
      {index_length, "INDEX"},
      {natural_length, "NATURAL"},
      {offset_length, "OFFSET"},
      {repeat_length, "REPEAT"},
      {factor_length, "FACTOR"},
      {tag_length, "TAG"},
      {meta_word_length, "META_KEY"},
      {json_object_length, "JSON_OBJECT"},
  };
  const auto row = std::find_if(std::begin(kRows), std::end(kRows), [&](const Row& r) { return r.length == length; });
  return row == std::end(kRows) ? "A_LEXEME_WITHOUT_NAME" : row->name;
}

// --- what a rule is made of ------------------------------------------------------------------------------------------

template <typename Rule>
Text reference();

template <typename Composition>
struct Body;

template <typename... Rules>
struct Body<pegtl::internal::seq<Rules...>> {
  static Text text() { return joined({reference<Rules>()...}, " ", Level::sequence); }
};
template <typename... Rules>
struct Body<pegtl::internal::sor<Rules...>> {
  static Text text() { return joined({reference<Rules>()...}, " | ", Level::alternatives); }
};
template <typename Rule>
struct Body<pegtl::internal::star<Rule>> {
  static Text text() { return {at_least(Level::whole, reference<Rule>()) + "*"}; }
};
template <typename Rule>
struct Body<pegtl::internal::plus<Rule>> {
  static Text text() { return {at_least(Level::whole, reference<Rule>()) + "+"}; }
};
template <typename Rule>
struct Body<pegtl::internal::opt<Rule>> {
  static Text text() { return {at_least(Level::whole, reference<Rule>()) + "?"}; }
};
template <typename Rule>
struct Body<pegtl::internal::must<Rule>> {
  static Text text() { return reference<Rule>(); }
};
template <typename Rule>
struct Body<pegtl::internal::not_at<Rule>> {
  static Text text() { return {}; }
};
template <>
struct Body<grammar::spacing> {
  static Text text() { return {}; }
};
template <>
struct Body<pegtl::internal::eof> {
  static Text text() { return {"END"}; }
};
template <char... characters>
struct Body<pegtl::internal::string<characters...>> {
  static Text text() { return {fmt::format("'{}'", std::string{characters...})}; }
};
template <pegtl::internal::result_on_found result, typename Peek, char character>
struct Body<pegtl::internal::one<result, Peek, character>> {
  static Text text() { return {fmt::format("'{}'", character)}; }
};
template <LexemeLength length>
struct Body<grammar::lexeme<length>> {
  static Text text() { return {lexeme_name(length)}; }
};

// --- which rules stand by themselves ---------------------------------------------------------------------------------

template <typename Composition>
constexpr bool is_token = std::is_same_v<Composition, pegtl::internal::eof>;
template <LexemeLength length>
constexpr bool is_token<grammar::lexeme<length>> = true;
template <char... characters>
constexpr bool is_token<pegtl::internal::string<characters...>> = true;
template <pegtl::internal::result_on_found result, typename Peek, char character>
constexpr bool is_token<pegtl::internal::one<result, Peek, character>> = true;
template <typename Rule>
constexpr bool is_token<pegtl::internal::not_at<Rule>> = true;
template <typename Rule>
constexpr bool is_token<pegtl::internal::seq<grammar::spacing, Rule>> = is_token<typename Rule::rule_t>;
template <typename Rule, typename Not>
constexpr bool is_token<pegtl::internal::seq<Rule, pegtl::not_at<Not>>> = is_token<typename Rule::rule_t>;

template <typename Rule>
std::string_view name_of() {
  constexpr std::string_view kSpace = "spoor::grammar::";
  const std::string_view name = pegtl::demangle<Rule>();
  if (!name.starts_with(kSpace) || name.find('<') != std::string_view::npos) return {};  // an instance of a template
  return name.substr(kSpace.size());
}

// The rule that this one only gives another message to.
template <typename Rule, typename Known, typename... Others>
constexpr auto renamed() {
  if constexpr (std::is_base_of_v<Known, Rule> && !std::is_same_v<Known, Rule>) {
    return std::type_identity<Known>{};
  } else if constexpr (sizeof...(Others) != 0) {
    return renamed<Rule, Others...>();
  } else {
    return std::type_identity<Rule>{};
  }
}
template <typename Rule>
using Meant = typename decltype(renamed<Rule, grammar::path, grammar::value, grammar::string_literal>())::type;

template <typename Rule>
bool stands_alone() {
  if constexpr (std::is_same_v<Rule, grammar::spacing>) return false;
  if constexpr (requires { Rule::spelling; } || is_token<typename Rule::rule_t>) return false;
  return std::is_same_v<Rule, Meant<Rule>> && !name_of<Rule>().empty();
}

template <RightSide... sides>
Text operator_words(std::type_identity<grammar::operator_word<sides...>>) {
  std::vector<Text> words;
  for (const OperatorInfo& op : operators()) {
    if (((op.right == sides) || ...)) words.push_back({fmt::format("'{}'", op.spelling)});
  }
  return joined(words, " | ", Level::alternatives);
}

template <typename Rule>
Text reference() {
  if constexpr (!std::is_same_v<Rule, Meant<Rule>>) {
    return reference<Meant<Rule>>();
  } else if constexpr (requires { Rule::spelling; }) {
    return {fmt::format("'{}'", Rule::spelling)};
  } else if constexpr (requires { operator_words(std::type_identity<Rule>{}); }) {
    return operator_words(std::type_identity<Rule>{});
  } else {
    if (stands_alone<Rule>()) return {std::string(name_of<Rule>())};
    return Body<typename Rule::rule_t>::text();
  }
}

// --- all of them -----------------------------------------------------------------------------------------------------

template <typename Rule>
void collect(std::vector<Production>& found);

template <typename... Rules>
void collect_all(pegtl::type_list<Rules...>, std::vector<Production>& found) {
  (collect<Rules>(found), ...);
}

template <typename Rule>
void collect(std::vector<Production>& found) {
  if constexpr (!std::is_same_v<Rule, Meant<Rule>>) {
    collect<Meant<Rule>>(found);
  } else {
    if (stands_alone<Rule>()) {
      const std::string name(name_of<Rule>());
      if (std::any_of(found.begin(), found.end(), [&](const Production& p) { return p.name == name; })) return;
      found.push_back({name, Body<typename Rule::rule_t>::text().text});
    }
    collect_all(typename Rule::subs_t{}, found);
  }
}

// --- tables of the language ------------------------------------------------------------------------------------------

std::string word_rows(std::span<const WordInfo> words) {
  std::string text;
  for (const WordInfo& word : words) {
    text += fmt::format("{:<15} {}\n", word.spelling, word.sentence);
  }
  return text;
}

std::string operator_rows() {
  std::string text;
  for (const OperatorInfo& op : operators()) {
    const std::string shape =
        fmt::format("{}'{}'{}", op.can_negate ? "'not'? " : "", op.spelling, op.can_fold ? " '~'?" : "");
    text += fmt::format("{:<26} {}\n", shape, op.sentence);
  }
  return text;
}

std::string function_rows() {
  std::string text;
  for (const FunctionInfo& function : functions()) {
    const std::string shape = fmt::format("{}(){}{}", function.name, function.part.empty() ? "" : ".", function.part);
    text += fmt::format("{:<16} {}\n", shape, function.sentence);
  }
  return text;
}

std::string expected_rows() {
  std::string text;
#define EXPECTED(id, what, help) text += *help == '\0' ? "" : fmt::format("{:<22} {}\n", what, help);
#include "lang/expected.def"
#undef EXPECTED
  return text;
}

}  // namespace

const std::vector<Production>& productions() {
  static const std::vector<Production> all = [] {
    std::vector<Production> found;
    collect<grammar::item>(found);
    return found;
  }();
  return all;
}

std::vector<std::string> lexeme_names() {
  std::vector<std::string> names;
  for (const Production& production : productions()) {
    std::istringstream words(production.text);
    for (std::string word; words >> word;) {
      std::erase_if(word, [](char c) { return c == '(' || c == ')' || c == '*' || c == '+' || c == '?'; });
      const bool is_lexeme =
          !word.empty() && word.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_") == std::string::npos;
      if (is_lexeme && std::find(names.begin(), names.end(), word) == names.end()) names.push_back(word);
    }
  }
  return names;
}

std::string grammar_text(std::string_view asked) {
  const auto is = [&](std::string_view name) { return asked == fmt::format("[{}]\n", name); };
  if (is("operators")) return operator_rows();
  if (is("functions")) return function_rows();
  if (is("items")) return word_rows(item_words());
  if (is("clauses")) return word_rows(clause_words());
  if (is("metadata")) return word_rows(meta_keys());
  if (is("expected")) return expected_rows();
  std::string text;
  std::istringstream names{std::string(asked)};
  for (std::string name; names >> name;) {
    const auto found = std::find_if(productions().begin(), productions().end(),
                                    [&](const Production& production) { return production.name == name; });
    text += found == productions().end() ? fmt::format("there is no production {}\n", name)
                                         : fmt::format("{:<15} = {}\n", name, found->text);
  }
  return text;
}

}  // namespace spoor::spec
