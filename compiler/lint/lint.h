#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "compiler/closed.h"
#include "compiler/compile.h"
#include "compiler/lint/lint_info.h"
#include "lang/clause.h"
#include "lang/diagnostic.h"

namespace spoor {

// What a site says of lints; spoor.toml and options fill it.
struct LintSettings {
  std::map<DiagnosticKind, Severity> levels;  // of the lints that do not have their own
  bool is_strict = false;                     // every lint is a warning at least, whatever its row says
  std::vector<MetaKey> required_metadata = {MetaKey::title, MetaKey::severity};
  std::optional<std::set<Level>> severities;  // that rules may have; none: any
  std::chrono::sys_days today{};              // for exceptions that are over

  Severity level(DiagnosticKind lint) const;
  bool asks(DiagnosticKind lint) const { return level(lint) != Severity::off; }
};

// What a lint looks at: a compilation, with errors or without. Rules, clauses and expressions that have errors are not
// in it.
struct LintSubject {
  const Inspected& rules;
  const std::set<SourceId>& files;  // of which lints speak; the others are packs that are only used
  const LintSettings& settings;

  const Sources& sources() const { return rules.compiled.sources; }
  const ClosedTree& tree() const { return rules.tree; }
  bool is_of_files(Span span) const { return files.contains(span.source); }
  // Where a finding about a node belongs: where it was written, or where the rule says so if that is a used pack's def.
  Span place(NodeId node) const;
};

// How deep lints follow conditions in conditions; what lies below is not known.
inline constexpr int kMostLevels = 400;

// One file of compiler/lint for each row of checks.def: adds what it finds to `out`. Lints that are off may be left
// out, to save time; run_lints() drops them anyway.
#define CHECK(name) void lint_##name(const LintSubject& subject, Diagnostics& out);
#include "compiler/lint/checks.def"
#undef CHECK

// What all checks of checks.def find in the files, with their levels; neither sorted nor silenced.
Diagnostics run_lints(const LintSubject& subject);

// Gives findings of lints the levels of the settings, and drops those that are off.
void set_levels(const LintSettings& settings, Diagnostics& findings);

// Drops what comments `# allow: id reason` of the files silence, and adds what is wrong with these comments. To be
// called once, with the findings of all lints: an allow that silences none of them is a finding. `skipped` has lints
// that were not run, whose allows may stand.
void silence(const LintSubject& subject, const std::set<DiagnosticKind>& skipped, Diagnostics& findings);

}  // namespace spoor
