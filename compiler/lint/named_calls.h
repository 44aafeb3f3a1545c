#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "compiler/lint/lint.h"

namespace spoor {

// A call by what a condition asks of it; nothing: it asks nothing.
struct NamedCall {
  std::optional<std::string> source;  // `s3.amazonaws.com`
  std::optional<std::string> name;    // without the date of its version if the condition leaves it out
  std::optional<NodeId> place;        // the test of its name
};

// Alternatives, one of which a record meets for which the condition holds; none: it holds for no record. Where there
// would be too many, they say less.
std::vector<NamedCall> named_calls(const ClosedTree& tree, NodeId condition);

// Files whose rules read CloudTrail records, as far as they say.
std::set<SourceId> files_on_cloudtrail(const LintSubject& subject);

// `A`, `B`, `C` and 4 more.
std::string names_text(const std::set<std::string>& names);

// Whether a node is this field of the record, by its dotted path.
bool is_field(const ClosedTree& tree, NodeId node, std::string_view path);

}  // namespace spoor
