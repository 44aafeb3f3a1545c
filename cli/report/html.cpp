#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "cli/render/quantities.h"
#include "cli/report/html_text.h"
#include "cli/report/pack_page.h"
#include "cli/report/page_counts.h"
#include "cli/report/page_parts.h"

namespace spoor {

namespace {

// Nothing may be fetched, whatever a rule's text says.
constexpr std::string_view kPolicy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

std::string rule_link(std::string_view rule) {
  const std::string name = html_text(rule);
  return fmt::format(R"(<a href="#{}"><code>{}</code></a>)", name, name);
}

std::string joined(const std::vector<std::string>& texts, std::string (*shown)(std::string_view)) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + shown(text);
  return out;
}

class HtmlWriter {
 public:
  explicit HtmlWriter(const PackPage& page) : page_(page) {}

  std::string write() {
    write_head();
    for (const PackHeader& pack : page_.packs) write_header(pack);
    write_counts();
    write_contents();
    write_matrix();
    for (const PackHeader& pack : page_.packs) write_values(pack);
    line("<h2 id=\"rules\">Rules</h2>");
    write_filters();
    for (const ThemePage& theme : page_.themes) write_theme(theme);
    line("</main>\n<script>\n{}</script>\n</body>\n</html>", page_script());
    return std::move(out_);
  }

 private:
  template <typename... Args>
  void line(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
    out_ += '\n';
  }

  void write_head() {
    const std::string title = html_text(page_.title());
    line("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">");
    line(R"(<meta http-equiv="Content-Security-Policy" content="{}">)", kPolicy);
    line(R"(<meta name="viewport" content="width=device-width, initial-scale=1">)");
    line("<title>{}</title>\n<style>\n{}</style>\n</head>\n<body>\n<main>\n<h1>{}</h1>", title, page_style(), title);
  }

  void write_paragraphs(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) line("<p>{}</p>", html_prose(text));
  }

  void write_header(const PackHeader& pack) {
    if (!pack.name.empty()) {
      line("<p>Pack {}{}{}.</p>", html_code(pack.name),
           pack.version.empty() ? "" : ", version " + html_text(pack.version),
           pack.license.empty() ? "" : ", licence " + html_text(pack.license));
    }
    write_paragraphs(pack.text);
  }

  void write_counts() {
    line("<p>{}.</p>\n<div class=\"counts\">", plural(page_.rule_count(), "rule"));
    line("<table>\n<tr><th>severity</th><th>rules</th></tr>");
    for (const auto& [level, count] : rules_by_level(page_)) {
      line("<tr><td class=\"{0}\">{0}</td><td class=\"number\">{1}</td></tr>", to_text(level), count);
    }
    line("</table>");
    if (!page_.tactics.empty()) {
      line("<table>\n<tr><th>tactic</th><th>rules</th></tr>");
      for (const auto& [tactic, count] : rules_by_tactic(page_)) {
        line("<tr><td>{}</td><td class=\"number\">{}</td></tr>", html_text(tactic), count);
      }
      line("</table>");
    }
    line("</div>");
  }

  void write_contents() {
    line("<nav>\n<h2>Contents</h2>\n<ul>");
    if (!page_.techniques.empty()) line("<li><a href=\"#attack\">ATT&amp;CK</a></li>");
    for (std::size_t i = 0; i < page_.themes.size(); ++i) {
      const ThemePage& theme = page_.themes[i];
      line("<li><a href=\"#theme-{}\">{}</a> ({})</li>", i, html_text(theme.name), theme.rules.size());
    }
    line("</ul>\n</nav>");
  }

  void write_matrix() {
    if (page_.techniques.empty()) return;
    line("<h2 id=\"attack\">ATT&amp;CK</h2>\n<div class=\"scroll\"><table>");
    line("<tr><th>tactic</th><th>technique</th><th>name</th><th>rules</th></tr>");
    for (const MatrixRow& row : matrix_rows(page_)) {
      line("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>", html_text(row.tactic), html_text(row.technique->id),
           html_text(row.technique->name), joined(row.technique->rules, rule_link));
    }
    line("</table></div>");
  }

  void write_values(const PackHeader& pack) {
    if (pack.values.empty()) return;
    line("<h2>What a site may set{}</h2>\n<div class=\"scroll\"><table>",
         page_.packs.size() > 1 ? " of " + html_text(pack.name) : "");
    line("<tr><th></th><th>name</th><th>default</th>{}<th>meaning</th><th>rules</th></tr>",
         has_given(pack) ? "<th>here</th>" : "");
    for (const SiteValue& value : pack.values) {
      const std::string given = has_given(pack) ? fmt::format("<td>{}</td>", value_code(value.given)) : "";
      line("<tr><td>{}{}</td><td>{}</td><td>{}</td>{}<td>{}</td><td>{}</td></tr>", to_text(value.kind),
           value.type.empty() ? "" : " of " + value.type, html_code(value.name), value_code(value.text), given,
           html_prose(meaning_of(value)), joined(value.rules, rule_link));
    }
    line("</table></div>");
  }

  static std::string value_code(const std::string& text) { return text.empty() ? "" : html_code(shown_value(text)); }

  void write_filters() {
    std::set<std::string> services;
    for (const ThemePage& theme : page_.themes) {
      for (const RulePage& rule : theme.rules) services.merge(to_set(rule.services()));
    }
    std::vector<std::string> levels;
    for (const auto& [level, count] : rules_by_level(page_)) levels.emplace_back(to_text(level));
    line("<form id=\"filters\" hidden>");
    line("<input type=\"search\" name=\"words\" placeholder=\"search\" aria-label=\"search\">");
    write_select("level", "any severity", levels);
    write_select("tactic", "any tactic", page_.tactics);
    write_select("service", "any service", {services.begin(), services.end()});
    line("<button type=\"reset\">all</button>\n<output id=\"shown\"></output>\n</form>");
  }

  void write_select(std::string_view name, std::string_view any, const std::vector<std::string>& choices) {
    line("<select name=\"{0}\" aria-label=\"{0}\">\n<option value=\"\">{1}</option>", name, any);
    for (const std::string& choice : choices) {
      line("<option value=\"{}\">{}</option>", html_word(choice), html_text(choice));
    }
    line("</select>");
  }

  static std::set<std::string> to_set(const std::vector<std::string>& texts) { return {texts.begin(), texts.end()}; }

  void write_theme(const ThemePage& theme) {
    line("<section class=\"theme\">\n<h2 id=\"theme-{}\">{}</h2>", &theme - page_.themes.data(), html_text(theme.name));
    write_paragraphs(theme.text);
    for (const RulePage& rule : theme.rules) write_rule(rule);
    line("</section>");
  }

  static std::string words(const std::vector<std::string>& names) {
    std::string out;
    for (const std::string& name : names) out += (out.empty() ? "" : " ") + html_word(name);
    return out;
  }

  void write_rule(const RulePage& rule) {
    line(R"(<article class="rule" id="{}" data-level="{}" data-tactics="{}" data-services="{}">)", html_text(rule.name),
         to_text(rule.level), words(page_.tactics_of(rule)), words(rule.services()));
    line("<details>\n<summary><span class=\"level {0}\">{0}</span> {1} <code>{2}</code></summary>", to_text(rule.level),
         html_prose(rule.title), html_text(rule.name));
    if (!rule.description.empty()) line("<p>{}</p>", html_prose(rule.description));
    line("<dl>");
    write_facts(rule);
    line("</dl>");
    if (!rule.condition.empty()) line("<pre>{}</pre>", html_lines(rule.condition));
    line("</details>\n</article>");
  }

  void fact(std::string_view name, const std::string& html) { line("<dt>{}</dt><dd>{}</dd>", name, html); }

  void write_facts(const RulePage& rule) {
    for (const std::string& id : rule.attack) {
      const TechniquePage& technique = *page_.find_technique(id);
      const std::string tactics = joined(technique.tactics, html_text);
      fact("ATT&amp;CK", fmt::format("{} {}{}", html_text(id), html_text(technique.name),
                                     tactics.empty() ? "" : fmt::format(" ({})", tactics)));
    }
    for (const auto& [source, names] : rule.calls) {
      fact("calls",
           fmt::format("{}{}{}", source.empty() ? "" : "of " + html_code(source),
                       source.empty() || names.empty() ? "" : ": ", joined({names.begin(), names.end()}, html_code)));
    }
    if (!rule.memory.empty()) fact("memory", html_code(rule.memory));
    if (!rule.steps.empty()) fact("steps", joined(rule.steps, html_code));
    for (const std::string& text : rule.falsepositives) fact("false positives", html_prose(text));
    if (!rule.runbook.empty()) fact("runbook", html_prose(rule.runbook));
    for (const std::string& ref : rule.refs) fact("see", html_link(ref));
    for (const RulePage::Fact& other : rule.facts) fact(other.key, joined(other.values, html_prose));
    if (!rule.tags.empty()) fact("tags", joined(rule.tags, html_text));
    if (rule.is_tuned) fact("tuned", "by this site");
    fact("tests", fmt::format("{} firing, {} silent", rule.firing_tests, rule.silent_tests));
  }

  const PackPage& page_;
  std::string out_;
};

}  // namespace

std::string html_page(const PackPage& page) { return HtmlWriter(page).write(); }

}  // namespace spoor
