#include "compiler/def_names.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/scope.h"
#include "lang/suggest.h"

namespace spoor {

namespace {

constexpr std::string_view kPrelude = "cloudtrail";

std::optional<std::string_view> closest_of(std::string_view word, const std::vector<std::string>& names) {
  return closest(word, std::vector<std::string_view>(names.begin(), names.end()));
}

std::string use_of_prelude() { return fmt::format("`use {}` above the rules", kPrelude); }

// The name of a field that is all of a path, and could be a def's.
std::optional<std::string_view> bare_name(const closed::Node& node) {
  const auto* field = std::get_if<closed::Field>(&node);
  if (field == nullptr || field->variable || field->is_quoted || field->steps.size() != 1) return std::nullopt;
  return field->steps[0].key;
}

}  // namespace

LoadedPack prelude_user(PackSet& packs) {
  LoadedPack pack;
  if (LoadedPack* prelude = packs.find_or_load(kPrelude)) pack.uses.push_back({std::string(kPrelude), {}, prelude});
  return pack;
}

DefsOfPack defs_of(const LoadedPack& pack) {
  const bool may_read_cloudtrail = pack.name.empty() || pack.has_cloudtrail_schema;
  const bool uses_prelude = std::any_of(pack.uses.begin(), pack.uses.end(),
                                        [](const LoadedPack::Used& used) { return used.name == kPrelude; });
  return {def_names(pack), may_read_cloudtrail && !uses_prelude};
}

const std::vector<std::string>& DefNames::prelude() {
  if (!prelude_) {
    Sources sources;
    Diagnostics diagnostics;
    PackSet packs(sources, source_, diagnostics);
    prelude_ = def_names(prelude_user(packs));
  }
  return *prelude_;
}

bool DefNames::is_in_prelude(std::string_view name) {
  return std::find(prelude().begin(), prelude().end(), name) != prelude().end();
}

HelpForPath DefNames::help_for_path(std::string_view path, SourceId file) {
  const auto known = files_.find(file);
  if (const auto near = closest_of(path, known == files_.end() ? prelude() : known->second->names)) {
    return {fmt::format("did you mean the def `{}`", *near)};
  }
  if (is_in_prelude(path)) {
    return {fmt::format("`{}` is a def of the pack `{}`: write {}", path, kPrelude, use_of_prelude()), false};
  }
  const auto near = closest_of(path, prelude());
  if (!near) return {};
  return {fmt::format("did you mean the def `{}`, with {}", *near, use_of_prelude())};
}

void DefNames::report_fields(const ClosedTree& tree, Diagnostics& diagnostics) {
  for (const closed::Entry& entry : tree.nodes) {
    const auto name = bare_name(entry.node);
    const auto file = name ? files_.find(entry.span.source) : files_.end();
    if (file == files_.end() || !file->second->may_lack_prelude || !is_in_prelude(*name)) continue;
    report(diagnostics, DiagnosticKind::field_named_as_def, entry.span,
           fmt::format("`{}` is a field here, and a def of the pack `{}`", *name, kPrelude),
           fmt::format("write {}; or, if the field is meant, its name in backticks", use_of_prelude()));
  }
}

}  // namespace spoor
