#include "cli/render/profile_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "cli/render/quantities.h"
#include "runtime/json/print.h"
#include "runtime/match/index/requirement.h"
#include "runtime/state/tuple_key.h"

namespace spoor {

namespace {

constexpr std::size_t kMostShown = 3;  // of the witnesses of a rule

// One line of a table, or one object.
struct Line {
  std::string name;
  double time = 0;  // nanoseconds a record
  std::vector<std::uint64_t> counts;
  std::string remark;
};

struct Section {
  std::string kind;
  std::vector<std::string> counts;  // names, as many as counts of a line
  std::string remark;               // what a line's is; empty: there are none
  std::vector<Line> lines;          // the most expensive first
  bool has_times = true;
};

double mean(double time, std::uint64_t records) { return records == 0 ? 0 : time / static_cast<double>(records); }

// Of all stages.
double time_of(const Section& stages) {
  double all = 0;
  for (const Line& line : stages.lines) all += line.time;
  return all;
}

double share(double time, double all) { return all > 0 ? time / all : 0; }

// At most a few of what there is, with `or` between them.
template <typename Describe>
std::string alternatives(std::size_t count, Describe describe) {
  std::string text;
  const std::size_t shown = std::min(kMostShown, count);
  for (std::size_t i = 0; i < shown; ++i) text += (i > 0 ? " or " : "") + describe(i);
  return count == shown ? text : text + fmt::format(" or {} more", count - shown);
}

std::string witness_text(const Requirement& requirement, const Program& program) {
  const std::vector<Witness>& witnesses = requirement.witnesses;
  const std::vector<Index>& refuters = requirement.refuters;
  if (requirement.has_witnesses && witnesses.empty()) return "none: can never hold";
  if (!requirement.has_witnesses && refuters.empty()) return "none: runs on every record";
  if (!requirement.has_witnesses) {
    return "none: runs unless " +
           alternatives(refuters.size(), [&](std::size_t i) { return describe_predicate(program, refuters[i]); });
  }
  return alternatives(witnesses.size(), [&](std::size_t i) {
    const Witness& witness = witnesses[i];
    return witness.is_presence ? "exists " + describe_operand(program, program.predicates[witness.predicate].a())
                               : describe_predicate(program, witness.predicate);
  });
}

// By cost; where times are left out, by the counts. Equals in the order of the Program.
void sort(Section& section, bool leaves_out_times) {
  std::stable_sort(section.lines.begin(), section.lines.end(), [&](const Line& a, const Line& b) {
    if (!leaves_out_times && a.time != b.time) return a.time > b.time;
    return a.counts > b.counts;
  });
}

Section stages_of(const Profile& profile) {
  const Costs& costs = profile.costs;
  Section section{"stage", {}, "", {}};
  section.lines = {{"reading, inflating, finding records", mean(profile.reading_time, costs.records), {}, ""},
                   {"decoding the fields that rules read", mean(costs.decode_time, costs.records_by_stage), {}, ""},
                   {"looking values up in the index", mean(costs.index_time, costs.records_by_stage), {}, ""},
                   {"running the rules that may hold", mean(costs.rules_time, costs.records_by_stage), {}, ""}};
  if (!profile.report.memory.empty()) {
    section.lines.push_back(
        {"making tuples for rules with memory", mean(profile.report.tuple_time, costs.records), {}, ""});
    section.lines.push_back(
        {"evaluating tuples, making their findings", mean(profile.report.correlate_time, costs.records), {}, ""});
  }
  return section;
}

// Of a rule with memory those of its steps.
std::string witnesses_text(const Program& program, Index rule, const std::vector<Requirement>& requirements) {
  const RuleRow& row = program.rules[rule];
  std::string text;
  for (Index i = row.first_condition; i < row.first_condition + row.condition_count; ++i) {
    const Index step = program.conditions[i].step;
    const std::string_view name = step == kNone ? std::string_view() : program.string(program.steps[step].name);
    if (!text.empty()) text += "; ";
    if (!name.empty()) text += fmt::format("{}: ", name);
    text += witness_text(requirements[i], program);
  }
  return text;
}

bool has_witnesses(const Program& program, Index rule, const std::vector<Requirement>& requirements) {
  const RuleRow& row = program.rules[rule];
  return std::all_of(requirements.begin() + row.first_condition,
                     requirements.begin() + row.first_condition + row.condition_count,
                     [](const Requirement& requirement) { return requirement.has_witnesses; });
}

Section rules_of(const ProfileReport& report) {
  Section section{"rule", {"candidates", "matches"}, "witness", {}};
  const Costs& costs = report.profile.costs;
  const std::vector<Requirement> requirements = requirements_of(report.program);
  for (Index rule = 0; rule < report.program.rules.size(); ++rule) {
    if (!report.shown_rules[rule]) continue;
    const Costs::OfRule& cost = costs.rules[rule];
    section.lines.push_back({std::string(report.program.rule_name(rule)),
                             mean(cost.time, costs.records_by_rule),
                             {cost.candidates, cost.matches},
                             witnesses_text(report.program, rule, requirements)});
  }
  sort(section, report.leaves_out_times);
  return section;
}

Section predicates_of(const ProfileReport& report) {
  Section section{"predicate", {"asked"}, "", {}};
  const Costs& costs = report.profile.costs;
  for (Index predicate = 0; predicate < report.program.predicates.size(); ++predicate) {
    const Costs::OfPredicate& cost = costs.predicates[predicate];
    if (cost.asked == 0) continue;
    section.lines.push_back(
        {describe_predicate(report.program, predicate), mean(cost.time, costs.records_by_predicate), {cost.asked}, ""});
  }
  sort(section, report.leaves_out_times);
  return section;
}

// A field costs what the predicates that ask it do; what decoding it takes is not told apart.
Section fields_of(const ProfileReport& report) {
  Section section{"field", {"values", "asked"}, "", {}};
  const Program& program = report.program;
  const Costs& costs = report.profile.costs;
  std::vector<Line> by_slot(program.slots.size());
  for (Index slot = 0; slot < program.slots.size(); ++slot) {
    by_slot[slot] = {describe_path(program, program.slots[slot].node), 0, {costs.values[slot], 0}, ""};
  }
  for (Index predicate = 0; predicate < program.predicates.size(); ++predicate) {
    const OperandRow& operand = program.operands[program.predicates[predicate].a()];
    if (operand.source != OperandSource::slot) continue;
    Line& line = by_slot[operand.index];
    line.time += mean(costs.predicates[predicate].time, costs.records_by_predicate);
    line.counts[1] += costs.predicates[predicate].asked;
  }
  section.lines = std::move(by_slot);
  sort(section, report.leaves_out_times);
  return section;
}

// A key as it may be shown, its parts side by side.
std::string key_cell(std::string_view key) {
  std::string text;
  for (const std::string_view part : key_parts(key)) text += (text.empty() ? "" : ", ") + std::string(part);
  return text;
}

// What rules with memory keep. What that takes is told by stage alone.
Section memory_of(const ProfileReport& report) {
  Section section{"memory", {"tuples", "keys", "largest"}, "key", {}, false};
  std::set<std::string_view> shown;
  for (Index rule = 0; rule < report.program.rules.size(); ++rule) {
    if (report.shown_rules[rule]) shown.insert(report.program.rule_name(rule));
  }
  for (const Report::OfMemory& memory : report.profile.report.memory) {
    if (!shown.contains(memory.rule)) continue;
    const auto& largest = memory.counts.largest;
    const std::uint64_t most = largest.empty() ? 0 : largest[0].tuples;
    section.lines.push_back({memory.rule,
                             0,
                             {memory.counts.tuples, memory.counts.keys, most},
                             largest.empty() ? "" : key_cell(largest[0].key)});
  }
  sort(section, true);
  return section;
}

// By stage, if times matter; then what there is of the others.
std::vector<Section> sections_of(const ProfileReport& report) {
  std::vector<Section> sections;
  if (!report.leaves_out_times) sections.push_back(stages_of(report.profile));
  for (Section& section : std::array{rules_of(report), predicates_of(report), fields_of(report), memory_of(report)}) {
    if (!section.lines.empty()) sections.push_back(std::move(section));
  }
  return sections;
}

void write_table(const ProfileReport& report, const Section& section, double all, const Grid::Style& style,
                 Output& output) {
  std::vector<std::string> headings;
  const bool shows_times = section.has_times && !report.leaves_out_times;
  if (shows_times) headings = {"  share", "ns/record"};
  headings.insert(headings.end(), section.counts.begin(), section.counts.end());
  headings.push_back(section.kind);
  if (!section.remark.empty()) headings.push_back(section.remark);
  Grid grid(headings, style, output);
  const std::size_t count = std::min(section.lines.size(), report.most);
  for (std::size_t i = 0; i < count; ++i) {
    const Line& line = section.lines[i];
    std::vector<std::string> cells;
    if (shows_times) {
      cells = {fmt::format("{:5.1f} %", 100 * share(line.time, all)), fmt::format("{:9.1f}", line.time)};
    }
    for (const std::uint64_t value : line.counts) cells.push_back(fmt::format("{}", value));
    cells.push_back(line.name);
    if (!section.remark.empty()) cells.push_back(line.remark);
    grid.put(std::move(cells));
  }
  grid.finish();
  if (count < section.lines.size()) {
    output.write(fmt::format("and {}\n", plural(section.lines.size() - count, "more " + section.kind)));
  }
}

// What to look at first.
std::string advice(const ProfileReport& report, double all) {
  const std::vector<Requirement> requirements = requirements_of(report.program);
  const Costs& costs = report.profile.costs;
  std::size_t without = 0;
  double time = 0;
  for (Index rule = 0; rule < report.program.rules.size(); ++rule) {
    if (!report.shown_rules[rule] || has_witnesses(report.program, rule, requirements)) continue;
    ++without;
    time += mean(costs.rules[rule].time, costs.records_by_rule);
  }
  if (without == 0) return "";
  std::string text = fmt::format("\n{} without a witness, looked at for every record", plural(without, "rule"));
  if (!report.leaves_out_times) text += fmt::format(": {:.1f} % of the time", 100 * share(time, all));
  return text +
         ". A test that few records pass, such as `eventName == ...`, becomes\nthe witness of a rule if it stands "
         "beside the others with `and`.\n";
}

std::string object(const ProfileReport& report, const Section& section, const Line& line, double all) {
  std::string text =
      fmt::format(R"({{"schema": "spoor.profile/1", "kind": "{}", "name": {})", section.kind, json_string(line.name));
  if (section.has_times && !report.leaves_out_times)
    text += fmt::format(R"(, "share": {:.5f}, "nanoseconds": {:.2f})", share(line.time, all), line.time);
  for (std::size_t i = 0; i < line.counts.size(); ++i) {
    text += fmt::format(R"(, "{}": {})", section.counts[i], line.counts[i]);
  }
  if (!section.remark.empty()) text += fmt::format(R"(, "{}": {})", section.remark, json_string(line.remark));
  return text + "}";
}

}  // namespace

void write_profile_tables(const ProfileReport& report, const Grid::Style& style, Output& output) {
  const double all = time_of(stages_of(report.profile));
  bool is_first = true;
  for (const Section& section : sections_of(report)) {
    if (!is_first) output.write("\n");
    is_first = false;
    write_table(report, section, all, style, output);
  }
  output.write(advice(report, all));
}

void write_profile_json(const ProfileReport& report, bool is_array, Output& output) {
  const double all = time_of(stages_of(report.profile));
  bool is_first = true;
  if (is_array) output.write("[\n");
  for (const Section& section : sections_of(report)) {
    for (const Line& line : section.lines) {
      if (!is_first) output.write(is_array ? ",\n" : "\n");
      is_first = false;
      output.write(object(report, section, line, all));
    }
  }
  output.write(is_array ? "\n]\n" : "\n");
}

}  // namespace spoor
