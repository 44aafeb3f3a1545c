#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/render/markdown_text.h"
#include "cli/render/quantities.h"
#include "cli/report/pack_page.h"
#include "cli/report/page_counts.h"

namespace spoor {

namespace {

std::vector<std::string> heading_links(const std::vector<std::string>& rules) {
  std::vector<std::string> links;
  for (const std::string& rule : rules) links.push_back(heading_link(rule));
  return links;
}

class MarkdownWriter {
 public:
  explicit MarkdownWriter(const PackPage& page) : page_(page) {}

  std::string write() {
    out_ = fmt::format("# {}\n", markdown_prose(page_.title()));
    for (const PackHeader& pack : page_.packs) write_header(pack);
    write_counts();
    write_contents();
    write_matrix();
    for (const PackHeader& pack : page_.packs) write_values(pack);
    for (const ThemePage& theme : page_.themes) write_theme(theme);
    return std::move(out_);
  }

 private:
  template <typename... Args>
  void line(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
    out_ += '\n';
  }

  void write_paragraphs(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) line("\n{}", markdown_prose(text));
  }

  void write_header(const PackHeader& pack) {
    if (!pack.name.empty()) {
      line("\nPack `{}`{}{}.", pack.name, pack.version.empty() ? "" : ", version " + pack.version,
           pack.license.empty() ? "" : ", licence " + pack.license);
    }
    write_paragraphs(pack.text);
  }

  void write_counts() {
    line("\n{}.", plural(page_.rule_count(), "rule"));
    line("\n| severity | rules |\n|---|---:|");
    for (const auto& [level, count] : rules_by_level(page_)) line("| {} | {} |", to_text(level), count);
    if (page_.tactics.empty()) return;
    line("\n| tactic | rules |\n|---|---:|");
    for (const auto& [tactic, count] : rules_by_tactic(page_)) line("| {} | {} |", tactic, count);
  }

  void write_contents() {
    line("\n## Contents\n\n| rule | severity | title |\n|---|---|---|");
    for (const ThemePage& theme : page_.themes) {
      line("| **{}** | | |", heading_link(theme.name));
      for (const RulePage& rule : theme.rules) {
        line("| {} | {} | {} |", heading_link(rule.name), to_text(rule.level),
             markdown_prose(rule.title, MarkdownPlace::table));
      }
    }
  }

  void write_matrix() {
    if (page_.techniques.empty()) return;
    line("\n## ATT&CK\n\n| tactic | technique | name | rules |\n|---|---|---|---|");
    for (const MatrixRow& row : matrix_rows(page_)) {
      line("| {} | {} | {} | {} |", row.tactic, markdown_prose(row.technique->id, MarkdownPlace::table),
           markdown_prose(row.technique->name, MarkdownPlace::table),
           fmt::join(heading_links(row.technique->rules), ", "));
    }
  }

  void write_values(const PackHeader& pack) {
    if (pack.values.empty()) return;
    line("\n## What a site may set{}\n", page_.packs.size() > 1 ? " of " + markdown_prose(pack.name) : "");
    const bool is_given = has_given(pack);
    line("| | name | default |{} meaning | rules |\n|---|---|---|{}---|---|", is_given ? " here |" : "",
         is_given ? "---|" : "");
    for (const SiteValue& value : pack.values) {
      const std::string type = value.type.empty() ? "" : " of " + value.type;
      const std::string given = is_given ? fmt::format(" {} |", value_cell(value.given)) : "";
      line("| {}{} | `{}` | {} |{} {} | {} |", to_text(value.kind), type, value.name, value_cell(value.text), given,
           markdown_prose(meaning_of(value), MarkdownPlace::table), fmt::join(heading_links(value.rules), ", "));
    }
  }

  static std::string value_cell(const std::string& text) {
    return text.empty() ? "" : markdown_code(shown_value(text), MarkdownPlace::table);
  }

  void write_theme(const ThemePage& theme) {
    line("\n## {}", markdown_prose(theme.name));
    write_paragraphs(theme.text);
    for (const RulePage& rule : theme.rules) write_rule(rule);
  }

  void write_rule(const RulePage& rule) {
    line("\n### {}\n", markdown_prose(rule.name));
    line("**{}**, {}{}", markdown_prose(rule.title), to_text(rule.level), rule.is_tuned ? ", tuned here" : "");
    if (!rule.description.empty()) line("\n{}", markdown_prose(rule.description));
    out_ += '\n';
    write_facts(rule);
    if (!rule.condition.empty()) line("\n{}", markdown_block(rule.condition, "text"));
  }

  void write_facts(const RulePage& rule) {
    for (const std::string& id : rule.attack) {
      const TechniquePage& technique = *page_.find_technique(id);
      line("- ATT&CK: {}{}{}", markdown_prose(id), technique.name.empty() ? "" : " " + markdown_prose(technique.name),
           technique.tactics.empty() ? "" : fmt::format(" ({})", fmt::join(technique.tactics, ", ")));
    }
    for (const auto& [source, names] : rule.calls) write_calls(source, names);
    if (!rule.memory.empty()) line("- memory: {}", markdown_code(rule.memory));
    if (!rule.steps.empty()) {
      std::vector<std::string> steps;
      for (const std::string& step : rule.steps) steps.push_back(markdown_code(step));
      line("- steps: {}", fmt::join(steps, ", "));
    }
    write_texts("false positives", rule.falsepositives);
    if (!rule.runbook.empty()) line("- runbook: {}", markdown_prose(rule.runbook));
    for (const std::string& ref : rule.refs) line("- see {}", markdown_link(ref));
    for (const RulePage::Fact& fact : rule.facts) write_texts(fact.key, fact.values);
    if (!rule.tags.empty()) line("- tags: {}", markdown_prose(fmt::format("{}", fmt::join(rule.tags, ", "))));
    line("- tests: {} firing, {} silent", rule.firing_tests, rule.silent_tests);
  }

  void write_calls(const std::string& source, const std::set<std::string>& names) {
    std::vector<std::string> codes;
    for (const std::string& name : names) codes.push_back(markdown_code(name));
    line("- calls{}{}{}", source.empty() ? "" : " of " + markdown_code(source), names.empty() ? "" : ": ",
         fmt::join(codes, ", "));
  }

  void write_texts(std::string_view name, const std::vector<std::string>& texts) {
    for (const std::string& text : texts) line("- {}: {}", name, markdown_prose(text));
  }

  const PackPage& page_;
  std::string out_;
};

}  // namespace

std::string markdown_page(const PackPage& page) { return MarkdownWriter(page).write(); }

}  // namespace spoor
