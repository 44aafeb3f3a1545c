#include <fmt/format.h>

#include <algorithm>

#include "cli/render/diff_report.h"
#include "cli/render/markdown_text.h"

namespace spoor {

namespace {

// Lines of a block of `diff`, which colours them.
void add_lines(std::string_view sign, const std::string& text, std::string& out) {
  out += fmt::format("{} {}\n", sign, text);
}

std::string heading_of(const ChangedText& text) {
  const bool has_parts = text.change <= RuleChange::changed;
  return has_parts ? text.what : fmt::format("{}: {}", info(text.change).id, text.what);
}

std::string details(const std::vector<ChangedText>& texts) {
  std::string out, heading;
  for (const ChangedText& text : texts) {
    const std::string own = heading_of(text);
    if (own != heading) out += fmt::format("  {}\n", own);
    heading = own;
    if (text.before) add_lines("-", *text.before, out);
    if (text.after) add_lines("+", *text.after, out);
  }
  return out;
}

void add_rule_details(const RuleDiff& rule, std::string& out) {
  const std::string texts = details(rule.texts), causes = causes_text(rule);
  if (texts.empty() && causes.empty() && !rule.replayed) return;
  out += fmt::format("\n{}: {}\n", markdown_code(rule.name), markdown_prose(changes_text(rule)));
  if (!causes.empty()) out += fmt::format("\n{}\n", markdown_prose(causes));
  if (rule.replayed) out += fmt::format("\n{}\n", markdown_prose(replay_text(*rule.replayed)));
  if (!texts.empty()) out += fmt::format("\n{}\n", markdown_block(texts, "diff"));
}

void add_table(const PackDiff& diff, std::string& out) {
  if (diff.rules.empty()) return;
  out += diff.is_replayed ? "\n| rule | changed | findings in OLD | in NEW |\n|---|---|---:|---:|\n"
                          : "\n| rule | changed |\n|---|---|\n";
  for (const RuleDiff& rule : diff.rules) {
    out += fmt::format("| {} | {} |", markdown_code(rule.name, MarkdownPlace::table),
                       markdown_prose(changes_text(rule), MarkdownPlace::table));
    if (rule.replayed) out += fmt::format(" {} | {} |", rule.replayed->old_findings, rule.replayed->new_findings);
    out += "\n";
  }
}

}  // namespace

std::string diff_markdown(const DiffPage& page) {
  const PackDiff& diff = page.diff;
  std::string out = fmt::format("**Rules: {}**\n", markdown_prose(summary_text(diff)));
  if (!diff.packs.empty()) out += "\n";
  for (const PackVersion& pack : diff.packs) {
    out += fmt::format("- {}: {}\n", pack.name.empty() ? "pack without name" : markdown_code(pack.name),
                       markdown_prose(versions_text(pack)));
  }
  add_table(diff, out);
  if (!diff.names.empty()) out += "\n";
  for (const NameDiff& name : diff.names) out += fmt::format("- {}\n", markdown_prose(names_text(name)));
  std::string folded;
  for (const PackVersion& pack : diff.packs) {
    if (!pack.header.empty()) folded += fmt::format("\n{}\n", markdown_block(details(pack.header), "diff"));
  }
  for (const RuleDiff& rule : diff.rules) add_rule_details(rule, folded);
  if (folded.empty()) return out;
  return out + fmt::format("\n<details>\n<summary>Details</summary>\n{}\n</details>\n", folded);
}

}  // namespace spoor
