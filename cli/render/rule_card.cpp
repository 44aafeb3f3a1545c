#include "cli/render/rule_card.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "lang/visible.h"
#include "runtime/json/print.h"

namespace spoor {

namespace {

// `rules/aws/iam.spoor:12`
std::string line_place(Span span, const Sources& sources) {
  return fmt::format("{}:{}", sources[span.source].name(), sources.begin(span).line);
}

std::string json_strings(const std::vector<std::string_view>& values) {
  std::string out = "[";
  for (const std::string_view value : values) out += (out.size() == 1 ? "" : ",") + json_string(value);
  return out + "]";
}

std::string tests_text(const RuleCard& card) {
  if (card.firing_tests + card.silent_tests == 0) return "none";
  return fmt::format("{} firing, {} silent", card.firing_tests, card.silent_tests);
}

// A line of the page for each value; of a name only the first line bears it.
void append_fact(std::string_view name, const std::vector<std::string_view>& values, bool color, std::string& out) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    out += fmt::format("  {}{:<15}{}  {}\n", color ? "\033[2m" : "", i == 0 ? name : "", color ? "\033[0m" : "",
                       visible(values[i]));
  }
}

// Source text keeps its lines.
void append_text(std::string_view text, std::string& out) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    out += visible(line) + "\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

std::vector<std::string_view> RuleCard::values(MetaKey key) const {
  const auto meta = std::find_if(metas.begin(), metas.end(), [key](const Meta& m) { return m.key == key; });
  return meta == metas.end() ? std::vector<std::string_view>() : meta->values;
}

RuleCard rule_card(const Program& program, Index rule, const std::vector<Span>& places,
                   const std::vector<TestCase>& tests) {
  const RuleRow& row = program.rules[rule];
  RuleCard card{.name = program.rule_name(rule),
                .title = program.string(row.title),
                .level = static_cast<Level>(row.level),
                .metas = {},
                .memory = {},
                .steps = {},
                .source = places[0],
                .tunes = {places.begin() + 1, places.end()}};
  for (Index i = row.first_meta; i < row.first_meta + row.meta_count; ++i) {
    const auto key = static_cast<MetaKey>(program.metas[i].key);
    if (card.metas.empty() || card.metas.back().key != key) card.metas.push_back({key, {}});
    card.metas.back().values.push_back(program.string(program.metas[i].value));
  }
  if (row.state != kNone) {
    const StateRow& state = program.states[row.state];
    card.memory = describe_state(program, rule);
    for (Index step = state.first_step; step < state.first_step + state.step_count; ++step) {
      std::string text = describe_step(program, rule, step);
      if (!text.empty()) card.steps.push_back(std::move(text));
    }
  }
  for (const TestCase& test : tests) {
    if (test.rule == card.name) ++(test.fires ? card.firing_tests : card.silent_tests);
  }
  return card;
}

std::string rule_json(const RuleCard& card, const Sources& sources, bool with_source) {
  std::string out = fmt::format(R"({{"schema":"spoor.rule/1","rule":{},"title":{},"severity":"{}","attack":{})",
                                json_string(card.name), json_string(card.title), to_text(card.level),
                                json_strings(card.values(MetaKey::attack)));
  for (const RuleCard::Meta& meta : card.metas) {
    if (meta.key == MetaKey::title || meta.key == MetaKey::severity || meta.key == MetaKey::attack) continue;
    out += fmt::format(R"(,"{}":{})", spelling(meta.key),
                       may_repeat(meta.key) ? json_strings(meta.values) : json_string(meta.values[0]));
  }
  if (!card.memory.empty()) {
    out += fmt::format(R"(,"memory":{},"steps":{})", json_string(card.memory),
                       json_strings({card.steps.begin(), card.steps.end()}));
  }
  out += fmt::format(R"(,"tests":{{"fires":{},"silent":{}}},"file":{},"line":{})", card.firing_tests, card.silent_tests,
                     json_string(sources[card.source.source].name()), sources.begin(card.source).line);
  if (!card.tunes.empty()) {
    std::vector<std::string> tunes;
    for (const Span tune : card.tunes) tunes.push_back(json_string(line_place(tune, sources)));
    out += fmt::format(R"(,"tuned":[{}])", fmt::join(tunes, ","));
  }
  if (with_source) out += fmt::format(R"(,"source":{})", json_string(sources.text(card.source)));
  return out + "}";
}

std::string rule_page(const RuleCard& card, const Sources& sources, bool color) {
  std::string out = fmt::format("{}{}{}\n", color ? "\033[1m" : "", visible(card.name), color ? "\033[0m" : "");
  const auto fact = [&](std::string_view name, const std::vector<std::string_view>& values) {
    append_fact(name, values, color, out);
  };
  fact("title", {card.title});
  fact("severity", {to_text(card.level)});
  for (const RuleCard::Meta& meta : card.metas) {
    if (meta.key != MetaKey::title && meta.key != MetaKey::severity) fact(spelling(meta.key), meta.values);
  }
  if (!card.memory.empty()) fact("memory", {card.memory});
  fact("steps", {card.steps.begin(), card.steps.end()});
  fact("tests", {tests_text(card)});
  fact("file", {line_place(card.source, sources)});
  for (const Span tune : card.tunes) fact("tuned at", {line_place(tune, sources)});
  out += card.tunes.empty() ? "\n" : "\n# before it is tuned\n";
  append_text(sources.text(card.source), out);
  for (const Span tune : card.tunes) {
    out += fmt::format("\n# {}\n", visible(line_place(tune, sources)));
    append_text(sources.text(tune), out);
  }
  return out;
}

}  // namespace spoor
