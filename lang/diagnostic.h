#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lang/source.h"

namespace spoor {

// `off`: a lint that is not asked for.
enum class Severity : std::uint8_t { error, warning, note, off };
std::span<const std::string_view> severity_names();  // in the order of the enum
std::optional<Severity> find_severity(std::string_view name);

// Every finding about rules that Spoor can make, a row each in diagnostics.def.
enum class DiagnosticKind : std::uint16_t {
#define DIAGNOSTIC(id, code, severity, sentence) id,
#include "lang/diagnostics.def"
#undef DIAGNOSTIC
};

struct DiagnosticInfo {
  std::string_view id;        // snake case, stable
  std::string_view code;      // E0107, W0201
  Severity severity;          // of a lint unless a site says else
  std::string_view sentence;  // what it is about, for the reference page
  bool is_lint = false;
};
const DiagnosticInfo& info(DiagnosticKind kind);
std::size_t diagnostic_kind_count();

struct Label {
  Span span;
  std::string text;
};

// An edit that mends the cause: replaces the span's text. A lint's row says whether it is safe.
struct Fix {
  Span span;
  std::string replacement;
};

struct Diagnostic {
  DiagnosticKind kind;
  Span span;
  std::string message;                 // lower case, no full stop, names in backticks: what was found, then the rule
  std::string label;                   // under the span's carets; may be empty
  std::vector<Label> labels = {};      // other places that matter
  std::string help = {};               // what to do
  std::vector<Fix> fixes = {};         // together they mend it
  std::optional<Severity> level = {};  // as a site has it, where that is not the kind's own
};

using Diagnostics = std::vector<Diagnostic>;

// Adds a finding that has nothing to say under its carets.
void report(Diagnostics& out, DiagnosticKind kind, Span span, std::string message, std::string help = {},
            std::vector<Label> labels = {}, std::vector<Fix> fixes = {});

Severity severity_of(const Diagnostic& diagnostic);
bool has_error(const Diagnostics& diagnostics);

// By file, then place; what was said twice of one place is said once.
void sort_and_unique(Diagnostics& diagnostics);

// As a terminal shows it: header, place, source lines with carets, labels, help. `color` adds escape sequences.
std::string render(const Diagnostic& diagnostic, const Sources& sources, bool color);

}  // namespace spoor
