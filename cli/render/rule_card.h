#pragma once

#include <string>
#include <vector>

#include "compiler/program/program.h"
#include "compiler/test_case.h"
#include "lang/clause.h"
#include "lang/source.h"

namespace spoor {

// What is known of a rule that is loaded, its metadata as sites tuned it. Views live as long as the Program and
// sources.
struct RuleCard {
  struct Meta {
    MetaKey key;
    std::vector<std::string_view> values;
  };

  std::string_view name;  // with its pack's
  std::string_view title;
  Level level{};
  std::vector<Meta> metas;         // in the order in which they stand
  std::string memory;              // `count >= 20 by actor within 5m`; empty: the rule has none
  std::vector<std::string> steps;  // of its memory, without their conditions: `create`, `not gone`, `until`
  std::size_t firing_tests = 0, silent_tests = 0;
  Span source;              // the whole rule
  std::vector<Span> tunes;  // each whole tuning of it, the last one counts

  // Of a key; empty if it is not there.
  std::vector<std::string_view> values(MetaKey key) const;
};

// `places` as compile() gives them.
RuleCard rule_card(const Program& program, Index rule, const std::vector<Span>& places,
                   const std::vector<TestCase>& tests);

// One object on one line; keys of metadata that may repeat are arrays.
std::string rule_json(const RuleCard& card, const Sources& sources, bool with_source);

// The rule as a page: what it is, tuning included, then its text as its file has it and that of each tuning.
std::string rule_page(const RuleCard& card, const Sources& sources, bool color);

}  // namespace spoor
