// The engine against the oracle, on rules and records that nobody wrote. SPOOR_ORACLE_CASES sets how many pairs,
// SPOOR_ORACLE_SEED where to begin; what fails is made smaller and printed with its seed.
#include <gtest/gtest.h>

#include <cstdlib>

#include "compiler/compile.h"
#include "runtime/match/matcher.h"
#include "tests/oracle/evaluate.h"
#include "tests/oracle/generate.h"

namespace spoor::oracle {
namespace {

constexpr std::size_t kRulesInBatch = 20;
constexpr std::size_t kRecordsInBatch = 40;

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

class NoPacks : public Source {
 public:
  tl::expected<std::vector<SourceText>, std::string> pack(std::string_view) const override {
    return tl::unexpected(std::string("no packs"));
  }
  std::vector<std::string> pack_names() const override { return {}; }
};

std::string file_of(const std::vector<std::string>& conditions) {
  std::string file = Generator::definitions();
  for (std::size_t i = 0; i < conditions.size(); ++i)
    file += "rule r" + std::to_string(i) + " { where " + conditions[i] + " }\n";
  return file;
}

CompileRequest request_of(const std::vector<std::string>& conditions) {
  return {{{"generated.spoor", file_of(conditions)}}, {}};
}

// What engine and oracle say of every rule and record; `engine` also by way of a saved Program.
struct Both {
  explicit Both(const std::vector<std::string>& conditions) {
    const NoPacks source;
    typed = type_check(request_of(conditions), source);
    Compiled compiled = compile(request_of(conditions), source);
    for (const Diagnostic& d : compiled.diagnostics) diagnostics += render(d, compiled.sources, false);
    if (has_error(compiled.diagnostics)) return;
    auto loaded = load(save(compiled.program));
    if (!loaded) {
      diagnostics += loaded.error();
      return;
    }
    auto prepared = PreparedProgram::make(std::move(*loaded));
    if (prepared)
      matcher = std::make_unique<Matcher>(*prepared);
    else
      diagnostics += prepared.error();
  }

  std::vector<bool> engine(const std::string& record) {
    const auto owned = OwnedRecord::read(record);
    std::vector<bool> out(typed.tree.rules.size());
    if (!owned) return out;
    for (const Index rule : matcher->match(owned->record())) out[rule] = true;
    return out;
  }

  std::vector<bool> oracle(const std::string& record) {
    std::vector<bool> out;
    const auto json = read_json(record);
    for (const closed::Rule& rule : typed.tree.rules) out.push_back(json && holds(typed.tree, rule.where, *json));
    return out;
  }

  bool disagree(const std::string& record) { return matcher && engine(record) != oracle(record); }

  Typed typed;
  std::unique_ptr<Matcher> matcher;
  std::string diagnostics;
};

// Drops spans of the record as long as the two still disagree.
std::string shrunk(Both& both, std::string record) {
  for (std::size_t length = record.size() / 2; length > 0; length /= 2) {
    for (std::size_t at = 1; at + length < record.size();) {
      std::string shorter = record;
      shorter.erase(at, length);
      if (OwnedRecord::read(shorter) && read_json(shorter) && both.disagree(shorter))
        record = shorter;
      else
        ++at;
    }
  }
  return record;
}

void report(const std::string& condition, const std::string& record, std::uint64_t seed) {
  Both alone({condition});
  const bool is_alone = alone.disagree(record);
  const std::string small = is_alone ? shrunk(alone, record) : record;
  ADD_FAILURE() << "rule:   " << condition << "\nrecord: " << small << "\nengine: " << alone.engine(small)[0]
                << "  oracle: " << alone.oracle(small)[0] << (is_alone ? "" : "  (only beside the other rules)")
                << "\nrepeat: SPOOR_ORACLE_SEED=" << seed;
}

TEST(Oracle, AgreesWithTheEngine) {
  const std::uint64_t cases = setting("SPOOR_ORACLE_CASES", 200'000);
  const std::uint64_t first = setting("SPOOR_ORACLE_SEED", 1);
  const std::uint64_t batches = cases / (kRulesInBatch * kRecordsInBatch) + 1;
  std::uint64_t pairs = 0, matches = 0, failures = 0;
  for (std::uint64_t seed = first; seed < first + batches && failures < 3; ++seed) {
    Generator generator(seed);
    std::vector<std::string> conditions;
    for (std::size_t i = 0; i < kRulesInBatch; ++i) conditions.push_back(generator.condition(3));
    Both both(conditions);
    ASSERT_EQ(both.diagnostics, "") << "seed " << seed;
    for (std::size_t r = 0; r < kRecordsInBatch && failures < 3; ++r) {
      const std::string record = generator.record();
      ASSERT_EQ(OwnedRecord::read(record) != nullptr, read_json(record).has_value()) << record;
      const auto engine = both.engine(record), oracle = both.oracle(record);
      for (std::size_t i = 0; i < conditions.size(); ++i) {
        ++pairs;
        matches += oracle[i] ? 1 : 0;
        if (engine[i] == oracle[i]) continue;
        ++failures;
        report(conditions[i], record, seed);
      }
    }
  }
  EXPECT_GT(matches * 10, pairs);
  EXPECT_LT(matches * 10, pairs * 9);
}

// The table of spec/values-and-truth.md: a row is a record's `p`, a column a condition.
TEST(Oracle, HoldsTheTruthTable) {
  const std::vector<std::string> columns = {"p == \"x\"",
                                            "p != \"x\"",
                                            "p < 5",
                                            "p >= 5",
                                            "exists p",
                                            "exists p and p != \"x\"",
                                            "any v in p: (v != \"x\")",
                                            "all v in p: (v == \"x\")",
                                            "none v in p: (v == \"x\")"};
  const std::vector<std::pair<std::string, std::string>> rows = {{"{}", "FTFFFFFFT"},
                                                                 {"{\"p\":\"x\"}", "TFFFTFFTF"},
                                                                 {"{\"p\":\"y\"}", "FTFFTTTFT"},
                                                                 {"{\"p\":[\"x\",\"y\"]}", "TFFFTFTFF"},
                                                                 {"{\"p\":3}", "FTTFTTTFT"}};
  Both both(columns);
  ASSERT_EQ(both.diagnostics, "");
  for (const auto& [record, expected] : rows) {
    const auto engine = both.engine(record), oracle = both.oracle(record);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      EXPECT_EQ(engine[i], expected[i] == 'T') << columns[i] << " on " << record;
      EXPECT_EQ(oracle[i], expected[i] == 'T') << columns[i] << " on " << record;
    }
  }
}

// Double negation, De Morgan and `!=` as the negation of `==`, whatever the condition.
TEST(Oracle, KeepsTheLawsOfLogic) {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    Generator generator(seed + 1'000'000);
    const std::string a = generator.condition(2), b = generator.condition(2);
    Both both({a, "not not (" + a + ")", "not (" + a + " and " + b + ")", "not (" + a + ") or not (" + b + ")",
               "p.a != b", "not (p.a == b)", "a ==~ \"AB\"", "lower(a) == \"ab\""});
    ASSERT_EQ(both.diagnostics, "") << a << "\n" << b;
    for (int r = 0; r < 20; ++r) {
      const std::string record = generator.record();
      const auto engine = both.engine(record);
      for (std::size_t i = 0; i < engine.size(); i += 2)
        EXPECT_EQ(engine[i], engine[i + 1]) << i << " " << record << a << b;
    }
  }
}

}  // namespace
}  // namespace spoor::oracle
