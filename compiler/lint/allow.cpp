#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/lint/lint.h"
#include "lang/suggest.h"

// Comments `# allow: lint_id reason`.
namespace spoor {

namespace {

constexpr std::string_view kMark = "allow:";

struct Allow {
  Span comment;
  Span id_span;
  const LintInfo* lint;
  Span silences;  // the construct below it, or, behind code, the line
  bool is_used = false;
};

std::string_view without_blanks(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

// Finds the largest construct that begins at a byte of the tree's file.
class Constructs {
 public:
  Constructs(const Ast& tree, std::uint32_t begin) : begin_(begin) {
    if (tree.pack) look(tree.pack->span);
    look_at(tree.uses);
    look_at(tree.params);
    look_at(tree.lists);
    look_at(tree.tables);
    look_at(tree.defs);
    look_at(tree.samples);
    for (const ast::Rule& rule : tree.rules) {
      look(rule.span);
      look_at(rule.clauses);
    }
    for (const ast::Tune& tune : tree.tunes) {
      look(tune.span);
      look_at(tune.params);
      look_at(tune.lists);
      look_at(tune.clauses);
    }
    look_at(tree.exprs);
  }

  std::uint32_t end() const { return end_; }  // 0: none begins there

 private:
  void look(Span span) {
    if (span.begin == begin_) end_ = std::max(end_, span.end);
  }
  template <typename Construct>
  void look_at(const std::vector<Construct>& constructs) {
    for (const Construct& construct : constructs) look(construct.span);
  }
  template <typename Construct>
  void look_at(const std::optional<Construct>& construct) {
    if (construct) look(construct->span);
  }
  void look_at(const ast::Clauses& clauses) {
    look_at(clauses.metas);
    look(clauses.where_span);
    look_at(clauses.state);
    if (clauses.state) look_at(clauses.state->steps);
    look_at(clauses.exceptions);
    look_at(clauses.dedup);
    look_at(clauses.emit);
    look_at(clauses.tests);
    look_at(clauses.flag);
  }

  std::uint32_t begin_;
  std::uint32_t end_ = 0;
};

// The first byte behind a comment that is neither blank nor of a comment; the text's end if there is none.
std::uint32_t next_code(std::string_view text, std::uint32_t from) {
  while (from < text.size()) {
    if (text[from] == '#') {
      from = static_cast<std::uint32_t>(std::min(text.find('\n', from), text.size()));
    } else if (text[from] == ' ' || text[from] == '\t' || text[from] == '\r' || text[from] == '\n') {
      ++from;
    } else {
      break;
    }
  }
  return from;
}

Span silenced(const Ast& tree, std::string_view text, Span comment) {
  const auto line_begin = static_cast<std::uint32_t>(text.rfind('\n', comment.begin) + 1);
  if (!without_blanks(text.substr(line_begin, comment.begin - line_begin)).empty()) {
    return {comment.source, line_begin, comment.end};
  }
  const std::uint32_t begin = next_code(text, comment.end);
  const std::uint32_t construct = Constructs(tree, begin).end();
  const auto line_end = static_cast<std::uint32_t>(std::min(text.find('\n', begin), text.size()));
  return {comment.source, begin, std::max(construct, line_end)};
}

// An allow, if the comment is one; what is wrong with it is reported.
std::optional<Allow> read_allow(const Ast& tree, const Sources& sources, Span comment, Diagnostics& out) {
  const std::string_view text = sources[tree.source].text();
  std::string_view rest = without_blanks(text.substr(comment.begin + 1, comment.end - comment.begin - 1));
  if (!rest.starts_with(kMark)) return std::nullopt;
  rest = without_blanks(rest.substr(kMark.size()));
  const std::string_view id = rest.substr(0, rest.find_first_of(" \t"));
  const std::string_view reason = without_blanks(rest.substr(id.size()));
  const auto at = static_cast<std::uint32_t>(id.data() - text.data());
  const Span id_span{comment.source, at, at + static_cast<std::uint32_t>(id.size())};
  const LintInfo* lint = find_lint(id);
  if (lint == nullptr) {
    std::vector<std::string_view> ids;
    for (const LintInfo& known : lints()) ids.push_back(known.id);
    const auto near = id.empty() ? std::nullopt : closest(id, ids);
    report(out, DiagnosticKind::bad_allow, id.empty() ? comment : id_span,
           id.empty() ? "an `allow` names the lint that it silences" : fmt::format("there is no lint `{}`", id),
           near ? fmt::format("did you mean `{}`?", *near)
                : "write `# allow: lint_id reason`; `spoor lint --list` has all ids",
           {}, near ? std::vector<Fix>{{id_span, std::string(*near)}} : std::vector<Fix>{});
    return std::nullopt;
  }
  if (reason.empty()) {
    report(out, DiagnosticKind::bad_allow, comment, fmt::format("this `allow` of `{}` has no reason", id),
           "say behind the id why the finding is none: `# allow: lint_id reason`");
    return std::nullopt;
  }
  return Allow{comment, id_span, lint, silenced(tree, text, comment)};
}

// The whole line of a comment that stands alone, else the comment with the blanks before it.
Span removed_with(std::string_view text, Span comment) {
  std::uint32_t begin = comment.begin, end = comment.end;
  while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) --begin;
  const bool is_alone = begin == 0 || text[begin - 1] == '\n';
  if (is_alone && end < text.size()) ++end;
  return {comment.source, begin, end};
}

bool silences(const Allow& allow, const Diagnostic& finding) {
  return allow.lint->kind == finding.kind && finding.span.source == allow.silences.source &&
         finding.span.begin >= allow.silences.begin && finding.span.begin < allow.silences.end;
}

}  // namespace

void silence(const LintSubject& subject, const std::set<DiagnosticKind>& skipped, Diagnostics& findings) {
  std::vector<Allow> allows;
  Diagnostics wrong;
  for (const Ast& tree : subject.rules.trees.trees) {
    if (!subject.files.contains(tree.source)) continue;
    for (const ast::Comment& comment : tree.comments) {
      if (auto allow = read_allow(tree, subject.sources(), comment.span, wrong)) allows.push_back(*allow);
    }
  }
  std::erase_if(findings, [&](const Diagnostic& finding) {
    if (find_lint(finding.kind) == nullptr) return false;
    const auto allow = std::find_if(allows.begin(), allows.end(),
                                    [&](const Allow& candidate) { return silences(candidate, finding); });
    if (allow == allows.end()) return false;
    allow->is_used = true;
    return true;
  });
  for (const Allow& allow : allows) {
    if (allow.is_used || skipped.contains(allow.lint->kind) || !subject.settings.asks(allow.lint->kind)) continue;
    const std::string_view text = subject.sources()[allow.comment.source].text();
    report(wrong, DiagnosticKind::unused_allow, allow.comment,
           fmt::format("this `allow` silences nothing: `{}` finds nothing here", allow.lint->id), "take it away", {},
           {{removed_with(text, allow.comment), ""}});
  }
  set_levels(subject.settings, wrong);
  findings.insert(findings.end(), wrong.begin(), wrong.end());
}

}  // namespace spoor
