#include "tests/spec/answers.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <sstream>

#include "cli/render/finding_writer.h"
#include "cli/render/profile_report.h"
#include "cli/render/test_results.h"
#include "cli/workbench/settings/pack_settings.h"
#include "cli/workbench/test_runner.h"
#include "compiler/program/instruction.h"
#include "lang/print.h"
#include "runtime/log/reader.h"
#include "runtime/match/matcher.h"
#include "runtime/match/meter.h"
#include "runtime/scan/scan.h"
#include "tests/lint/linted_case.h"
#include "tests/spec/example_source.h"
#include "tests/spec/grammar_text.h"

namespace spoor::spec {

namespace {

std::string opcode_table() {
  std::string text;
  for (const OpcodeInfo& opcode : opcodes()) {
    text += fmt::format("{:<22}-{} +{}  {}\n", opcode.name, opcode.pops, opcode.pushes, opcode.sentence);
  }
  return text;
}

// The rules of an example made ready, or why they are not.
tl::expected<std::shared_ptr<const PreparedProgram>, std::string> prepared(const Expectation& example,
                                                                           const Source& source) {
  Compiled compiled = compile(request_of(example), source);
  if (has_error(compiled.diagnostics)) return tl::unexpected(to_text(compiled));
  return PreparedProgram::make(std::move(compiled.program));
}

// Calls visit(line, record) for each record in `records.ndjson`; the error names one that is none.
template <typename Visit>
tl::expected<void, std::string> for_each_record(const Source& source, Visit visit) {
  const auto records = source.data("", "records.ndjson");
  if (!records) return tl::unexpected(records.error());
  std::istringstream lines(*records);
  for (std::string line; std::getline(lines, line);) {
    const auto record = OwnedRecord::read(line);
    if (!record) return tl::unexpected("no record: " + line);
    visit(line, record->record());
  }
  return {};
}

// The records, each with the rules that hold for it.
std::string matches_of(const Expectation& example, const Source& source) {
  const auto program = prepared(example, source);
  if (!program) return program.error();
  Matcher matcher(*program);
  std::string text;
  const auto read = for_each_record(source, [&](const std::string& line, const RecordTokens& record) {
    std::vector<std::string_view> names;
    for (const Index rule : matcher.match(record)) names.push_back((*program)->program().rule_name(rule));
    text += fmt::format("{}  {}\n", names.empty() ? "-" : fmt::format("{}", fmt::join(names, " ")), line);
  });
  return read ? text : read.error();
}

// What `spoor profile --counts` shows of the rules on the records.
std::string profile_of(const Expectation& example, const Source& source) {
  const auto program = prepared(example, source);
  if (!program) return program.error();
  Meter meter(*program);
  const auto read =
      for_each_record(source, [&](const std::string&, const RecordTokens& record) { meter.match(record); });
  if (!read) return read.error();
  Profile made;
  made.costs = meter.costs();
  const auto file = std::filesystem::path(testing::TempDir()) / fmt::format("spoor_profile_{}", getpid());
  auto output = Output::open(file.string());
  if (!output) return output.error();
  const std::vector<bool> all((*program)->program().rules.size(), true);
  write_profile_tables({(*program)->program(), made, all, 20, true}, {}, *output);
  if (const auto written = output->finish(); !written) return written.error();
  std::ifstream in(file, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(in), {});
  std::filesystem::remove(file);
  return text;
}

// A finding without its record and what it has from its rule, each member on a line of its own, and each event.
std::string lines_of(const std::string& finding) {
  static const std::set<std::string> kLeftOut = {"schema", "title", "severity", "attack"};
  std::string text;
  const auto members = nlohmann::ordered_json::parse(finding);
  for (const auto& [name, value] : members.items()) {
    if (kLeftOut.contains(name)) continue;
    text += fmt::format("{}\"{}\": ", text.empty() ? "{" : ",\n ", name);
    if (name != "events") {
      text += value.dump();
      continue;
    }
    std::string events;
    for (const auto& event : value) events += fmt::format("{}\n  {}", events.empty() ? "" : ",", event.dump());
    text += fmt::format("[{}]", events);
  }
  return text + "}\n";
}

// What `spoor scan --no-event` finds in the records.
std::string findings_of(const Expectation& example, const Source& source) {
  const auto program = prepared(example, source);
  if (!program) return program.error();
  const auto records = source.data("", "records.ndjson");
  if (!records) return records.error();
  const auto file = std::filesystem::path(testing::TempDir()) / fmt::format("spoor_findings_{}", getpid());
  std::ofstream(file, std::ios::binary) << *records;
  ScanRequest request;
  request.prepared = *program;
  request.logs = walk({file.string()}, {});
  request.wants_events = false;
  const Mask mask(aws_sensitive_table());
  request.mask = &mask;
  const LogNames names({"records.ndjson"});
  RenderContext context;
  context.program = &(*program)->program();
  context.files = &names;
  context.shows_event = false;
  std::string text;
  Progress progress;
  const Report report = scan(request, progress, [&](const Finding& finding) {
    text += lines_of(finding_json(finding, context));
    return true;
  });
  std::filesystem::remove(file);
  return report.bad_count > 0 ? report.bad[0].reason : text;
}

// What a file with this text holds.
std::string log_of(std::string_view text) {
  class Said : public LogVisitor {
   public:
    bool on_record(const LogRecord& record) override {
      text += fmt::format("record {} {}\n", record.number, record.tokens.text());
      return true;
    }
    bool on_bad(const BadInput& bad) override {
      text += fmt::format("bad {} {}\n", bad.record, bad.reason);
      return true;
    }
    void on_skipped(std::string_view reason) override { text += fmt::format("skipped {}\n", reason); }
    void on_bytes(std::uint64_t) override {}

    std::string text;
  };
  Said said;
  LogReader().read_bytes(text, said);
  return said.text;
}

std::string to_lines(const Diagnostics& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) {
    text += fmt::format("{} {}\n", info(diagnostic.kind).code, diagnostic.message);
  }
  return text;
}

// What is wrong with a `spoor.toml` of this text.
std::string faults_of_settings(const std::string& text) {
  Sources sources;
  const SourceId source = sources.add(std::string(kSettingsFile), text);
  Diagnostics found;
  read_settings(sources, source, found);
  sort_and_unique(found);
  return to_lines(found);
}

// The tests that fail.
std::string failures_of(const Expectation& example, const Source& source) {
  Compiled compiled = compile(request_of(example), source);
  if (has_error(compiled.diagnostics)) return to_text(compiled);
  const auto program = PreparedProgram::make(std::move(compiled.program));
  return program ? to_lines(test_failures(run_tests(compiled.tests, *program, 1))) : program.error();
}

// A file of its own, for records that are read as logs are.
class LogFile {
 public:
  explicit LogFile(const std::string& text) { std::ofstream(path_, std::ios::binary) << text; }
  ~LogFile() { std::filesystem::remove(path_); }
  LogFile(const LogFile&) = delete;
  LogFile& operator=(const LogFile&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_ = fmt::format("{}records-{}.ndjson", testing::TempDir(), getpid());
};

// What the lint of a page finds in the rules, and the errors that they have; in `records.ndjson` too if there are any.
std::string findings_of_lint(const Page& page, const Expectation& example, const Source& source) {
  const auto records = std::find_if(example.data.begin(), example.data.end(),
                                    [](const Expectation::File& file) { return file.name == "records.ndjson"; });
  std::optional<LogFile> log;
  std::optional<LogsToLint> logs;
  Progress progress;
  if (records != example.data.end()) {
    log.emplace(records->text);
    logs.emplace(LogsToLint{walk({log->path()}, {}), 1, progress});
  }
  Diagnostics findings =
      test::lint_files(request_of(example).files, source, test::lint_settings(), logs ? &*logs : nullptr).findings;
  std::erase_if(findings, [&](const Diagnostic& finding) {
    const LintInfo* lint = find_lint(finding.kind);
    return lint == nullptr ? severity_of(finding) != Severity::error : page.name != page_of_lint(*lint);
  });
  return to_lines(findings);
}

}  // namespace

std::string page_of_lint(const LintInfo& lint) { return fmt::format("lints/{}.md", lint.id); }

std::optional<std::string> answer(const Page& page, const Block& block, const Expectation& example) {
  if (block.kind == "spoor-opcodes") return opcode_table();
  if (block.kind == "spoor-grammar") return grammar_text(example.files[0].text);
  if (block.kind == "spoor-format") return formatted(SourceFile("example.spoor", example.files[0].text));
  if (block.kind == "spoor-log") return log_of(example.files[0].text);
  if (block.kind == "spoor-settings") return faults_of_settings(example.files[0].text);
  const ExampleSource source(example.data);
  if (block.kind == "spoor-failures") return failures_of(example, source);
  if (block.kind == "spoor-bytecode") return dump(Stage::bytecode, request_of(example), source).text;
  if (block.kind == "spoor-scan") return matches_of(example, source);
  if (block.kind == "spoor-findings") return findings_of(example, source);
  if (block.kind == "spoor-profile") return profile_of(example, source);
  if (block.kind == "spoor-lint") return findings_of_lint(page, example, source);
  if (block.kind == "spoor-error") return to_lines(compile(request_of(example), source).diagnostics);
  return std::nullopt;
}

}  // namespace spoor::spec
