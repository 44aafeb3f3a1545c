// The oracle knows every row of the language's tables: what it has no answer for holds for no record, or for all of
// them, and fails here.
#include <gtest/gtest.h>

#include <numeric>
#include <optional>

#include "lang/clause.h"
#include "lang/function.h"
#include "lang/operator.h"
#include "tests/oracle/both.h"
#include "tests/oracle/cases.h"
#include "tests/oracle/conditions.h"
#include "tests/oracle/records.h"
#include "tests/oracle/words.h"

namespace spoor::oracle {
namespace {

// Ways to ask one thing, of which one at least must hold for a record and one must not.
struct Asked {
  std::string what;
  Strings conditions;
};

// All in one Program, where they share what they can.
void expect_known(const std::vector<Asked>& all, std::size_t record_count) {
  Strings conditions;
  for (const Asked& asked : all) conditions.insert(conditions.end(), asked.conditions.begin(), asked.conditions.end());
  const Both both(Conditions::items(), conditions);
  ASSERT_EQ(both.diagnostics(), "");
  Random random(4'000'000);
  const std::vector<std::string> records = generate_records(random, record_count);
  std::vector<std::size_t> held(conditions.size());
  for (const std::string& record : records) {
    const auto engine = both.engine(record), oracle = both.oracle(record);
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      held[i] += oracle[i] ? 1 : 0;
      ASSERT_EQ(engine[i], oracle[i]) << both.disagreement(i, record);
    }
  }
  auto first = held.begin();
  for (const Asked& asked : all) {
    const auto last = first + std::ssize(asked.conditions);
    const std::size_t total = std::accumulate(first, last, std::size_t{0});
    EXPECT_GT(total, 0U) << asked.what << " never holds";
    EXPECT_LT(total, records.size() * asked.conditions.size()) << asked.what << " always holds";
    first = last;
  }
}

std::string call_of(const FunctionInfo& function, const std::string& path) {
  std::string args = function.name == "case" ? "exists " + path : path;
  for (std::uint8_t i = 1; i < function.minimum_arguments; ++i) args += function.name == "split" ? ", \"a\"" : ", b";
  std::string call = std::string(function.name) + "(" + args + ")";
  if (!function.part.empty()) (call += ".") += function.part;
  return call;
}

TEST(Coverage, EveryFunctionGivesValues) {
  std::vector<Asked> all;
  for (const FunctionInfo& function : functions()) {
    Asked asked{call_of(function, "p"), {}};
    const bool is_condition = function.result == FunctionResult::truth;
    for (const std::string path : {"a", "b", "c", "d", "items", "a.a", "items.a", "deep"}) {
      asked.conditions.push_back((is_condition ? "" : "exists ") + call_of(function, path));
      // What is always there is known by its value.
      if (function.name == "count") asked.conditions.push_back(call_of(function, path) + " == 1");
    }
    all.push_back(std::move(asked));
  }
  expect_known(all, share_of_cases(3000, 1000));
}

Strings rights_of(RightSide right) {
  switch (right) {
    case RightSide::value: return {"\"ab\"", "1", "true", "10.0.0.0/8", "2024-04-10", "b", "some_word"};
    case RightSide::ordered: return {"2", "2024-04-10", "2024-04-10T01:00:00Z", "b", "most", "some_day"};
    case RightSide::set:
      return {"(\"a\", \"f\")", "(1..5, true)", "(10.0.0.0/8, ::1)", "(2024-04-10)", "words", "nets", "codes", "filed",
              "blocks",         "rows",         "some_word"};
    case RightSide::strings: return {"\"a\"", "(\"b\", \"f\")", "all (\"a\", \"b\")", "b", "some_word", "(texts)"};
    case RightSide::globs: return {"\"a*\"", "(\"?b\", \"*1*\")", "all (\"a*\", \"*b\")"};
    case RightSide::regexes: return {"/a/", "(/^b/, /[0-9]$/)", "all (/a/, /b/)"};
  }
  return {};
}

TEST(Coverage, EveryOperatorHoldsAndFails) {
  std::vector<Asked> all;
  for (const OperatorInfo& op : operators()) {
    Strings spellings = {std::string(op.spelling)};
    if (op.can_fold) spellings.push_back(std::string(op.spelling) + "~");
    if (op.can_negate) spellings.push_back("not " + std::string(op.spelling));
    for (const std::string& spelling : spellings) {
      Asked asked{spelling, {}};
      for (const std::string& right : rights_of(op.right)) {
        for (const std::string path : {"a", "c", "items.a"})
          asked.conditions.push_back(path + " " + spelling + " " + right);
      }
      all.push_back(std::move(asked));
    }
  }
  expect_known(all, share_of_cases(3000, 1000));
}

// The rule of a file that has nothing but this clause beside its condition; nothing for what is no matter of one rule
// and one record, and is tested elsewhere. A clause that is added must say here which it is.
std::optional<std::string> rule_with(ClauseWord word) {
  switch (word) {
    case ClauseWord::where: return "a == \"ab\"";
    case ClauseWord::except: return "exists a except x when a == \"ab\" or a == 1";
    case ClauseWord::emit: return "exists a emit \"{a}\" { a: a }";
    case ClauseWord::dedup:  // tests/runtime/scan/dedup_test.cpp
    case ClauseWord::test:   // spec/tests.md
    case ClauseWord::disable:
    case ClauseWord::enable:  // spec/packs-and-tuning.md
    case ClauseWord::count:
    case ClauseWord::distinct:
    case ClauseWord::sum:
    case ClauseWord::ratio:
    case ClauseWord::first:
    case ClauseWord::spike:
    case ClauseWord::sequence:
    case ClauseWord::together: return std::nullopt;
  }
  return std::nullopt;
}

TEST(Coverage, EveryClauseOfOneRecordIsKnown) {
  std::vector<Asked> all;
  for (std::size_t i = 0; i < clause_words().size(); ++i) {
    if (const auto rule = rule_with(static_cast<ClauseWord>(i)))
      all.push_back({std::string(clause_words()[i].spelling), {*rule}});
  }
  expect_known(all, 3000);
}

}  // namespace
}  // namespace spoor::oracle
