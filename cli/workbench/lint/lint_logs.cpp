#include "cli/workbench/lint/lint_logs.h"

#include <fmt/format.h>

#include <string>
#include <utility>

#include "cli/workbench/lint/logged_reads.h"

namespace spoor {

namespace {

constexpr std::uint64_t kOften = 20;  // records with a field from which on a value that it never has is worth a word

std::string records_text(std::uint64_t count) { return fmt::format("{} record{}", count, count == 1 ? "" : "s"); }

class LogLints {
 public:
  LogLints(const LintSubject& subject, const Walked& logs, LoggedFindings& out)
      : subject_(subject), logs_(logs), out_(out) {}

  struct Fired {
    std::uint64_t count = 0;
    Place first = {};
  };

  void report_rule(const closed::Rule& rule, const Fired& fired, std::uint64_t records) {
    if (rule.is_hidden || !subject_.is_of_files(rule.name_span)) return;
    const std::string_view name = subject_.sources().text(rule.name_span);
    if (fired.count == 0) {
      add(DiagnosticKind::never_fires, rule.name_span,
          fmt::format("rule `{}` fires for none of {}", name, records_text(records)),
          "`spoor explain --why-not` shows of a record that it is about which part says no");
    } else if (fired.count * 100 > records) {
      add(DiagnosticKind::fires_too_often, rule.name_span,
          fmt::format("rule `{}` fires {} times for {}, {:.1f} %", name, fired.count, records_text(records),
                      100 * static_cast<double>(fired.count) / static_cast<double>(records)),
          fmt::format("the first is {}; ask for more, or write exceptions", place_text(fired.first)));
    }
  }

  void report_reads(const LoggedReads& reads) {
    for (const LoggedRead& read : reads.fields) {
      const LoggedQuestion& asked = reads.questions[read.asked];
      if (reads.questions[read.seen].count > 0 || asked.count == 0) continue;
      add(DiagnosticKind::field_never_seen, read.place,
          fmt::format("no record has `{}`, among them {} for which the rest of the condition holds", read.text,
                      records_text(asked.count)),
          fmt::format("the first of these is {}: look there for the field that is meant", place_text(asked.first)));
    }
    for (const LoggedRead& read : reads.values) {
      const LoggedQuestion& with_field = reads.questions[*read.field];
      if (reads.questions[read.seen].count > 0 || with_field.count < kOften) continue;
      add(DiagnosticKind::value_never_seen, read.place,
          fmt::format("`{}` holds for no record, and {} for which the rest of the condition holds have the field",
                      read.text, records_text(with_field.count)),
          fmt::format("the first of these is {}", place_text(with_field.first)));
    }
  }

 private:
  std::string place_text(const Place& place) const {
    return fmt::format("record {} of {}", place.record, logs_.files[place.file].input.name);
  }

  void add(DiagnosticKind kind, Span span, std::string message, std::string help) {
    report(out_.findings, kind, span, std::move(message), std::move(help));
  }

  const LintSubject& subject_;
  const Walked& logs_;
  LoggedFindings& out_;
};

}  // namespace

LoggedFindings lint_logs(const LintSubject& subject, const Walked& logs, unsigned threads, Progress& progress) {
  LoggedFindings out;
  LogLints lints(subject, logs, out);
  auto prepared = PreparedProgram::make(subject.rules.compiled.program);
  if (!prepared) {
    out.report.failure = prepared.error();
    return out;
  }
  ScanRequest request;
  request.prepared = std::move(*prepared);
  request.logs = logs;
  request.threads = threads;
  request.wants_events = false;
  std::vector<LogLints::Fired> fired(subject.tree().rules.size());
  out.report = scan(request, progress, [&](const Finding& finding) {
    LogLints::Fired& rule = fired[finding.rule];
    if (rule.count++ == 0) rule.first = finding.place;
    return true;
  });
  if (!out.report.failure.empty() || progress.stop || out.report.records == 0) return out;
  for (std::size_t rule = 0; rule < fired.size(); ++rule) {
    lints.report_rule(subject.tree().rules[rule], fired[rule], out.report.records);
  }
  LoggedReads reads = logged_reads(subject);
  const auto counted = count_questions(reads.tree, reads.questions, logs, threads, progress);
  if (!counted) {
    out.report.failure = counted.error();
    return out;
  }
  lints.report_reads(reads);
  set_levels(subject.settings, out.findings);
  return out;
}

}  // namespace spoor
