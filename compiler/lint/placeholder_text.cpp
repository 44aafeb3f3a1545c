#include <fmt/format.h>

#include <array>
#include <cctype>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "compiler/lint/lint.h"
#include "lang/values/fold.h"

// Metadata, messages and reasons of exceptions that were to be written later.
namespace spoor {

namespace {

// Found as words. Those in capitals only so: `todo` is a word of other languages.
constexpr auto kMarks = std::to_array<std::string_view>({"TODO", "FIXME", "XXX", "TBD"});
// Found in any case, as words.
constexpr auto kPhrases = std::to_array<std::string_view>(
    {"tbd", "fixme", "lorem ipsum", "to be written", "to be defined", "to be done", "changeme", "change me"});

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const bool begins = at == 0 || !is_word(text[at - 1]);
    const bool ends = at + word.size() == text.size() || !is_word(text[at + word.size()]);
    if (begins && ends) return true;
  }
  return false;
}

std::optional<std::string_view> placeholder_in(std::string_view text) {
  for (const std::string_view mark : kMarks) {
    if (has_word(text, mark)) return mark;
  }
  const std::string lower = folded(text);
  for (const std::string_view phrase : kPhrases) {
    if (has_word(lower, phrase)) return phrase;
  }
  if (text == "..." || text == "\u2026") return text;
  return std::nullopt;
}

class WrittenTexts {
 public:
  explicit WrittenTexts(Diagnostics& out) : out_(out) {}

  void look_at(const Ast& tree) {
    if (tree.pack) look_at(tree.pack->metas);
    for (const ast::Rule& rule : tree.rules) look_at(rule.clauses);
    for (const ast::Tune& tune : tree.tunes) look_at(tune.clauses);
  }

 private:
  void look_at(const ast::Clauses& clauses) {
    look_at(clauses.metas);
    if (clauses.emit) {
      for (const auto& part : clauses.emit->message) {
        const auto* text = std::get_if<std::string>(&part);
        if (text != nullptr) look(*text, clauses.emit->message_span);
      }
    }
    for (const ast::Exception& exception : clauses.exceptions) {
      if (exception.reason) look(*exception.reason, exception.span);
    }
  }

  void look_at(const std::vector<ast::Meta>& metas) {
    for (const ast::Meta& meta : metas) {
      for (const ast::Meta::Value& value : meta.values) {
        const auto* text = std::get_if<std::string>(&value.literal);
        if (text != nullptr) look(*text, value.span);
      }
    }
  }

  void look(std::string_view text, Span span) {
    const auto found = placeholder_in(text);
    if (!found) return;
    report(out_, DiagnosticKind::placeholder_text, span, fmt::format("this text is not written yet: `{}`", *found),
           "write it, or leave it out");
  }

  Diagnostics& out_;
};

}  // namespace

void lint_placeholder_text(const LintSubject& subject, Diagnostics& out) {
  WrittenTexts texts(out);
  for (const Ast& tree : subject.rules.trees.trees) {
    if (subject.files.contains(tree.source)) texts.look_at(tree);
  }
}

}  // namespace spoor
