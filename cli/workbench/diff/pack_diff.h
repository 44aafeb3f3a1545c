#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lang/clause.h"

namespace spoor {

// What changed between two versions of packs, OLD and NEW, as texts: writers need nothing else.

// Of a version `major.minor.patch`, in rising order.
enum class VersionStep : std::uint8_t { none, patch, minor, major };
std::string_view to_text(VersionStep step);

enum class RuleChange : std::uint8_t {
#define CHANGE(id, is_of_meaning, step, sentence) id,
#include "cli/workbench/diff/changes.def"
#undef CHANGE
};

struct RuleChangeInfo {
  std::string_view id;
  bool is_of_meaning;
  VersionStep step;
  std::string_view sentence;
};
const RuleChangeInfo& info(RuleChange change);

// One thing that has another text; without one on a side on which it is not.
struct ChangedText {
  RuleChange change;
  std::string what;  // `where`, `step key`, `window`, `title`, `ops`
  std::optional<std::string> before = std::nullopt, after = std::nullopt;
};

// What a rule finds in logs, OLD and NEW.
struct ReplayedRule {
  struct Example {
    std::string file;
    std::uint64_t record = 0;  // from 1
  };
  std::uint64_t old_findings = 0, new_findings = 0;
  std::uint64_t both = 0, only_old = 0, only_new = 0;  // records at which it fires
  std::optional<Example> old_example, new_example;     // the first record at which only one of them fires
};

struct RuleDiff {
  std::string name;  // in NEW; of a rule that is gone in OLD
  std::string pack;
  std::string old_name;                  // of one that was renamed
  std::optional<Level> before, after;    // severities
  std::set<RuleChange> changes = {};     // not empty
  std::vector<ChangedText> texts = {};   // in the order of `changes`
  bool is_silent = false;                // it is disabled in both
  bool is_rewritten = false;             // what decides when it fires has another text in the rule itself
  std::vector<std::string> causes = {};  // what else it uses that has changed: `list own_accounts`, `def is_write`
  std::optional<ReplayedRule> replayed = std::nullopt;

  bool is_of_meaning() const;
  VersionStep step() const;
};

enum class NameKind : std::uint8_t { def, list, table, param, sample };
std::string_view to_text(NameKind kind);

enum class NameChange : std::uint8_t { added, removed, retyped, changed };
std::string_view to_text(NameChange change);

// A name that others may use or tune.
struct NameDiff {
  NameKind kind;
  NameChange change;
  std::string name;
  std::string pack;
  std::string before = {}, after = {};  // of params, types and numbers of parameters; empty: it would be too long
  // Of lists and tables: what came and went, the first ones of so many.
  struct Items {
    std::uint64_t count = 0;
    std::vector<std::string> first = {};
  };
  Items added = {}, removed = {};
  std::vector<std::string> rules = {};  // that use it, in NEW if it is there
  bool is_of_meaning = false;
  VersionStep step = VersionStep::patch;
};

struct PackVersion {
  std::string name;      // in NEW; of a pack that is gone in OLD
  std::string old_name;  // if that is another one
  bool is_added = false, is_removed = false;
  std::string before, after;             // versions of the headers; empty: there is none
  std::vector<ChangedText> header = {};  // what else they say
  VersionStep step = VersionStep::none;
  std::string least;                             // the next version; empty: none can be told
  std::optional<bool> is_enough = std::nullopt;  // NEW's version; nothing: none can be told
};

struct PackDiff {
  std::vector<PackVersion> packs;  // by name, as all of it
  std::vector<NameDiff> names;
  std::vector<RuleDiff> rules;   // that changed
  std::uint64_t same_rules = 0;  // all others
  bool is_replayed = false;

  bool is_of_meaning() const;
};

}  // namespace spoor
