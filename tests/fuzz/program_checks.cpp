#include "tests/fuzz/program_checks.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <vector>

#include "runtime/match/matcher.h"
#include "tests/fuzz/require.h"

namespace spoor::fuzz {

namespace {

// The conditions that hold and the values of the outputs.
std::string said_of(Matcher& matcher, const Program& program, const RecordTokens& record) {
  std::string said;
  const auto held = matcher.match(record);
  require(std::is_sorted(held.begin(), held.end()), "conditions are ascending");
  require(std::adjacent_find(held.begin(), held.end()) == held.end(), "a condition holds once");
  for (const Index condition : held) {
    require(condition < program.conditions.size(), "a condition that holds is one of the Program");
    said += std::to_string(condition) + " ";
  }
  for (Index output = 0; output < program.outputs.size(); ++output) {
    said += "|";
    for (const Value& value : matcher.output(output)) said += to_text(value) + ",";
  }
  return said;
}

// What it says of all sample records.
std::string check_matching(const std::shared_ptr<const PreparedProgram>& prepared) {
  const Program& program = prepared->program();
  Matcher reused(prepared);
  std::vector<std::unique_ptr<OwnedRecord>> records;
  std::vector<std::string> said;
  for (const std::string_view text : sample_records()) {
    records.push_back(OwnedRecord::read(text));
    require(records.back() != nullptr, "sample records are readable", text);
    said.push_back(said_of(reused, program, records.back()->record()));
  }
  for (std::size_t i = records.size(); i-- > 0;) {
    const std::string again = said_of(reused, program, records[i]->record());
    require(again == said[i], "a record means the same whatever was seen before it", again + " / " + said[i]);
  }
  std::string all;
  for (const std::string& one : said) all += one + '\n';
  return all;
}

bool has_database(const Program& program) {
  return std::any_of(program.tables.begin(), program.tables.end(),
                     [](const TableRow& table) { return table.key == TableKey::database; });
}

}  // namespace

std::span<const std::string_view> sample_records() {
  static constexpr std::array<std::string_view, 5> kRecords = {
      R"({"eventName":"StopLogging","eventSource":"cloudtrail.amazonaws.com","eventTime":"2024-04-10T20:00:00Z",
          "sourceIPAddress":"10.1.2.3","userIdentity":{"type":"Root","arn":"arn:aws:iam::111122223333:root"},
          "requestParameters":{"name":"main","items":[{"cidr":"0.0.0.0/0","from":22,"to":22},{"from":3389.5}]}})",
      R"({"a":1,"b":"x","c":true,"d":null,"e":[1,"x",[2,[null,{"a":"y"}]],{"a":1,"b":[{"c":"z"},{"c":[]}]}],
          "f":{"a":{"a":{"b":[0,-1,1e400,0.1]}}},"eventName":["x","y"]})",
      R"({"a":"","a":"X","b":"\u00c4\u0000\ud83d\ude00","c":"\ud800","e":[],"items":[],"time":"2024-04-10"})",
      R"({"a" 1,,"b":nul,"c":[01 5,,"x"],"items":[{"port":22}{"port":"22"}],"v":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"})",
      R"({})",
  };
  return kRecords;
}

void check_saving(const Program& program) {
  const std::string saved = save(program);
  const auto loaded = load(saved);
  require(loaded.has_value(), "what was saved can be loaded", loaded ? "" : loaded.error());
  require(save(**loaded) == saved, "what was loaded is what was saved");
  require(disassemble(**loaded) == disassemble(program), "what was loaded reads as what was saved");
}

void check_running(const Program& program) {
  require(!disassemble(program).empty(), "a sound Program can be printed");
  if (has_database(program)) return;  // whose path may lead anywhere
  std::vector<std::string> said;
  for (const Search search : {Search::indexed, Search::exhaustive}) {
    const auto prepared = PreparedProgram::make(program, search);
    require(prepared.has_value(), "a sound Program can be prepared", prepared ? "" : prepared.error());
    said.push_back(check_matching(*prepared));
  }
  require(said[0] == said[1], "the index finds the rules that hold", said[0] + " / " + said[1]);
}

}  // namespace spoor::fuzz
