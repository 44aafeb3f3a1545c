#include "cli/render/test_results.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "cli/render/quantities.h"
#include "cli/render/xml_text.h"
#include "lang/visible.h"
#include "runtime/json/print.h"

namespace spoor {

namespace {

std::string times(std::uint64_t count) { return count == 1 ? "once" : fmt::format("{} times", count); }

std::string outcome(const TestResult& result) {
  if (!result.problem.empty()) return result.problem;
  const TestCase& test = *result.test;
  const std::string wanted = !test.fires  ? "silent"
                             : test.times ? fmt::format("to fire {}", times(*test.times))
                                          : "to fire";
  return fmt::format("expected it {}, it {}", test.fires ? wanted : "to be silent",
                     result.fired == 0 ? "was silent" : "fired " + times(result.fired));
}

void append_failure(const TestResult& result, const Sources& sources, bool color, std::string& out) {
  const TestCase& test = *result.test;
  out += fmt::format("{}FAIL{} {} \"{}\": {}\n --> {}\n", color ? "\033[1;31m" : "", color ? "\033[0m" : "", test.rule,
                     visible(test.name), outcome(result), sources.place(test.span));
  for (std::size_t at = 0; at < result.summary.size();) {
    const std::size_t end = result.summary.find('\n', at);
    out += fmt::format("  {}\n", visible(result.summary.substr(at, end - at)));
    at = end + 1;
  }
  for (const TestResult::Seen& seen : result.seen) {
    out += fmt::format("  {} {}\n", seen.matched ? "fired on" : "silent on", visible(seen.record));
    for (const TestResult::Seen::Part& part : seen.parts) {
      out += fmt::format("    {:<5}  {}\n", part.holds, visible(part.text));
    }
  }
}

std::string untested(const std::vector<TestResult>& results, const std::set<std::string_view>& rules, bool fires) {
  std::set<std::string_view> tested;
  for (const TestResult& result : results) {
    if (result.test->fires == fires) tested.insert(result.test->rule);
  }
  std::vector<std::string_view> missing;
  std::set_difference(rules.begin(), rules.end(), tested.begin(), tested.end(), std::back_inserter(missing));
  if (missing.empty()) return {};
  return fmt::format("{} rule{} without a {} test: {}\n", missing.size(), missing.size() == 1 ? "" : "s",
                     fires ? "firing" : "silent", some_of(missing));
}

}  // namespace

std::string test_text(const std::vector<TestResult>& results, const std::set<std::string_view>& rules,
                      const Sources& sources, bool color) {
  std::string out;
  for (const TestResult& result : results) {
    if (!result.has_passed) append_failure(result, sources, color, out);
  }
  return out + untested(results, rules, true) + untested(results, rules, false);
}

std::string test_junit(const std::vector<TestResult>& results, const Sources& sources) {
  std::map<std::string_view, std::vector<const TestResult*>> suites;
  for (const TestResult& result : results) suites[result.test->rule].push_back(&result);
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
  for (const auto& [rule, cases] : suites) {
    const auto failures = std::count_if(cases.begin(), cases.end(), [](const TestResult* r) { return !r->has_passed; });
    out +=
        fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">\n", xml_text(rule), cases.size(), failures);
    for (const TestResult* result : cases) {
      out += fmt::format("    <testcase classname=\"{}\" name=\"{}\" time=\"{:.6f}\"", xml_text(rule),
                         xml_text(result->test->name), result->seconds);
      if (result->has_passed) {
        out += "/>\n";
        continue;
      }
      std::string details;
      append_failure(*result, sources, false, details);
      out += fmt::format(">\n      <failure message=\"{}\">", xml_text(outcome(*result)));
      out += xml_lines(details);
      out += "</failure>\n    </testcase>\n";
    }
    out += "  </testsuite>\n";
  }
  return out + "</testsuites>\n";
}

std::string test_json(const std::vector<TestResult>& results, const Sources& sources) {
  std::string out;
  for (const TestResult& result : results) {
    const TestCase& test = *result.test;
    const Position at = sources.begin(test.span);
    out += fmt::format(R"({{"schema":"spoor.test/1","rule":{},"test":{},"file":{},"line":{},"column":{},"passed":{})",
                       json_string(test.rule), json_string(test.name), json_string(sources[test.span.source].name()),
                       at.line, at.column, result.has_passed);
    out += fmt::format(R"(,"expected":{},"fired":{},"seconds":{:.6f})",
                       !test.fires  ? "\"silent\""
                       : test.times ? std::to_string(*test.times)
                                    : "\"fires\"",
                       result.fired, result.seconds);
    if (!result.has_passed) out += fmt::format(R"(,"message":{})", json_string(outcome(result)));
    if (!result.seen.empty()) out += R"(,"records":[)";
    for (const TestResult::Seen& seen : result.seen) {
      out += fmt::format(R"({}{{"record":{},"matched":{},"parts":[)", &seen == &result.seen[0] ? "" : ",", seen.record,
                         seen.matched);
      for (const TestResult::Seen::Part& part : seen.parts) {
        out += fmt::format(R"({}{{"text":{},"holds":{}}})", &part == &seen.parts[0] ? "" : ",", json_string(part.text),
                           part.holds);
      }
      out += "]}";
    }
    if (!result.seen.empty()) out += "]";
    out += "}\n";
  }
  return out;
}

Diagnostics test_failures(const std::vector<TestResult>& results) {
  Diagnostics failures;
  for (const TestResult& result : results) {
    if (result.has_passed) continue;
    report(failures, DiagnosticKind::failed_test, result.test->span,
           fmt::format("test \"{}\" of `{}` failed: {}", result.test->name, result.test->rule, outcome(result)),
           "`spoor test` shows the records and what was asked of them");
  }
  sort_and_unique(failures);
  return failures;
}

}  // namespace spoor
