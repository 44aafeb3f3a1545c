#include "tests/oracle/both.h"

#include "runtime/scan/message.h"
#include "tests/no_packs.h"
#include "tests/oracle/emitted.h"
#include "tests/oracle/evaluate.h"

namespace spoor::oracle {
namespace {

// No packs, and the files that Conditions::items() names.
class OracleSource : public test::NoPacks {
 public:
  tl::expected<std::string, std::string> data(std::string_view, std::string_view name) const override {
    if (name == "filed.txt") return std::string("a\nAb\n10.0.0.1\n");
    if (name == "blocks.txt") return std::string("10.0.0.0/8\n::/16\n");
    if (name == "rows.json") return std::string(R"({"a": {"b": "ab", "c": [1, {"a": 2}]}, "ab": {"a": true}})");
    if (name == "areas.csv") return std::string("net,a,b\n10.0.0.0/8,a,1\n10.0.0.0/31,b,\n::1,\"\",ab\n");
    return tl::unexpected(std::string("no such file"));
  }
};

// Drops spans of the record as long as the two still disagree.
std::string shrunk(const Both& both, std::string record) {
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

CompileRequest request_of(const std::string& items, const std::vector<std::string>& conditions) {
  std::string file = items;
  for (std::size_t i = 0; i < conditions.size(); ++i)
    file += "rule r" + std::to_string(i) + " { where " + conditions[i] + " }\n";
  return {{{"oracle.spoor", file}}, {}, {}, {std::string(kTimeKey), ""}};
}

}  // namespace

Compiled compile_conditions(const std::string& items, const std::vector<std::string>& conditions) {
  return compile(request_of(items, conditions), OracleSource());
}

Both::Both(std::string items, std::vector<std::string> conditions)
    : items_(std::move(items)), conditions_(std::move(conditions)) {
  typed_ = type_check(request_of(items_, conditions_), OracleSource());
  Compiled compiled = compile_conditions(items_, conditions_);
  for (const Diagnostic& d : compiled.diagnostics) diagnostics_ += render(d, compiled.sources, false);
  if (has_error(compiled.diagnostics)) return;
  auto loaded = load(save(compiled.program));
  if (!loaded) {
    diagnostics_ += loaded.error();
    return;
  }
  program_ = **loaded;
  for (auto [search, matcher] : {std::pair(Search::indexed, &indexed_), std::pair(Search::exhaustive, &exhaustive_)}) {
    auto prepared = PreparedProgram::make(*loaded, search);
    if (prepared)
      *matcher = std::make_unique<Matcher>(*prepared);
    else
      diagnostics_ += prepared.error();
  }
}

namespace {

std::vector<bool> answers(Matcher& matcher, std::string_view record, std::size_t rules) {
  const auto owned = OwnedRecord::read(record);
  std::vector<bool> out(rules);
  if (!owned) return out;
  for (const Index rule : matcher.match(owned->record())) out[rule] = true;
  return out;
}

}  // namespace

std::vector<bool> Both::engine(std::string_view record) const { return answers(*indexed_, record, conditions_.size()); }
std::vector<bool> Both::exhaustive(std::string_view record) const {
  return answers(*exhaustive_, record, conditions_.size());
}

std::vector<bool> Both::oracle(std::string_view record) const {
  std::vector<bool> out;
  const auto json = read_json(record);
  for (const closed::Rule& rule : typed_.tree.rules) out.push_back(json && holds(typed_.tree, rule, *json));
  return out;
}

std::string Both::wrong_words(std::size_t rule, std::string_view record) const {
  const auto owned = OwnedRecord::read(record);
  const auto json = read_json(record);
  if (!owned || !json) return "";
  exhaustive_->match(owned->record());
  const closed::Rule& typed = typed_.tree.rules[rule];
  const RuleRow& row = program_.rules[rule];
  const std::string said = spoor::message_of(row, program_, *exhaustive_);
  const std::string wanted = message_of(typed_.tree, typed, *json);
  if (said != wanted) return "engine: " + said + "\noracle: " + wanted + "\nrule:   " + conditions_[rule];
  const std::string fields = fields_of(row, program_, *exhaustive_);
  const std::string wrong = wrong_fields(typed_.tree, typed, *json, fields);
  return wrong.empty() ? "" : "engine: " + fields + "\noracle: " + wrong + "\nrule:   " + conditions_[rule];
}

std::string Both::disagreement(std::size_t condition, const std::string& record) const {
  const Both alone(items_, {conditions_[condition]});
  const bool is_alone = alone.disagree(record);
  const std::string small = is_alone ? shrunk(alone, record) : record;
  return "rule:   " + conditions_[condition] + "\nrecord: " + small +
         "\nengine: " + (alone.engine(small)[0] ? "holds" : "does not hold") +
         (alone.exhaustive(small)[0] == alone.engine(small)[0] ? "" : ", but not so when every rule is asked") +
         (is_alone ? "" : " by itself, but otherwise beside the other rules") +
         "\noracle: " + (alone.oracle(small)[0] ? "holds" : "does not hold");
}

}  // namespace spoor::oracle
