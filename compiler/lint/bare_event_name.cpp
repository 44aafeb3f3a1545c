#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/children.h"
#include "compiler/lint/lint.h"
#include "compiler/lint/named_calls.h"
#include "compiler/schema/api_table.h"
#include "compiler/schema/aws_calls.h"

// Rules that name a call and not its service, where several services have a call of that name.
namespace spoor {

namespace {

// Fields that tell services apart, in ways that are not followed here.
constexpr auto kFieldsOfServices = std::to_array<std::string_view>(
    {"eventSource", "responseElements", "additionalEventData", "serviceEventDetails", "resources", "eventType"});

class BareNames {
 public:
  BareNames(const LintSubject& subject, Diagnostics& out) : tree_(subject.tree()), out_(out) {}

  void look_at(NodeId condition) {
    const std::vector<NamedCall> calls = named_calls(tree_, condition);
    const auto is_bare = [](const NamedCall& call) { return call.name && !call.source; };
    if (std::none_of(calls.begin(), calls.end(), is_bare) || !read_fields(condition)) return;
    std::set<std::string> names;
    std::optional<NodeId> place;
    for (const NamedCall& call : calls) {
      if (!is_bare(call) || services_of(*call.name).size() < 2) continue;
      names.insert(*call.name);
      if (!place) place = call.place;
    }
    if (!names.empty()) report_bare(names, tree_[*place].use);
  }

 private:
  // Parameters that the condition reads; false if something else tells the service.
  bool read_fields(NodeId condition) {
    parameters_.clear();
    std::vector<NodeId> open = {condition};
    while (!open.empty()) {
      const closed::Node& node = tree_[open.back()].node;
      open.pop_back();
      if (const auto* field = std::get_if<closed::Field>(&node); field != nullptr && !field->variable) {
        if (field->steps.empty()) continue;
        const std::string& head = field->steps[0].key;
        if (std::find(kFieldsOfServices.begin(), kFieldsOfServices.end(), head) != kFieldsOfServices.end())
          return false;
        if (head == "requestParameters" && field->steps.size() > 1) parameters_.insert(field->steps[1].key);
      }
      for_each_child(node, [&](NodeId child) { open.push_back(child); });
    }
    return true;
  }

  // Services that have the call with all of the parameters.
  std::vector<std::string_view> services_of(const std::string& name) const {
    std::vector<std::string_view> services = services_with(name);
    std::erase_if(services, [&](std::string_view service) { return !takes_parameters(service, name); });
    return services;
  }

  bool takes_parameters(std::string_view service, std::string_view name) const {
    if (parameters_.empty()) return true;
    const std::vector<std::string_view> models = models_of(service);
    return std::any_of(models.begin(), models.end(), [&](std::string_view model) {
      const ApiTable::Call* call = api_table().call(model, name);
      if (call == nullptr) return false;
      const std::vector<std::string> keys = api_table().request_keys(*call);
      return std::all_of(parameters_.begin(), parameters_.end(), [&](const std::string& parameter) {
        return std::find(keys.begin(), keys.end(), parameter) != keys.end();
      });
    });
  }

  void report_bare(const std::set<std::string>& names, Span place) {
    const std::vector<std::string_view> services = services_of(*names.begin());
    const std::set<std::string> shown(services.begin(), services.end());
    report(out_, DiagnosticKind::bare_event_name, place,
           names.size() == 1 ? fmt::format("{} is a call of {}", names_text(names), names_text(shown))
                             : fmt::format("{} are calls of several services, `{}` of {}", names_text(names),
                                           *names.begin(), names_text(shown)),
           "name the service too, by `eventSource` or with `api` of the prelude");
  }

  const ClosedTree& tree_;
  Diagnostics& out_;
  std::set<std::string> parameters_;
};

}  // namespace

void lint_bare_event_name(const LintSubject& subject, Diagnostics& out) {
  const std::set<SourceId> files = files_on_cloudtrail(subject);
  BareNames bare(subject, out);
  for (const closed::Rule& rule : subject.tree().rules) {
    if (!files.contains(rule.name_span.source)) continue;
    for (const NodeId condition : rule.conditions) bare.look_at(condition);
  }
}

}  // namespace spoor
