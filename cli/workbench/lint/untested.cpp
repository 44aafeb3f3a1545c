#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <thread>

#include "cli/workbench/coverage.h"
#include "cli/workbench/lint/lint_rules.h"
#include "cli/workbench/source_text.h"

// Rules without tests, and parts of conditions that no test would miss.
namespace spoor {

namespace {

class Untested {
 public:
  Untested(const LintSubject& subject, Diagnostics& out)
      : subject_(subject),
        out_(out),
        coverage_(coverage(subject.rules, subject.files, std::max(1U, std::thread::hardware_concurrency()))),
        rule_of_(coverage_.parts.size()),
        can_be_judged_(coverage_.parts.size()) {}

  void run() {
    for (std::size_t i = 0; i < coverage_.rules.size(); ++i) {
      const RuleCoverage& rule = coverage_.rules[i];
      if (!rule.is_looked_at) continue;
      report_rule(subject_.tree().rules[i], rule);
      for (const std::uint32_t part : rule.parts) {
        rule_of_[part] = i;
        // Of a rule that no test makes fire there is nothing to miss, and that is said of the rule.
        can_be_judged_[part] = can_be_judged_[part] || (rule.firing > 0 && rule.problem.empty());
      }
    }
    for (std::uint32_t part = 0; part < coverage_.parts.size(); ++part) report_part(part);
  }

 private:
  void report_rule(const closed::Rule& rule, const RuleCoverage& tests) {
    if (!subject_.is_of_files(rule.name_span) || (tests.firing > 0 && tests.silent > 0)) return;
    const std::string_view name = subject_.sources().text(rule.name_span);
    const bool has_none = tests.firing + tests.silent == 0;
    report(out_, DiagnosticKind::untested_rule, rule.name_span,
           has_none            ? fmt::format("rule `{}` has no test", name)
           : tests.firing == 0 ? fmt::format("rule `{}` has no test in which it fires", name)
                               : fmt::format("rule `{}` has no test in which it is silent", name),
           has_none            ? "add a record that it is about, and one that is nearly so: `test \"...\" fires {...}`"
           : tests.firing == 0 ? "add a record that it is about: `test \"...\" fires {...}`"
                               : "add a record that is nearly what it is about: `test \"...\" silent {...}`");
  }

  // What is wrong with the whole of which it is a part is said of that.
  bool is_part_of_uncovered(const PartCoverage& part) const {
    return !part.parents.empty() && std::none_of(part.parents.begin(), part.parents.end(), [&](std::uint32_t parent) {
      return coverage_.parts[parent].is_covered;
    });
  }

  void report_part(std::uint32_t number) {
    const PartCoverage& part = coverage_.parts[number];
    if (part.is_covered || !can_be_judged_[number] || !subject_.is_of_files(part.span)) return;
    if (is_part_of_uncovered(part)) return;
    const std::string text = one_line(subject_.sources().text(part.span));
    const std::string_view rule = subject_.sources().text(subject_.tree().rules[rule_of_[number]].name_span);
    report(out_, DiagnosticKind::untested_atom, part.span,
           part.is_in_def ? fmt::format("no test of the rules that use this would miss `{}`", text)
                          : fmt::format("no test of rule `{}` would miss `{}`", rule, text),
           what_is_missing(part));
  }

  static std::string what_is_missing(const PartCoverage& part) {
    if (!part.has_held) return "no record of the tests meets it: add one that does, and for which it alone decides";
    if (!part.has_failed)
      return "every record of the tests meets it: add one that does not, and for which it alone decides";
    if (!part.has_decided)
      return "for every record of the tests other parts decide as well: add one for which it alone does";
    return "it decides about a record, but not about how a test ends: add a test that would end otherwise without it";
  }

  const LintSubject& subject_;
  Diagnostics& out_;
  const Coverage coverage_;
  std::vector<std::size_t> rule_of_;  // by part: the last that has it
  std::vector<bool> can_be_judged_;
};

}  // namespace

void lint_untested(const LintSubject& subject, Diagnostics& out) {
  if (subject.settings.asks(DiagnosticKind::untested_rule) || subject.settings.asks(DiagnosticKind::untested_atom)) {
    Untested(subject, out).run();
  }
}

}  // namespace spoor
