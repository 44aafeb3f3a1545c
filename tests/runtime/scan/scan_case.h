#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "compiler/compile.h"
#include "runtime/scan/scan.h"
#include "tests/no_packs.h"

namespace spoor::test {

inline std::shared_ptr<const PreparedProgram> prepare(std::string rules, std::vector<OutputRequest> outputs = {}) {
  Compiled compiled = compile({{{"test.spoor", std::move(rules)}}, std::move(outputs)}, NoPacks());
  if (has_error(compiled.diagnostics)) throw std::logic_error(compiled.diagnostics[0].message);
  return *PreparedProgram::make(std::move(compiled.program));
}

// A record of CloudTrail with what identifies it; `more` is further members.
inline std::string record(std::string_view id, std::string_view time, std::string_view more = R"("a":1)") {
  return fmt::format(R"({{"eventID":"{}","eventTime":"{}","recipientAccountId":"1",{}}})", id, time, more);
}

// Logs in a folder of their own, which goes with it.
class Logs {
 public:
  Logs() : folder_(std::filesystem::path(testing::TempDir()) / fmt::format("spoor_scan_{}_{}", getpid(), count_++)) {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  ~Logs() { std::filesystem::remove_all(folder_); }
  Logs(const Logs&) = delete;
  Logs& operator=(const Logs&) = delete;

  void add(const std::vector<std::string>& records) {
    std::ofstream out(folder_ / fmt::format("{:05}.json", files_++));
    for (const std::string& text : records) out << text << '\n';
  }
  void add_bytes(std::string_view bytes) {
    std::ofstream(folder_ / fmt::format("{:05}.json", files_++), std::ios::binary) << bytes;
  }
  Walked walked() const { return walk({folder_.string()}, {}); }

 private:
  static inline int count_ = 0;
  std::filesystem::path folder_;
  int files_ = 0;
};

struct Scanned {
  Report report;
  std::vector<std::string> findings;  // a line each; `time id rule` if nothing else is said
};

inline std::string text_of(const Finding& finding, const Program& program) {
  return fmt::format("{} {} {}", finding.time ? to_text(*finding.time) : "-", finding.event_id,
                     program.rule_name(finding.rule));
}

// `describe`: of a finding and its Program, its line.
template <typename Describe>
Scanned scanned(const ScanRequest& request, Describe describe) {
  Progress progress;
  Scanned made;
  made.report = scan(request, progress, [&](const Finding& finding) {
    made.findings.push_back(describe(finding, request.prepared->program()));
    return true;
  });
  return made;
}
inline Scanned scanned(const ScanRequest& request) { return scanned(request, text_of); }

}  // namespace spoor::test
