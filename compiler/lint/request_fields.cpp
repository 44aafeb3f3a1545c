#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "compiler/lint/event_scope.h"
#include "compiler/schema/aws_calls.h"
#include "compiler/schema/request_keys.h"
#include "lang/quote.h"

// Parameters that rules ask of API calls, against those that the calls have.
namespace spoor {

namespace {

constexpr std::string_view kParameters = "requestParameters";
constexpr std::size_t kMostCalls = 64;  // of one place; with more, nothing is said

struct Call {
  std::string_view service;
  std::string_view name;
};

// The calls that can be there; nothing if some are not known.
std::optional<std::vector<Call>> calls_of(const EventScope& scope) {
  if (!scope.calls || scope.calls->size() > kMostCalls) return std::nullopt;
  std::vector<Call> out;
  for (const std::string& name : *scope.calls) {
    if (!scope.sources) {
      const auto services = services_with(name);
      if (services.size() != 1) return std::nullopt;  // of several, services without a model may have it too
      out.push_back({services[0], name});
      continue;
    }
    bool is_anywhere = false;
    for (const std::string& source : *scope.sources) {
      const auto service = service_of(source);
      if (!service || call_knowledge(*service) == CallKnowledge::none) return std::nullopt;
      if (!has_call(*service, name)) continue;
      is_anywhere = true;
      out.push_back({*service, name});
    }
    if (!is_anywhere) return std::nullopt;  // a mistake that another lint speaks of
  }
  if (out.empty() || out.size() > kMostCalls) return std::nullopt;
  return out;
}

class RequestCheck {
 public:
  RequestCheck(const LintSubject& subject, Diagnostics& out) : subject_(subject), out_(out) {}

  void look_at(NodeId node, const EventScope& scope) {
    const auto* field = subject_.tree().get_if<closed::Field>(node);
    if (field == nullptr || field->variable || field->steps.size() < 2 || !files_.contains(subject_.tree()[node]))
      return;
    if (field->steps[0].key != kParameters || field->steps[1].kind != PathStep::Kind::key) return;
    const auto calls = calls_of(scope);
    if (!calls) return;
    std::optional<KeyAnswer> answer;
    for (const Call& call : *calls) {
      const KeyAnswer one = request_key(call.service, call.name, field->steps[1].key);
      if (one.fit == KeyFit::has || one.fit == KeyFit::not_known) return;
      if (!answer || one.fit < answer->fit) answer = one;
    }
    find(node, field->steps[1], *calls, *answer);
  }

  const CloudTrailFiles& files() const { return files_; }

 private:
  void find(NodeId node, const PathStep& step, const std::vector<Call>& calls, const KeyAnswer& answer) {
    const Span span = subject_.place(node);
    const bool is_case = answer.fit == KeyFit::other_case;
    const std::string who = named(calls);
    std::string help;
    if (is_case) help = fmt::format("write `{}.{}`", kParameters, answer.meant);
    if (answer.fit == KeyFit::other_name) help = fmt::format("records have it as `{}.{}`", kParameters, answer.meant);
    if (answer.fit == KeyFit::misspelt) help = fmt::format("did you mean `{}.{}`?", kParameters, answer.meant);
    if (answer.fit == KeyFit::has_not) help = "not all parameters are in AWS's models: `# allow` it if records have it";
    report(out_, is_case ? DiagnosticKind::wrong_case : DiagnosticKind::unknown_request_field, span,
           is_case ? fmt::format("the parameter `{}` of {} is written in other case", step.key, who)
                   : fmt::format("{} no parameter `{}`", calls_have(calls, who), step.key),
           help, {}, fix(step, answer));
  }

  static std::string named(const std::vector<Call>& calls) {
    if (calls.size() == 1) return fmt::format("`{}`", calls[0].name);
    const bool is_one_name =
        std::all_of(calls.begin(), calls.end(), [&](const Call& call) { return call.name == calls[0].name; });
    if (is_one_name) return fmt::format("`{}`", calls[0].name);
    if (calls.size() == 2) return fmt::format("`{}` and `{}`", calls[0].name, calls[1].name);
    return fmt::format("`{}` and {} other calls", calls[0].name, calls.size() - 1);
  }

  static std::string calls_have(const std::vector<Call>& calls, const std::string& who) {
    return calls.size() == 1 || who.find(" and ") == std::string::npos ? who + " has" : who + " have";
  }

  // REQUIRES: the step's span is that of its key in the path, with what stands before it.
  std::vector<Fix> fix(const PathStep& step, const KeyAnswer& answer) const {
    if (answer.meant.empty() || !subject_.is_of_files(step.span)) return {};
    const std::string_view text = subject_.sources()[step.span.source].text();
    const std::string_view written = text.substr(step.span.begin, step.span.end - step.span.begin);
    if (written != "." + step.key) return {};
    return {{step.span, "." + key_text(answer.meant)}};
  }

  const LintSubject& subject_;
  CloudTrailFiles files_{subject_};
  Diagnostics& out_;
};

}  // namespace

void lint_request_fields(const LintSubject& subject, Diagnostics& out) {
  RequestCheck check(subject, out);
  EventScopes scopes(subject, check.files());
  for (const closed::Rule& rule : subject.tree().rules) {
    const auto look = [&](NodeId node, const EventScope& scope) { check.look_at(node, scope); };
    for (const NodeId condition : rule.conditions) scopes.walk(condition, look);
    if (rule.conditions.size() != 1) continue;  // records of several kinds, by step
    for (const closed::Output& output : rule.outputs) scopes.walk(output.value, rule.conditions[0], look);
  }
}

}  // namespace spoor
