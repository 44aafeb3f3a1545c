#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "compiler/lint/lint.h"
#include "compiler/lint/named_calls.h"

// Rules with memory that remember each record by itself, or very many values for a very long time.
namespace spoor {

namespace {

// Each record, or each request, has its own.
constexpr auto kUnique = std::to_array<std::string_view>(
    {"eventID", "requestID", "sharedEventID", "requestParameters.clientToken", "requestParameters.clientRequestToken"});

// There are as many as there are sessions, addresses or objects.
constexpr auto kMany = std::to_array<std::string_view>({"userIdentity.accessKeyId", "userIdentity.principalId",
                                                        "sourceIPAddress", "userAgent", "requestParameters.key",
                                                        "responseElements.credentials.accessKeyId", "eventTime"});

constexpr std::uint64_t kLong = 90ULL * 24 * 60 * 60 * 1000;  // milliseconds

class Memory {
 public:
  Memory(const LintSubject& subject, const closed::Rule& rule, Diagnostics& out)
      : tree_(subject.tree()), rule_(rule), out_(out) {}

  void run() {
    for (const closed::Output& output : rule_.outputs) {
      const bool is_key = output.role == OutputRole::key || output.role == OutputRole::optional_key;
      if (is_key) look_for_unique(output, "`dedup` remembers each record by itself, and shows every finding");
    }
    if (!rule_.state) return;
    const closed::State& state = *rule_.state;
    if (state.kind == StateKind::sequence || state.kind == StateKind::together) return;  // such fields join records
    for (const closed::Output& key : state.keys) look_for_unique(key, "each record is a group of its own");
    for (const closed::Output& value : state.values) look_for_unique(value, "each record has a value of its own");
    if (state.numbers.window <= kLong) return;
    for (const closed::Output& key : state.keys) look_for_many(key);
    for (const closed::Output& value : state.values) look_for_many(value);
  }

 private:
  static const std::string_view* find(const ClosedTree& tree, NodeId value, std::span<const std::string_view> fields) {
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [&](std::string_view field) { return is_field(tree, value, field); });
    return found == fields.end() ? nullptr : &*found;
  }

  void look_for_unique(const closed::Output& output, std::string_view what) {
    const std::string_view* field = find(tree_, output.value, kUnique);
    if (field == nullptr) return;
    report(out_, DiagnosticKind::unbounded_state, tree_[output.value].use,
           fmt::format("{}: no two have one `{}`", what, *field),
           "memory grows with every record: choose what many records have in common");
  }

  void look_for_many(const closed::Output& output) {
    const std::string_view* field = find(tree_, output.value, kMany);
    if (field == nullptr) return;
    report(out_, DiagnosticKind::unbounded_state, tree_[output.value].use,
           fmt::format("values of `{}` come and go all the time, and each is remembered for {} days", *field,
                       rule_.state->numbers.window * 90 / kLong),
           "shorten the time, or choose something that stays: a role, a network, a program's name");
  }

  const ClosedTree& tree_;
  const closed::Rule& rule_;
  Diagnostics& out_;
};

}  // namespace

void lint_unbounded_state(const LintSubject& subject, Diagnostics& out) {
  const std::set<SourceId> files = files_on_cloudtrail(subject);
  for (const closed::Rule& rule : subject.tree().rules) {
    if (files.contains(rule.name_span.source)) Memory(subject, rule, out).run();
  }
}

}  // namespace spoor
