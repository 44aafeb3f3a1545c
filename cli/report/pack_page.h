#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cli/report/rule_calls.h"
#include "cli/report/site_values.h"
#include "compiler/compile.h"
#include "lang/clause.h"

namespace spoor {

// Packs as a page shows them: texts, in the order in which they are shown, so that writers need nothing else. Nothing
// in it hangs on the day, on where the rules stand, or on the order in which files were given.

struct PackHeader {
  std::string name;
  std::string title, version, license;
  std::vector<std::string> text;  // paragraphs: what its header says, or its file begins with
  std::vector<SiteValue> values;
};

struct RulePage {
  std::string name;  // with its pack's
  std::string title;
  Level level{};
  std::vector<std::string> attack;  // ids
  std::string description, runbook;
  std::vector<std::string> falsepositives, refs, tags;
  struct Fact {
    std::string_view key;
    std::vector<std::string> values;
  };
  std::vector<Fact> facts;  // the rest of its metadata: `status`, `author`
  CallsBySource calls;
  std::string condition;           // `where`, memory, `dedup` and exceptions, as written
  std::string memory;              // `count >= 20 by actor within 5m`; empty: it has none
  std::vector<std::string> steps;  // of its memory
  std::size_t firing_tests = 0, silent_tests = 0;
  bool is_tuned = false;  // a site changed it

  std::vector<std::string> services() const;  // `iam` of `iam.amazonaws.com`; of other sources the whole
};

// The rules of one file, by name.
struct ThemePage {
  std::string name;               // of the file, without folder and ending
  std::vector<std::string> text;  // what it begins with
  std::vector<RulePage> rules;
};

// A technique that rules name, or a tactic.
struct TechniquePage {
  std::string id;
  std::string name;  // empty: ATT&CK has no such technique
  std::vector<std::string> tactics;
  std::vector<std::string> rules;  // names
};

struct PackPage {
  std::vector<PackHeader> packs;
  std::vector<ThemePage> themes;
  std::vector<TechniquePage> techniques;  // ascending by id
  std::vector<std::string> tactics;       // that they serve, in the order of an attack

  std::size_t rule_count() const;
  std::string title() const;
  const TechniquePage* find_technique(std::string_view id) const;
  std::vector<std::string> tactics_of(const RulePage& rule) const;
};

// Of the rules that are chosen, by index in the Program. REQUIRES: they compiled.
PackPage make_pack_page(const Inspected& inspected, const std::vector<bool>& chosen);

// The page in its forms, whole.
std::string markdown_page(const PackPage& page);
std::string html_page(const PackPage& page);        // fetches nothing, works without JavaScript
std::string navigator_layer(const PackPage& page);  // of MITRE ATT&CK Navigator, version 4.5

}  // namespace spoor
