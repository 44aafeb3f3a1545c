#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/closed.h"
#include "compiler/lint/lint.h"
#include "runtime/scan/scan.h"

namespace spoor {

// What is counted over records: for how many a condition holds, and the first of them.
struct LoggedQuestion {
  std::vector<NodeId> all_of;  // nothing: every record
  std::uint64_t count = 0;
  Place first = {};
};

// Evaluates all questions on each record of the logs. The error says what is beyond a Program's limits.
tl::expected<Report, std::string> count_questions(const ClosedTree& tree, std::vector<LoggedQuestion>& questions,
                                                  const Walked& logs, unsigned threads, Progress& progress);

// A path, or a value that a path is compared with, at one place of a rule.
struct LoggedRead {
  Span place;
  std::string text;                  // as the language writes it
  std::size_t seen = 0;              // question: has any record this path or value
  std::size_t asked = 0;             // question: the records for which the rest of the condition holds
  std::optional<std::size_t> field;  // of a value: question whether a record of these has the path
};

struct LoggedReads {
  ClosedTree tree;  // with what the questions are made of
  std::vector<LoggedQuestion> questions;
  std::vector<LoggedRead> fields, values;
};

// What the files' rules read of records, and what they compare it with.
LoggedReads logged_reads(const LintSubject& subject);

}  // namespace spoor
