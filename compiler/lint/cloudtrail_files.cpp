#include "compiler/lint/cloudtrail_files.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace spoor {

namespace {

constexpr auto kFieldsOfCloudTrail =
    std::to_array<std::string_view>({"eventSource", "eventName", "userIdentity", "awsRegion", "sourceIPAddress",
                                     "requestParameters", "responseElements", "recipientAccountId", "eventCategory"});

bool tells(const closed::Field& field) {
  return !field.variable && !field.steps.empty() &&
         std::find(kFieldsOfCloudTrail.begin(), kFieldsOfCloudTrail.end(), field.steps.front().key) !=
             kFieldsOfCloudTrail.end();
}

}  // namespace

CloudTrailFiles::CloudTrailFiles(const LintSubject& subject) {
  std::set<SourceId> without_header;
  for (const LoadedPack* pack : subject.rules.packs) {
    if (!pack->name.empty()) continue;
    for (const Ast* tree : pack->trees) without_header.insert(tree->source);
  }
  if (without_header.empty()) return;
  for (const closed::Entry& entry : subject.tree().nodes) {
    const auto* field = std::get_if<closed::Field>(&entry.node);
    if (field != nullptr && tells(*field) && without_header.contains(entry.span.source))
      bare_.insert(entry.span.source);
  }
}

}  // namespace spoor
