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

// Rules for calls that change something, which fire for attempts and deeds alike without a word about it.
namespace spoor {

namespace {

// What tells how a call ended.
constexpr auto kOutcomes = std::to_array<std::string_view>(
    {"errorCode", "errorMessage", "responseElements", "additionalEventData", "serviceEventDetails"});

// Verbs with which calls begin that change something. Other names may be of what services report of themselves.
constexpr auto kChangingVerbs = std::to_array<std::string_view>(
    {"Accept",  "Add",    "Allocate",   "Apply",  "Associate",  "Attach",   "Authorize", "Cancel",       "Change",
     "Copy",    "Create", "Deactivate", "Delete", "Deregister", "Detach",   "Disable",   "Disassociate", "Enable",
     "Export",  "Import", "Leave",      "Modify", "Put",        "Register", "Reject",    "Remove",       "Replace",
     "Request", "Reset",  "Restore",    "Revoke", "Run",        "Schedule", "Send",      "Set",          "Start",
     "Stop",    "Tag",    "Terminate",  "Untag",  "Update",     "Upload"});

bool is_changing(std::string_view name) {
  return std::any_of(kChangingVerbs.begin(), kChangingVerbs.end(), [&](std::string_view verb) {
    return name.starts_with(verb) && name.size() > verb.size() && name[verb.size()] >= 'A' && name[verb.size()] <= 'Z';
  });
}

class Outcome {
 public:
  Outcome(const LintSubject& subject, const closed::Rule& rule)
      : tree_(subject.tree()), subject_(subject), rule_(rule) {}

  void run(Diagnostics& out) {
    if (is_asked()) return;
    for (const NodeId condition : rule_.conditions) {
      if (!look_at(named_calls(tree_, condition))) return;
    }
    if (names_.empty()) return;
    report(out, DiagnosticKind::outcome_not_asked, tree_[*place_].use,
           fmt::format("the rule fires for {} whether the call went through or not", names_text(names_)),
           "ask how it ended, by `errorCode` or `success` of the prelude, or show it in the message");
  }

 private:
  // In any condition, exception or value of the rule.
  bool is_asked() const {
    std::vector<NodeId> open = rule_.conditions;
    for (const closed::Output& output : rule_.outputs) open.push_back(output.value);
    if (rule_.state) {
      for (const closed::Output& key : rule_.state->keys) open.push_back(key.value);
      for (const closed::Output& value : rule_.state->values) open.push_back(value.value);
    }
    while (!open.empty()) {
      const NodeId id = open.back();
      open.pop_back();
      const closed::Node& node = tree_[id].node;
      if (const auto* field = std::get_if<closed::Field>(&node); field != nullptr && tells_outcome(*field)) return true;
      for_each_child(node, [&](NodeId child) { open.push_back(child); });
    }
    return false;
  }

  static bool tells_outcome(const closed::Field& field) {
    return !field.variable && !field.steps.empty() &&
           std::find(kOutcomes.begin(), kOutcomes.end(), field.steps[0].key) != kOutcomes.end();
  }

  // False: the rule may be about something else.
  bool look_at(const std::vector<NamedCall>& calls) {
    for (const NamedCall& call : calls) {
      if (!call.name) return false;
      if (!is_changing(*call.name)) continue;
      names_.insert(*call.name);
      if (!place_) place_ = call.place;
    }
    return true;
  }

  const ClosedTree& tree_;
  const LintSubject& subject_;
  const closed::Rule& rule_;
  std::set<std::string> names_;
  std::optional<NodeId> place_;
};

}  // namespace

void lint_outcome_not_asked(const LintSubject& subject, Diagnostics& out) {
  const std::set<SourceId> files = files_on_cloudtrail(subject);
  for (const closed::Rule& rule : subject.tree().rules) {
    if (files.contains(rule.name_span.source) && !rule.is_hidden) Outcome(subject, rule).run(out);
  }
}

}  // namespace spoor
