#include <fmt/format.h>

#include <algorithm>

#include "compiler/lint/event_scope.h"
#include "compiler/lint/field_test.h"
#include "compiler/schema/aws_calls.h"
#include "compiler/schema/aws_regions.h"
#include "compiler/schema/same_but_case.h"
#include "lang/values/base_name.h"
#include "lang/values/fold.h"

// What rules say of `eventSource` and `eventName`, against the API calls that AWS has.
namespace spoor {

namespace {

using CallNames = std::vector<std::string_view>;

constexpr std::string_view kDomain = ".amazonaws.com";

// `a`, `a` and `b`, `a`, `b` and 4 more.
std::string some_of_them(const CallNames& names) {
  if (names.size() == 1) return fmt::format("`{}`", names[0]);
  if (names.size() == 2) return fmt::format("`{}` and `{}`", names[0], names[1]);
  if (names.size() == 3) return fmt::format("`{}`, `{}` and `{}`", names[0], names[1], names[2]);
  return fmt::format("`{}`, `{}` and {} more", names[0], names[1], names.size() - 2);
}

class CallCheck {
 public:
  CallCheck(const LintSubject& subject, Diagnostics& out) : subject_(subject), out_(out) {}

  void look_at(NodeId node, const EventScope& scope) {
    const auto test = field_test(tree(), node);
    if (!test || !files_.contains(tree()[test->field])) return;
    if (test->path == "eventSource" && !test->function && test->is_equality()) {
      for (const NodeId literal : test->literals) check_source(*test, literal, scope);
    }
    const bool is_call = test->path == "eventName" && (!test->function || *test->function == Function::base_name);
    if (!is_call) return;
    for (const NodeId literal : test->literals) {
      if (text_of(tree(), literal) == nullptr) continue;
      if (test->is_equality()) {
        check_call(*test, literal, scope);
      } else {
        check_part(*test, literal, scope);
      }
    }
  }

  const CloudTrailFiles& files() const { return files_; }

 private:
  const ClosedTree& tree() const { return subject_.tree(); }

  void find(DiagnosticKind kind, const LiteralPlace& place, std::string message, std::string help,
            std::vector<Fix> fixes = {}, std::vector<Label> labels = {}) {
    report(out_, kind, place.span, std::move(message), std::move(help), std::move(labels), std::move(fixes));
  }

  // The edit for a service that is written as its host name, or as the first part of it.
  std::vector<Fix> service_fix(const LiteralPlace& place, std::string_view source, std::string_view service) const {
    if (!place.text) return {};
    const auto written = service_of(source);
    if (written && *place.text == *written) return string_fix(place, service);
    if (*place.text != source) return {};
    const std::string_view domain = written ? source.substr(written->size()) : kDomain;
    return string_fix(place, std::string(service) + std::string(domain));
  }

  // The one service that has all calls of a scope; nothing if none or several do.
  static std::optional<std::string_view> service_of_calls(const EventScope& scope) {
    if (!scope.calls || scope.calls->empty()) return std::nullopt;
    std::optional<CallNames> all;
    for (const std::string& call : *scope.calls) {
      const CallNames having = services_with(call);
      if (!all) all = having;
      std::erase_if(*all,
                    [&](auto service) { return std::find(having.begin(), having.end(), service) == having.end(); });
    }
    return all->size() == 1 ? std::optional(all->front()) : std::nullopt;
  }

  void check_source(const FieldTest& test, NodeId literal, const EventScope& scope) {
    const std::string* source = text_of(tree(), literal);
    if (source == nullptr || source->empty()) return;
    const LiteralPlace place = place_of_literal(subject_, literal);
    const auto service = service_of(*source);
    if (!service) return check_no_host(test, *source, place);
    if (is_service(*service)) return;
    const std::size_t dot = service->find('.');
    if (dot != std::string_view::npos) {
      const std::string_view first = service->substr(0, dot);
      if (is_service(first) && service->substr(dot) == kDomain) {
        return find(DiagnosticKind::unknown_source, place,
                    fmt::format("`{}` has its domain already, which is put behind it once more", *service),
                    fmt::format("the name of the service alone is `{}`", first), service_fix(place, *source, first));
      }
      if (!is_service(first) || !has_region_shape(service->substr(dot + 1))) return;
      return find(DiagnosticKind::unknown_source, place, fmt::format("`{}` is an endpoint of one region", *source),
                  fmt::format("`eventSource` has no region: `{}{}`", first, kDomain),
                  service_fix(place, *source, first));
    }
    auto near = near_service(*service);
    if (near && same_but_case(*near, *service)) {
      if (test.test->is_folded) return;
      return find(DiagnosticKind::wrong_case, place,
                  fmt::format("the event source of `{}` is written in other case", *service),
                  fmt::format("write `{}`", *near), service_fix(place, *source, *near));
    }
    const std::string message = fmt::format("no service of AWS is known as `{}`", *service);
    if (const auto having = service_of_calls(scope); having && having != near) {
      return find(DiagnosticKind::unknown_source, place, message,
                  fmt::format("the calls that are asked for are of `{}`", *having),
                  service_fix(place, *source, *having));
    }
    if (near && scope.calls && std::none_of(scope.calls->begin(), scope.calls->end(), [&](const std::string& call) {
          return has_call(*near, call);
        })) {
      near.reset();
    }
    find(DiagnosticKind::unknown_source, place, message,
         near ? fmt::format("did you mean `{}`?", *near)
              : "`eventSource` begins with the name of the service's endpoint, which may differ from its product name",
         near ? service_fix(place, *source, *near) : std::vector<Fix>{});
  }

  void check_no_host(const FieldTest& test, const std::string& source, const LiteralPlace& place) {
    const std::string lowered = folded(source);
    const auto service = service_of(lowered);
    if (service) {
      if (test.test->is_folded) return;
      return find(DiagnosticKind::wrong_case, place,
                  fmt::format("the event source `{}` is written in other case", source),
                  "event sources are in lower case", string_fix(place, lowered));
    }
    const std::string_view bare = lowered.starts_with("aws.") ? std::string_view(lowered).substr(4) : lowered;
    const bool is_known = is_service(bare);
    find(DiagnosticKind::unknown_source, place, fmt::format("`{}` is no event source, which is a host name", source),
         is_known ? fmt::format("write `{}{}`", bare, kDomain) : "such as `iam.amazonaws.com`",
         is_known ? string_fix(place, std::string(bare) + std::string(kDomain)) : std::vector<Fix>{});
  }

  // The services of a scope; nothing if one is none that is known, or there are none.
  static std::optional<CallNames> services_of(const EventScope& scope) {
    if (!scope.sources || scope.sources->empty()) return std::nullopt;
    CallNames out;
    for (const std::string& source : *scope.sources) {
      auto service = service_of(source);
      if (service && !is_service(*service)) service = near_service(*service, 0);  // in another case, which was said
      if (!service || !is_service(*service)) return std::nullopt;
      if (std::find(out.begin(), out.end(), *service) == out.end()) out.push_back(*service);
    }
    return out;
  }

  void check_call(const FieldTest& test, NodeId literal, const EventScope& scope) {
    const std::string& written = *text_of(tree(), literal);
    const std::string_view call = base_name(written);
    if (call.empty() || call.find('*') != std::string_view::npos) return;  // a `*` is said by field_values.cpp
    const LiteralPlace place = place_of_literal(subject_, literal);
    if (test.function && call != written) {
      return find(DiagnosticKind::versioned_name, place,
                  fmt::format("`base_name(eventName)` never has a date, `{}` has one", written),
                  fmt::format("write `{}`", call), string_fix(place, call));
    }
    if (!scope.sources) return check_call_alone(test, call, written, place);
    const auto services = services_of(scope);
    if (!services) return;
    const bool is_known =
        std::any_of(services->begin(), services->end(), [&](std::string_view s) { return has_call(s, call); });
    if (is_known) return check_date(test, literal, *services, call, place);
    const auto knows = [&](CallKnowledge least) {
      return std::all_of(services->begin(), services->end(), [&](auto s) { return call_knowledge(s) >= least; });
    };
    if (knows(CallKnowledge::some))
      check_unknown(test, scope, *services, call, written, place, knows(CallKnowledge::all));
  }

  // A name that none of the services has.
  void check_unknown(const FieldTest& test, const EventScope& scope, const CallNames& services, std::string_view call,
                     std::string_view written, const LiteralPlace& place, bool is_all_known) {
    std::optional<std::string_view> near;
    for (const std::string_view service : services) {
      const auto found = near_call(service, call);
      if (found && (!near || same_but_case(*found, call))) near = found;
    }
    if (near && same_but_case(*near, call)) return report_case(test, *near, written, call, place);
    const CallNames others = services_with(call);
    const bool is_near_typo = near && differ_in_plural(*near, call);
    if (!others.empty() && !is_near_typo && is_all_known) {
      std::vector<Label> labels;
      if (scope.source_literal) {
        const Span source = place_of_literal(subject_, *scope.source_literal).span;
        if (subject_.is_of_files(source) && !(source == place.span))
          labels.push_back({source, "the source that is asked for"});
      }
      return find(DiagnosticKind::event_source_mismatch, place,
                  fmt::format("`{}` is a call of {}, not of {}", call, some_of_them(others), some_of_them(services)),
                  near ? fmt::format("did you mean `{}`? Else ask for the event source that has the call", *near)
                       : "ask for the event source that has the call; permissions of IAM are no event names",
                  {}, std::move(labels));
    }
    if (!near && !is_all_known) return;
    find(DiagnosticKind::unknown_event, place,
         fmt::format("{} has no call `{}` in AWS's models", some_of_them(services), call),
         near ? fmt::format("did you mean `{}`?", *near)
              : "permissions of IAM are no event names, and not all events are in the models: `# allow` it if records "
                "have it",
         near ? string_fix(place, std::string(*near) + std::string(written.substr(call.size()))) : std::vector<Fix>{});
  }

  void report_case(const FieldTest& test, std::string_view meant, std::string_view written, std::string_view call,
                   const LiteralPlace& place) {
    if (test.test->is_folded) return;
    find(DiagnosticKind::wrong_case, place, fmt::format("the call `{}` is written in other case", written),
         fmt::format("write `{}`, or compare with `~`", meant),
         string_fix(place, std::string(meant) + std::string(written.substr(call.size()))));
  }

  // A beginning, an end or another part of a name. Without a source only its case is looked at.
  void check_part(const FieldTest& test, NodeId literal, const EventScope& scope) {
    const bool is_part = test.op() == Operator::startswith || test.op() == Operator::endswith ||
                         (test.op() == Operator::contains && scope.sources);
    const std::string& part = *text_of(tree(), literal);
    if (!is_part || test.test->is_folded || part.empty()) return;
    const auto services = scope.sources ? services_of(scope) : CallNames();
    const auto knows = [](std::string_view service) { return call_knowledge(service) == CallKnowledge::all; };
    if (!services || !std::all_of(services->begin(), services->end(), knows)) return;
    std::string_view in_other_case;
    const auto is_met = [&](std::string_view call) {
      const auto at = place_in(call, part, test.op());
      if (at && in_other_case.empty()) in_other_case = call.substr(*at, part.size());
      return at && call.substr(*at, part.size()) == part;
    };
    const auto some_is_met = [&](const CallNames& calls) { return std::any_of(calls.begin(), calls.end(), is_met); };
    if (services->empty() ? some_is_met(all_calls())
                          : std::any_of(services->begin(), services->end(),
                                        [&](auto service) { return some_is_met(calls_of(service)); })) {
      return;
    }
    const LiteralPlace place = place_of_literal(subject_, literal);
    const std::string_view op = info(test.op()).spelling;
    if (!in_other_case.empty()) {
      return find(DiagnosticKind::wrong_case, place, fmt::format("no call {} `{}` in this case", op, part),
                  fmt::format("write `{}`, or compare with `{}~`", in_other_case, op),
                  string_fix(place, in_other_case));
    }
    if (services->empty() || base_name(part) != part) return;
    find(DiagnosticKind::unknown_event, place,
         fmt::format("no call of {} {} `{}` in AWS's models", some_of_them(*services), op, part),
         "not all events are in the models: `# allow` it if records have it");
  }

  // Where the part stands as the operator wants it, case aside.
  static std::optional<std::size_t> place_in(std::string_view call, std::string_view part, Operator op) {
    if (part.size() > call.size()) return std::nullopt;
    const std::size_t last = call.size() - part.size();
    const std::size_t begin = op == Operator::endswith ? last : 0;
    const std::size_t end = op == Operator::startswith ? 0 : last;
    for (std::size_t at = begin; at <= end; ++at) {
      if (same_but_case(call.substr(at, part.size()), part)) return at;
    }
    return std::nullopt;
  }

  // A name for which no source is asked.
  void check_call_alone(const FieldTest& test, std::string_view call, std::string_view written,
                        const LiteralPlace& place) {
    if (!services_with(call).empty()) {
      return;
    }
    const auto near = near_call(call);
    if (!near) return;
    if (same_but_case(*near, call)) return report_case(test, *near, written, call, place);
    find(DiagnosticKind::unknown_event, place, fmt::format("no call is known as `{}`", call),
         fmt::format("did you mean `{}`?", *near),
         string_fix(place, std::string(*near) + std::string(written.substr(call.size()))));
  }

  // A comparison that only the name without its date meets.
  void check_date(const FieldTest& test, NodeId literal, const CallNames& services, std::string_view call,
                  const LiteralPlace& place) {
    const bool is_dated_there =
        std::any_of(services.begin(), services.end(), [&](std::string_view s) { return is_dated(s, call); });
    const bool has_dated_one = std::any_of(test.literals.begin(), test.literals.end(), [&](NodeId other) {
      const std::string* text = text_of(tree(), other);
      return text != nullptr && *text != call && base_name(*text) == call;
    });
    const bool is_bare = *text_of(tree(), literal) == call;
    if (test.function || !is_bare || !is_dated_there || has_dated_one) return;
    const Span field = tree()[test.field].span;
    find(DiagnosticKind::versioned_name, place,
         fmt::format("records have `{}` with a date behind its name, which this comparison misses", call),
         "compare `base_name(eventName)`, or use `api(...)` of the pack `cloudtrail`",
         subject_.is_of_files(field) ? std::vector<Fix>{{field, "base_name(eventName)"}} : std::vector<Fix>{});
  }

  const LintSubject& subject_;
  CloudTrailFiles files_{subject_};
  Diagnostics& out_;
};

}  // namespace

void lint_event_calls(const LintSubject& subject, Diagnostics& out) {
  CallCheck check(subject, out);
  EventScopes scopes(subject, check.files());
  for (const closed::Rule& rule : subject.tree().rules) {
    for (const NodeId condition : rule.conditions) {
      scopes.walk(condition, [&](NodeId node, const EventScope& scope) { check.look_at(node, scope); });
    }
  }
}

}  // namespace spoor
