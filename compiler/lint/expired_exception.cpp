#include <fmt/format.h>

#include "compiler/lint/lint.h"
#include "compiler/lint/removal.h"

// Exceptions whose last day is over. Records of the days before still meet them, so that to take one away is right for
// what is to come only.
namespace spoor {

void lint_expired_exception(const LintSubject& subject, Diagnostics& out) {
  const std::chrono::sys_seconds today = subject.settings.today;
  for (const closed::Rule& rule : subject.tree().rules) {
    for (const closed::Exception& exception : rule.exceptions) {
      if (!exception.until || exception.until->end.seconds > today.time_since_epoch().count()) continue;
      if (!subject.is_of_files(exception.span)) continue;
      const std::string_view text = subject.sources()[exception.span.source].text();
      report(out, DiagnosticKind::expired_exception, exception.span,
             fmt::format("exception `{}` is over: its last day was {}", exception.name,
                         to_text(Literal(*exception.until))),
             "take it away, or give it another day", {}, {{removal_of(text, exception.span), ""}});
    }
  }
}

}  // namespace spoor
