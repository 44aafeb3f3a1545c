#include "cli/check_files.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "cli/options.h"
#include "cli/rule_files.h"
#include "cli/rule_selection.h"
#include "cli/workbench/source_text.h"
#include "compiler/compile.h"

namespace spoor {

namespace {

struct Look {
  CheckedFiles checked;
  bool is_used_back = false;  // a pack that is none of these files uses one of theirs, whichever of its names
};

bool is_any_in(const Diagnostic& finding, const std::set<SourceId>& files) {
  return files.contains(finding.span.source) ||
         std::any_of(finding.labels.begin(), finding.labels.end(),
                     [&](const Label& label) { return files.contains(label.span.source); });
}

bool uses_back(const Inspected& made, const std::set<SourceId>& files) {
  const auto is_own = [&](const LoadedPack& pack) {
    return std::any_of(pack.trees.begin(), pack.trees.end(),
                       [&](const Ast* tree) { return files.contains(tree->source); });
  };
  return std::any_of(made.trees.packs.begin(), made.trees.packs.end(), [&](const LoadedPack& pack) {
    return !is_own(pack) && std::any_of(pack.uses.begin(), pack.uses.end(),
                                        [&](const LoadedPack::Used& use) { return is_own(*use.pack); });
  });
}

// With the companions first: what stands twice is then said of the file given, which is the one that is being written.
Look look_at(const RelatedFiles& request, std::vector<SourceText> lenders, const std::vector<std::string>& pack_path) {
  std::vector<SourceText> files = request.related;
  files.insert(files.end(), request.given.begin(), request.given.end());
  const RuleSource source(files, pack_path);
  Inspected made = inspect({.files = std::move(files), .outputs = {}, .lenders = std::move(lenders)}, source);
  Compiled& compiled = made.compiled;
  const std::vector<std::string> names = names_of(request.given);
  const std::set<SourceId> own = sources_named({names.begin(), names.end()}, compiled.sources),
                           others =
                               sources_named({request.companions.begin(), request.companions.end()}, compiled.sources);
  Look look;
  if (!has_error(compiled.diagnostics)) {
    const Program& program = compiled.program;
    look.checked.rules = others.empty()
                             ? count_shown(program)
                             : rules_of_files(program, shown_names(program, {}), compiled.rule_places, own).size();
  }
  std::set<SourceId> all = own;
  all.insert(others.begin(), others.end());
  look.is_used_back = uses_back(made, all);
  std::erase_if(compiled.diagnostics, [&](const Diagnostic& finding) {
    const bool is_dropped = is_any_in(finding, others) && !is_any_in(finding, own);
    if (is_dropped && severity_of(finding) == Severity::error) ++look.checked.errors_in_related;
    return is_dropped;
  });
  look.checked.findings = std::move(compiled.diagnostics);
  look.checked.sources = std::move(compiled.sources);
  return look;
}

}  // namespace

tl::expected<CheckedFiles, std::string> check_files(const RelatedFiles& files,
                                                    const std::vector<std::string>& pack_path) {
  Look look = look_at(files, {}, pack_path);
  if (files.has_all() || (look.checked.findings.empty() && !look.is_used_back)) return std::move(look.checked);
  auto unrelated = read_unrelated(files);
  if (!unrelated) return tl::unexpected(unrelated.error());
  return look_at(files, std::move(*unrelated), pack_path).checked;
}

}  // namespace spoor
