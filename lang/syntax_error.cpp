#include "lang/syntax_error.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "lang/clause.h"
#include "lang/explainer.h"
#include "lang/foreign_word.h"
#include "lang/lexeme.h"
#include "lang/suggest.h"
#include "lang/values/json_text.h"

namespace spoor {

Wanted what(Expected expected) {
  static constexpr Wanted kRows[] = {
#define EXPECTED(id, what, help) {what, help},
#include "lang/expected.def"
#undef EXPECTED
  };
  return kRows[static_cast<std::size_t>(expected)];
}

namespace {

std::vector<std::string_view> item_spellings() {
  std::vector<std::string_view> out;
  for (const WordInfo& word : item_words()) out.push_back(word.spelling);
  return out;
}

}  // namespace

Diagnostic Explainer::explain() const {
  if (error_.expected == Expected::nesting) return too_deep();
  if (auto found = unclosed_string()) return std::move(*found);
  if (auto found = foreign()) return std::move(*found);
  if (auto found = dashed_name()) return std::move(*found);
  if (auto found = in_state()) return std::move(*found);
  const Expected expected = error_.expected;
  if (expected == Expected::event || is_record()) return no_event();
  if (expected == Expected::item) return unknown_word(DiagnosticKind::unknown_item, "item", item_spellings());
  if (expected == Expected::clause) return after_clause();
  if (expected == Expected::duration) return duration();
  if (expected == Expected::operand) return missing_operand();
  if (expected == Expected::right_side) return right_side();
  if (expected == Expected::close_bracket) return close_bracket();
  if (expected == Expected::assignment) return assignment();
  if (expected == Expected::name && is_reserved(text(next_))) {
    return wanted("a name", fmt::format("`{}` is a word of the language: choose another name", text(next_)));
  }
  return wanted(what(expected).name, what(expected).help);
}

std::string Explainer::found() const {
  if (next_.kind == RoughKind::end) return "the end of the text";
  std::string_view shown = text(next_);
  constexpr std::size_t kMost = 40;
  if (shown.size() > kMost) return "a long token";
  return fmt::format("`{}`", shown);
}

Diagnostic Explainer::make(DiagnosticKind kind, Span at, std::string message, std::string help,
                           std::vector<Fix> fixes) const {
  return {.kind = kind,
          .span = at,
          .message = std::move(message),
          .label = "",
          .labels = {},
          .help = std::move(help),
          .fixes = std::move(fixes)};
}

Diagnostic Explainer::wanted(std::string_view what, std::string_view help) const {
  return make(DiagnosticKind::syntax, span(next_), fmt::format("found {} where {} is needed", found(), what),
              std::string(help));
}

Diagnostic Explainer::too_deep() const {
  return make(DiagnosticKind::nested_too_deep, span(next_), "the condition is nested more than 100 levels deep",
              "give its parts names with `def`");
}

// An error behind a string that holds a line end is most likely that string's missing quote.
std::optional<Diagnostic> Explainer::unclosed_string() const {
  const RoughToken* suspect = next_.kind == RoughKind::unclosed_string ? &next_ : nullptr;
  for (auto token = tokens_.rbegin(); suspect == nullptr && token != tokens_.rend(); ++token) {
    const bool is_open = token->kind == RoughKind::unclosed_string ||
                         (token->kind == RoughKind::string && text(*token).find('\n') != std::string_view::npos);
    if (is_open) suspect = &*token;
  }
  if (suspect == nullptr) return std::nullopt;
  const std::string_view line = text(*suspect).substr(0, text(*suspect).find('\n'));
  const auto end = suspect->begin + static_cast<std::uint32_t>(line.size());
  return make(DiagnosticKind::unclosed_string, {source_, suspect->begin, end}, "the string is not closed",
              "end it with `\"`");
}

std::optional<Diagnostic> Explainer::foreign() const {
  if (error_.expected != Expected::clause && error_.expected != Expected::operand &&
      error_.expected != Expected::close_bracket && error_.expected != Expected::close_steps &&
      error_.expected != Expected::right_side) {
    return std::nullopt;
  }
  const std::string_view word = text(next_);
  if (word == "=") {
    return make(DiagnosticKind::single_equals, span(next_), "found `=`, which compares nothing",
                "equality is written `==`", {{span(next_), "=="}});
  }
  if (word.starts_with('\'')) {
    return make(DiagnosticKind::syntax, span(next_), "found a single quote",
                "strings stand in double quotes: \"text\"");
  }
  const auto ours = our_word_for(word);
  if (!ours) return std::nullopt;
  return make(DiagnosticKind::foreign_operator, span(next_), fmt::format("`{}` is not an operator here", word),
              fmt::format("write `{}`", *ours), {{span(next_), std::string(*ours)}});
}

// `rule my-rule`: a dash right behind a word that the grammar takes for a whole name.
std::optional<Diagnostic> Explainer::dashed_name() const {
  const bool is_behind_word = last() != nullptr && last()->kind == RoughKind::word && last()->end == next_.begin;
  if (!is_behind_word || is_reserved(text(*last())) || !text(next_).starts_with('-')) return std::nullopt;
  const std::string_view written = text_.substr(last()->begin, any_name_length(text_.substr(last()->begin)));
  if (written.find('-') == std::string_view::npos) return std::nullopt;
  const Span whole{source_, last()->begin, last()->begin + static_cast<std::uint32_t>(written.size())};
  std::string name(written);
  std::replace(name.begin(), name.end(), '-', '_');
  std::string help = fmt::format("names have letters, digits and `_`: write `{}`", name);
  if (tokens_.size() == 2) return make(DiagnosticKind::syntax, whole, "found `-` in a name", help, {{whole, name}});
  if (behind_condition()) help += "; a field that is named so stands in backticks";
  return make(DiagnosticKind::syntax, whole, "found `-` in a name", std::move(help));
}

Diagnostic Explainer::unknown_word(DiagnosticKind kind, std::string_view what,
                                   const std::vector<std::string_view>& known) const {
  const std::string_view word = text(next_);
  if (next_.kind != RoughKind::word)
    return wanted(fmt::format("an {}", what),
                  "a file holds `pack`, `use`, `param`, `list`, `table`, `def`, `sample`, `rule` and `tune`");
  if (const auto near = closest(word, known)) {
    return make(kind, span(next_), fmt::format("`{}` begins no {}", word, what),
                fmt::format("did you mean `{}`?", *near), {{span(next_), std::string(*near)}});
  }
  return make(kind, span(next_), fmt::format("`{}` begins no {}", word, what),
              "a file holds `pack`, `use`, `param`, `list`, `table`, `def`, `sample`, `rule` and `tune`");
}

bool Explainer::at_next_item() const {
  const bool at_line_start = next_.begin == 0 || text_[next_.begin - 1] == '\n';
  return at_line_start && next_.kind == RoughKind::word && find_item_word(text(next_)).has_value();
}

Diagnostic Explainer::unclosed_brace() const {
  if (tokens_.empty()) return missing_operand();
  const auto open = std::find_if(tokens_.begin(), tokens_.end(), [&](const RoughToken& t) { return text(t) == "{"; });
  if (open == tokens_.end()) return wanted("more");
  return make(DiagnosticKind::unclosed_bracket, span(*open), "the `{` is not closed",
              fmt::format("close `{} {}` with `}}`", text(tokens_[0]), tokens_.size() > 1 ? text(tokens_[1]) : ""));
}

// An event is JSON; where it stops being so is looked for.
Diagnostic Explainer::no_event() const {
  if (text(next_) != "{")
    return wanted(what(Expected::event).name, "an event is a JSON object: `{\"eventName\": \"StopLogging\"}`");
  const JsonExtent json = find_json_value(text_.substr(next_.begin));
  const auto at = next_.begin + static_cast<std::uint32_t>(json.end);
  const Span broken{source_, at, std::max(at, rough_token(text_, at).end)};
  Diagnostic diagnostic =
      json.is_too_deep
          ? make(DiagnosticKind::bad_event, broken,
                 fmt::format("the event is nested more than {} levels deep", kMaxJsonDepth))
          : make(DiagnosticKind::bad_event, broken, "the event is not JSON",
                 "keys and strings stand in double quotes, no comma stands before a closing bracket, and there are "
                 "no comments");
  diagnostic.labels.push_back({span(next_), "the event begins here"});
  return diagnostic;
}

// `{` where a test may have a record, first or behind another one.
bool Explainer::is_record() const {
  const Expected expected = error_.expected;
  return text(next_) == "{" && (expected == Expected::feed || (expected == Expected::clause && last_is("}")));
}

Diagnostic Explainer::assignment() const {
  const std::string_view item = tokens_.empty() ? std::string_view() : text(tokens_[0]);
  if (item == "def") return wanted("`=`", "write `def name = condition` or `def name(a, b) = condition`");
  if (item == "param") return wanted("`=`", "write `param name = 20`");
  if (item == "sample") return wanted("`=`", "write `sample name = {\"eventName\": \"GetUser\"}`");
  return wanted("`=`", "write `mock table(\"key\") = {\"column\": \"value\"}`");
}

Diagnostic explain_syntax_error(const SourceFile& file, SourceId source, std::uint32_t item_begin,
                                const SyntaxError& error) {
  return Explainer(file, source, item_begin, error).explain();
}

}  // namespace spoor
