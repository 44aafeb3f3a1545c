#include "tests/stage_cases.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace spoor::test {

namespace {

std::string without_line_ends(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

}  // namespace

std::vector<StageCase> read_stage_cases(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::vector<StageCase> cases;
  bool in_expected = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("### ")) {
      cases.push_back({line.substr(4), "", "", ""});
      in_expected = false;
    } else if (line.starts_with("--- ")) {
      cases.back().stage = line.substr(4);
      in_expected = true;
    } else if (!cases.empty()) {
      (in_expected ? cases.back().expected : cases.back().source) += line + "\n";
    }
  }
  for (StageCase& stage_case : cases) stage_case.expected = without_line_ends(stage_case.expected);
  return cases;
}

CaseFiles::CaseFiles(const StageCase& stage_case) : rules_{{"test.spoor", ""}} {
  constexpr std::string_view kFile = "=== ", kRules = "=== rules ";
  std::istringstream in(stage_case.source);
  std::string* text = &rules_[0].text;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with(kRules)) {
      text = &rules_.emplace_back(SourceText{line.substr(kRules.size()), ""}).text;
    } else if (line.starts_with(kFile)) {
      text = &others_[line.substr(kFile.size())];
    } else {
      *text += line + "\n";
    }
  }
}

tl::expected<std::vector<SourceText>, std::string> CaseFiles::pack(std::string_view name, std::string_view) const {
  const auto file = others_.find("pack " + std::string(name));
  if (file == others_.end()) return tl::unexpected(std::string("no packs here"));
  return std::vector<SourceText>{{std::string(name) + ".spoor", file->second}};
}

tl::expected<std::string, std::string> CaseFiles::data(std::string_view rule_file, std::string_view name) const {
  const auto file = others_.find(beside(rule_file, name));
  if (file == others_.end()) return tl::unexpected(beside(rule_file, name) + ": there is no such file");
  return file->second;
}

void check_stage_cases(const std::filesystem::path& file, const std::function<std::string(const StageCase&)>& run) {
  const std::vector<StageCase> cases = read_stage_cases(file);
  ASSERT_FALSE(cases.empty()) << file;
  const bool is_update = std::getenv("SPOOR_UPDATE") != nullptr;
  std::ostringstream rewritten;
  for (const StageCase& stage_case : cases) {
    const std::string found = without_line_ends(run(stage_case));
    if (!is_update) {
      EXPECT_EQ(found, stage_case.expected) << stage_case.name;
    }
    rewritten << "### " << stage_case.name << "\n"
              << stage_case.source << "--- " << stage_case.stage << "\n"
              << found << "\n\n";
  }
  if (is_update) std::ofstream(file) << rewritten.str();
}

}  // namespace spoor::test
