#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lang/source.h"

namespace spoor::test {

// A case of a table: a rule file and what is made of it. It reads
//
//   ### name
//   rule file
//   === name           (of a data file beside it, with its text below; any number of them)
//   === rules name     (of a further rule file that is given, with its text below)
//   === pack name      (of a pack that it may use, with its one file below)
//   --- stage
//   expected text
struct StageCase {
  std::string name;
  std::string source;  // all that stands above the stage
  std::string stage;
  std::string expected;  // without line ends behind it
};
std::vector<StageCase> read_stage_cases(const std::filesystem::path& file);

// The files of a case: what they name they find.
class CaseFiles : public Source {
 public:
  explicit CaseFiles(const StageCase& stage_case);

  const std::vector<SourceText>& rules() const { return rules_; }  // the first one is `test.spoor`

  tl::expected<std::vector<SourceText>, std::string> pack(std::string_view name, std::string_view) const override;
  std::vector<std::string> pack_names() const override { return {"cloudtrail"}; }
  tl::expected<std::string, std::string> data(std::string_view rule_file, std::string_view name) const override;

 private:
  std::vector<SourceText> rules_;
  std::map<std::string, std::string, std::less<>> others_;  // by what stands behind `===`
};

// Expects of each case what `run` makes of it; SPOOR_UPDATE=1 writes what was found into the table, to be read before
// it is committed.
void check_stage_cases(const std::filesystem::path& file, const std::function<std::string(const StageCase&)>& run);

}  // namespace spoor::test
