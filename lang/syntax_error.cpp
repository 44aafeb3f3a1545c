#include "lang/syntax_error.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "lang/clause.h"
#include "lang/foreign_word.h"
#include "lang/lexeme.h"
#include "lang/operator.h"
#include "lang/suggest.h"
#include "lang/token_scan.h"
#include "lang/values/json_text.h"

namespace spoor {

namespace {

struct Wanted {
  std::string_view name;
  std::string_view help;
};

Wanted what(Expected expected) {
  static constexpr Wanted kRows[] = {
#define EXPECTED(id, what, help) {what, help},
#include "lang/expected.def"
#undef EXPECTED
  };
  return kRows[static_cast<std::size_t>(expected)];
}

std::vector<std::string_view> spellings(std::span<const WordInfo> words) {
  std::vector<std::string_view> out;
  for (const WordInfo& word : words) out.push_back(word.spelling);
  return out;
}

std::vector<std::string_view> word_operators() {
  std::vector<std::string_view> out = {"and", "or", "not", "exists"};
  for (const OperatorInfo& op : operators()) {
    if (is_word_start(op.spelling[0])) out.push_back(op.spelling);
  }
  return out;
}

// All that may begin a clause of a rule.
std::vector<std::string_view> clause_spellings() {
  std::vector<std::string_view> out = spellings(clause_words());
  for (const WordInfo& key : meta_keys()) out.push_back(key.spelling);
  return out;
}

class Explainer {
 public:
  Explainer(const SourceFile& file, SourceId source, std::uint32_t item_begin, const SyntaxError& error)
      : text_(file.text()),
        source_(source),
        error_(error),
        tokens_(rough_tokens(text_, item_begin, error.offset)),
        next_(rough_token(text_, error.offset)) {}

  Diagnostic explain() const {
    if (error_.expected == Expected::nesting) return too_deep();
    if (auto found = unclosed_string()) return std::move(*found);
    if (auto found = foreign()) return std::move(*found);
    if (auto found = dashed_name()) return std::move(*found);
    const Expected expected = error_.expected;
    if (expected == Expected::event || is_record()) return no_event();
    if (expected == Expected::item) return unknown_word(DiagnosticKind::unknown_item, "item", spellings(item_words()));
    if (expected == Expected::clause) return after_clause();
    if (expected == Expected::operand) return missing_operand();
    if (expected == Expected::right_side) return right_side();
    if (expected == Expected::close_bracket) return close_bracket();
    if (expected == Expected::assignment) return assignment();
    if (expected == Expected::name && is_reserved(text(next_))) {
      return wanted("a name", fmt::format("`{}` is a word of the language: choose another name", text(next_)));
    }
    return wanted(what(expected).name, what(expected).help);
  }

 private:
  std::string_view text(const RoughToken& token) const { return text_.substr(token.begin, token.end - token.begin); }
  Span span(const RoughToken& token) const { return {source_, token.begin, token.end}; }
  const RoughToken* last() const { return tokens_.empty() ? nullptr : &tokens_.back(); }
  bool last_is(std::string_view word) const { return last() != nullptr && text(*last()) == word; }

  std::string found() const {
    if (next_.kind == RoughKind::end) return "the end of the text";
    std::string_view shown = text(next_);
    constexpr std::size_t kMost = 40;
    if (shown.size() > kMost) return "a long token";
    return fmt::format("`{}`", shown);
  }

  Diagnostic make(DiagnosticKind kind, Span at, std::string message, std::string help = {},
                  std::vector<Fix> fixes = {}) const {
    return {.kind = kind,
            .span = at,
            .message = std::move(message),
            .label = "",
            .labels = {},
            .help = std::move(help),
            .fixes = std::move(fixes)};
  }

  Diagnostic wanted(std::string_view what, std::string_view help = {}) const {
    return make(DiagnosticKind::syntax, span(next_), fmt::format("found {} where {} is needed", found(), what),
                std::string(help));
  }

  Diagnostic too_deep() const {
    return make(DiagnosticKind::nested_too_deep, span(next_), "the condition is nested more than 100 levels deep",
                "give its parts names with `def`");
  }

  // An error behind a string that holds a line end is most likely that string's missing quote.
  std::optional<Diagnostic> unclosed_string() const {
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

  std::optional<Diagnostic> foreign() const {
    if (error_.expected != Expected::clause && error_.expected != Expected::operand &&
        error_.expected != Expected::close_bracket && error_.expected != Expected::right_side) {
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
  std::optional<Diagnostic> dashed_name() const {
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

  Diagnostic unknown_word(DiagnosticKind kind, std::string_view what,
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

  // Behind a whole clause there may be another, or `}`; and an operator that was meant to go on.
  Diagnostic after_clause() const {
    if (const RoughToken* word = swallowed_a_clause()) return dangling_operator(*word);
    if (next_.kind == RoughKind::end || at_next_item()) return unclosed_brace();
    if (next_.kind != RoughKind::word) return after_condition();
    const std::string_view word = text(next_);
    const RoughToken behind = rough_token(text_, next_.end);
    const bool may_be_operator = behind_condition() && behind.begin < text_.size() && text(behind) != "{";
    const auto op = may_be_operator ? closest(word, word_operators()) : std::nullopt;
    if (op) {
      return make(DiagnosticKind::unknown_operator, span(next_), fmt::format("`{}` is no operator", word),
                  fmt::format("did you mean `{}`?", *op), {{span(next_), std::string(*op)}});
    }
    if (const auto clause = closest(word, clause_spellings())) {
      return make(DiagnosticKind::unknown_clause, span(next_), fmt::format("`{}` begins no clause", word),
                  fmt::format("did you mean `{}`?", *clause), {{span(next_), std::string(*clause)}});
    }
    if (behind_condition()) return after_condition();
    return make(
        DiagnosticKind::unknown_clause, span(next_), fmt::format("`{}` begins no clause", word),
        "a rule holds `where`, `except`, `dedup`, `emit`, `test` and metadata such as `title`, `severity`, `attack`");
  }

  Diagnostic after_condition() const {
    if (!behind_condition()) return wanted("a clause or `}`");
    if (next_.kind == RoughKind::word && last() != nullptr && last()->kind == RoughKind::word) {
      const RoughToken behind = rough_token(text_, next_.end);
      if (behind.kind == RoughKind::string || behind.kind == RoughKind::regex) {
        return make(DiagnosticKind::unknown_operator, span(next_), fmt::format("`{}` is no operator", text(next_)),
                    "the word operators are `in`, `contains`, `startswith`, `endswith`, `like` and `matches`");
      }
    }
    const bool may_begin = next_.kind != RoughKind::symbol || text(next_) == "(" || text(next_) == "`";
    if (may_begin) {
      return make(DiagnosticKind::missing_connective, span(next_),
                  fmt::format("found {} right behind a condition", found()), "missing `and` or `or`?");
    }
    return wanted("`and`, `or`, or the end of the condition");
  }

  // True if the words before the error are those of a condition, not of metadata.
  bool behind_condition() const {
    for (auto token = tokens_.rbegin(); token != tokens_.rend(); ++token) {
      if (token->kind != RoughKind::word) continue;
      if (text(*token) == "where") return true;
      if (find_meta_key(text(*token)) && token + 1 != tokens_.rend() && !continues(*(token + 1))) return false;
    }
    return tokens_.empty() || (text(tokens_.front()) != "pack" && text(tokens_.front()) != "rule");
  }

  // Whether a condition goes on behind the token, so that a word there is part of it.
  bool continues(const RoughToken& token) const {
    const std::string_view word = text(token);
    return token.kind == RoughKind::symbol ? word != ")" && word != "}" && word != "]" && word != "{"
                                           : is_reserved(word) || word == "where";
  }

  bool at_next_item() const {
    const bool at_line_start = next_.begin == 0 || text_[next_.begin - 1] == '\n';
    return at_line_start && next_.kind == RoughKind::word && find_item_word(text(next_)).has_value();
  }

  Diagnostic unclosed_brace() const {
    if (tokens_.empty()) return missing_operand();
    const auto open = std::find_if(tokens_.begin(), tokens_.end(), [&](const RoughToken& t) { return text(t) == "{"; });
    if (open == tokens_.end()) return wanted("more");
    return make(DiagnosticKind::unclosed_bracket, span(*open), "the `{` is not closed",
                fmt::format("close `{} {}` with `}}`", text(tokens_[0]), tokens_.size() > 1 ? text(tokens_[1]) : ""));
  }

  // `... and` at a line's end takes the next line's `severity` for a field. The operator that did so, or nothing.
  const RoughToken* swallowed_a_clause() const {
    if (tokens_.size() < 2 || last()->kind != RoughKind::word) return nullptr;
    const std::string_view word = text(*last());
    if (!find_meta_key(word) && !find_clause_word(word)) return nullptr;
    const RoughToken& before = tokens_[tokens_.size() - 2];
    const std::string_view between = text_.substr(before.end, last()->begin - before.end);
    const std::string_view op = text(before);
    const bool is_operator = is_reserved(op) || find_operator(op);
    return is_operator && between.find('\n') != std::string_view::npos ? &before : nullptr;
  }

  bool condition_ends_here() const {
    if (next_.kind == RoughKind::end || text(next_) == "}" || text(next_) == ")" || at_next_item()) return true;
    return next_.kind == RoughKind::word && (find_meta_key(text(next_)) || find_clause_word(text(next_)));
  }

  Diagnostic missing_operand() const {
    const bool dangling = last_is("and") || last_is("or") || last_is("not");
    if (dangling && condition_ends_here()) return dangling_operator(*last());
    // `and or`, `and and`: the second has nothing on its left.
    if (next_.kind == RoughKind::word && is_reserved(text(next_))) {
      return make(DiagnosticKind::syntax, span(next_),
                  fmt::format("found `{}` where a condition is needed", text(next_)),
                  find_operator(text(next_)) ? "an operator needs a path on its left"
                                             : "a field of this name is written in backticks");
    }
    return wanted("a condition",
                  "a condition is a test such as `eventName == \"StopLogging\"`, `exists p`, or a def's name");
  }

  Diagnostic dangling_operator(const RoughToken& word) const {
    return make(DiagnosticKind::dangling_operator, span(word), fmt::format("the condition ends with `{}`", text(word)),
                fmt::format("write what comes after it, or take `{}` away", text(word)));
  }

  // An event is JSON; where it stops being so is looked for.
  Diagnostic no_event() const {
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
  bool is_record() const {
    const Expected expected = error_.expected;
    return text(next_) == "{" && (expected == Expected::feed || (expected == Expected::clause && last_is("}")));
  }

  Diagnostic assignment() const {
    const std::string_view item = tokens_.empty() ? std::string_view() : text(tokens_[0]);
    if (item == "def") return wanted("`=`", "write `def name = condition` or `def name(a, b) = condition`");
    if (item == "param") return wanted("`=`", "write `param name = 20`");
    if (item == "sample") return wanted("`=`", "write `sample name = {\"eventName\": \"GetUser\"}`");
    return wanted("`=`", "write `mock table(\"key\") = {\"column\": \"value\"}`");
  }

  Diagnostic right_side() const {
    if (next_.kind == RoughKind::regex) {
      return wanted("a string", "regular expressions go with `matches`");
    }
    if (text(next_) == "(") return wanted("a value", "several literals go with `in`: `in (\"a\", \"b\")`");
    if (text(next_) == "all")
      return wanted("`(`", "`all` goes before a list in parentheses: `contains all (\"a\", \"b\")`");
    return wanted("a value", "a string stands in double quotes; a path is written bare");
  }

  Diagnostic close_bracket() const {
    int depth = 0;
    const RoughToken* open = nullptr;
    for (auto token = tokens_.rbegin(); open == nullptr && token != tokens_.rend(); ++token) {
      if (token->kind != RoughKind::symbol) continue;
      const std::string_view word = text(*token);
      if (word == ")" || word == "]") ++depth;
      if ((word == "(" || word == "[") && depth-- == 0) open = &*token;
    }
    if (open == nullptr) return wanted("`,` or `}`");
    if (!condition_ends_here() || text(next_) == ")") return inside_brackets(*open);
    return make(DiagnosticKind::unclosed_bracket, span(*open), fmt::format("the `{}` is not closed", text(*open)),
                text(*open) == "(" ? "close it with `)`" : "close it with `]`");
  }

  // The bracket is not closed because something stands in the way.
  Diagnostic inside_brackets(const RoughToken& open) const {
    if (next_.kind == RoughKind::word) {
      if (const auto op = closest(text(next_), word_operators())) {
        return make(DiagnosticKind::unknown_operator, span(next_), fmt::format("`{}` is no operator", text(next_)),
                    fmt::format("did you mean `{}`?", *op), {{span(next_), std::string(*op)}});
      }
    }
    Diagnostic diagnostic = text(next_) == "," ? wanted("`)`, `and` or `or`",
                                                        "several literals go with `in`, or are a list with a name: "
                                                        "`list names = [\"a\", \"b\"]`")
                                               : wanted(text(open) == "[" ? "`,` or `]`" : "`,`, `)`, `and` or `or`");
    diagnostic.labels.push_back({span(open), "the bracket that is open here"});
    return diagnostic;
  }

  std::string_view text_;
  SourceId source_;
  SyntaxError error_;
  std::vector<RoughToken> tokens_;  // of the item, before the error
  RoughToken next_;
};

}  // namespace

Diagnostic explain_syntax_error(const SourceFile& file, SourceId source, std::uint32_t item_begin,
                                const SyntaxError& error) {
  return Explainer(file, source, item_begin, error).explain();
}

}  // namespace spoor
