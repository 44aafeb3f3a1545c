#include "cli/workbench/lint/fix_rules.h"

#include <algorithm>
#include <map>
#include <utility>

#include "lang/parse.h"
#include "lang/print.h"

namespace spoor {

namespace {

// More rounds than fixes that wait for each other; what is left then is left to the next call.
constexpr int kMostRounds = 10;

bool is_wanted(const Diagnostic& finding, bool with_unsafe) {
  if (finding.fixes.empty()) return false;
  const LintInfo* lint = find_lint(finding.kind);
  return with_unsafe || (lint != nullptr && lint->fix == FixSafety::safe);
}

// Edits of one file that can be made together: whole fixes, the first come first.
class Edits {
 public:
  // False if the finding's edits touch others.
  bool add(const std::vector<Fix>& fixes) {
    for (const Fix& fix : fixes) {
      if (std::any_of(edits_.begin(), edits_.end(), [&](const Fix& other) { return touch(fix.span, other.span); })) {
        return false;
      }
    }
    edits_.insert(edits_.end(), fixes.begin(), fixes.end());
    return true;
  }

  std::string apply(std::string text) {
    std::sort(edits_.begin(), edits_.end(), [](const Fix& a, const Fix& b) { return a.span.begin > b.span.begin; });
    for (const Fix& fix : edits_) text.replace(fix.span.begin, fix.span.end - fix.span.begin, fix.replacement);
    return text;
  }

 private:
  static bool touch(Span a, Span b) { return a.begin <= b.end && b.begin <= a.end; }

  std::vector<Fix> edits_;
};

std::string laid_out(const std::string& name, std::string text) {
  Sources sources;
  const SourceId id = sources.add(name, std::move(text));
  if (has_error(parse(sources, id).diagnostics)) return sources[id].text();
  return formatted(sources[id]);
}

std::map<std::string, std::size_t> errors_by_file(const Linted& linted) {
  std::map<std::string, std::size_t> out;
  for (const Diagnostic& found : linted.rules.compiled.diagnostics) {
    if (severity_of(found) == Severity::error) ++out[linted.rules.compiled.sources[found.span.source].name()];
  }
  return out;
}

class Fixer {
 public:
  Fixer(CompileRequest request, const SourceOf& source_of, const std::vector<LintGroup>& groups, bool with_unsafe)
      : request_(std::move(request)), source_of_(source_of), groups_(groups), with_unsafe_(with_unsafe) {
    for (const LintGroup& group : groups_) given_.insert(group.files.begin(), group.files.end());
  }

  FixedRules run() {
    const std::vector<SourceText> first = request_.files;
    FixedRules out{{}, {}, 0, {}, lint()};
    for (int round = 0; round < kMostRounds; ++round) {
      const std::vector<SourceText> files = request_.files;
      if (!edit(out.linted)) break;
      Linted after = lint();
      if (take_back_broken(files, out.linted, after, out.left)) after = lint();
      const std::size_t before = count_wanted(out.linted), now = count_wanted(after);  // in files that were not broken
      out.fixed += before > now ? before - now : 0;
      out.linted = std::move(after);
    }
    out.files = request_.files;
    for (std::size_t i = 0; i < first.size(); ++i) out.is_changed.push_back(first[i].text != out.files[i].text);
    return out;
  }

 private:
  Linted lint() {
    const auto source = source_of_(request_.files);
    return lint_rules(request_, *source, groups_);
  }

  bool is_fixable(const Diagnostic& finding, const Sources& sources) const {
    const std::string& file = sources[finding.span.source].name();
    return is_wanted(finding, with_unsafe_) && given_.contains(file) && !broken_.contains(file);
  }

  std::size_t count_wanted(const Linted& linted) const {
    return static_cast<std::size_t>(
        std::count_if(linted.findings.begin(), linted.findings.end(),
                      [&](const Diagnostic& finding) { return is_fixable(finding, linted.rules.compiled.sources); }));
  }

  // False if there was nothing to edit.
  bool edit(const Linted& linted) {
    const Sources& sources = linted.rules.compiled.sources;
    std::map<std::string, Edits> edits;
    for (const Diagnostic& finding : linted.findings) {
      if (!is_fixable(finding, sources)) continue;
      const bool is_of_one_file = std::all_of(finding.fixes.begin(), finding.fixes.end(),
                                              [&](const Fix& fix) { return fix.span.source == finding.span.source; });
      if (is_of_one_file) edits[sources[finding.span.source].name()].add(finding.fixes);
    }
    for (SourceText& file : request_.files) {
      const auto found = edits.find(file.name);
      if (found != edits.end()) file.text = laid_out(file.name, found->second.apply(std::move(file.text)));
    }
    return !edits.empty();
  }

  // A file that has more errors than before gets its old text again, and no more fixes; all that were edited do, where
  // what was taken from one is an error in another.
  bool take_back_broken(const std::vector<SourceText>& files, const Linted& before, const Linted& after,
                        std::vector<std::string>& left) {
    const auto errors_before = errors_by_file(before), errors_after = errors_by_file(after);
    std::set<std::string> worse;
    for (const auto& [name, errors] : errors_after) {
      const auto then = errors_before.find(name);
      if (then == errors_before.end() || then->second < errors) worse.insert(name);
    }
    bool is_all = false;
    for (std::size_t i = 0; i < files.size(); ++i) {
      is_all = is_all || (worse.contains(files[i].name) && files[i].text == request_.files[i].text);
    }
    for (std::size_t i = 0; i < files.size() && !worse.empty(); ++i) {
      if (files[i].text == request_.files[i].text || !(is_all || worse.contains(files[i].name))) continue;
      request_.files[i].text = files[i].text;
      broken_.insert(files[i].name);
      left.push_back(files[i].name);
    }
    return !worse.empty();
  }

  CompileRequest request_;
  const SourceOf& source_of_;
  const std::vector<LintGroup>& groups_;
  bool with_unsafe_;
  std::set<std::string> given_;
  std::set<std::string> broken_;  // files that fixes would break
};

}  // namespace

FixedRules fix_rules(CompileRequest request, const SourceOf& source_of, const std::vector<LintGroup>& groups,
                     bool with_unsafe) {
  return Fixer(std::move(request), source_of, groups, with_unsafe).run();
}

}  // namespace spoor
