#include "compiler/schema/record_fields.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/lint/cloudtrail_files.h"
#include "compiler/lint/lint.h"

// Fields that rules ask records for, against those that CloudTrail records have.
namespace spoor {

namespace {

struct Keys {
  std::vector<std::string_view> names;
  std::vector<std::size_t> steps;  // of the field
};

Keys keys_of(const closed::Field& field) {
  Keys out;
  for (std::size_t i = 0; i < field.steps.size(); ++i) {
    if (field.steps[i].kind != PathStep::Kind::key) continue;
    out.names.push_back(field.steps[i].key);
    out.steps.push_back(i);
  }
  return out;
}

std::string joined(const Keys& keys, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out += '.';
    out += keys.names[i];
  }
  return out;
}

// The path up to and with the wrong key, if it is written as it reads: `useridentity.arn`. An edit replaces it.
std::vector<Fix> path_fix(const LintSubject& subject, Span span, const std::string& written, const std::string& meant) {
  if (!subject.is_of_files(span) || meant.empty()) return {};
  const std::string_view text = subject.sources()[span.source].text();
  if (!text.substr(span.begin).starts_with(written)) return {};
  return {{{span.source, span.begin, span.begin + static_cast<std::uint32_t>(written.size())}, meant}};
}

std::string help(const closed::Field& field, const FieldAnswer& answer) {
  if (!answer.meant.empty()) return fmt::format("did you mean `{}`?", answer.meant);
  if (answer.step > 0) return "";
  if (field.step) return "behind a step stands a field of its record, and no def";
  return "what a call has of its own stands below `requestParameters`, `responseElements` or `additionalEventData`";
}

void look_at(const LintSubject& subject, NodeId node, const closed::Field& field, Diagnostics& out) {
  const Keys keys = keys_of(field);
  const FieldAnswer answer = record_field(keys.names);
  if (answer.fit == FieldAnswer::Fit::has) return;
  const Span span = subject.place(node);
  const std::string path = joined(keys, answer.step + 1);
  if (answer.fit == FieldAnswer::Fit::other_case) {
    return report(out, DiagnosticKind::wrong_case, span, fmt::format("the field `{}` is written in other case", path),
                  fmt::format("write `{}`", answer.meant), {}, path_fix(subject, span, path, answer.meant));
  }
  if (answer.is_value) {
    return report(
        out, DiagnosticKind::unknown_field, span,
        fmt::format("`{}` has no keys, found `{}` behind it", joined(keys, answer.step), keys.names[answer.step]),
        "the field is a value in all records of CloudTrail");
  }
  report(out, DiagnosticKind::unknown_field, span,
         answer.step == 0 ? fmt::format("records of CloudTrail have no field `{}`", path)
                          : fmt::format("`{}` has no key `{}` in records of CloudTrail", joined(keys, answer.step),
                                        keys.names[answer.step]),
         help(field, answer), {}, path_fix(subject, span, path, answer.meant));
}

}  // namespace

void lint_record_fields(const LintSubject& subject, Diagnostics& out) {
  const CloudTrailFiles files(subject);
  const ClosedTree& tree = subject.tree();
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const auto* field = std::get_if<closed::Field>(&tree.nodes[i].node);
    if (field == nullptr || field->variable || field->steps.empty() || !files.contains(tree.nodes[i])) continue;
    look_at(subject, static_cast<NodeId>(i), *field, out);
  }
}

}  // namespace spoor
