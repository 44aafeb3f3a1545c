#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/options.h"
#include "cli/render/explanation.h"
#include "cli/rule_files.h"
#include "cli/rule_name.h"
#include "cli/run.h"
#include "cli/terminal.h"
#include "cli/write_file.h"
#include "runtime/json/print.h"
#include "runtime/log/reader.h"

namespace spoor {

namespace {

struct ExplainOptions {
  ScreenOptions screen;
  RuleOptions rules;
  std::string name;
  std::string event;  // FILE[:N]
  std::string format = "text";
  bool wants_change = false;
  bool unmask = false;
};

// A record of a log, by its number from 1.
struct RecordPlace {
  std::string file;
  std::optional<std::uint64_t> number;
};

RecordPlace place_of(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  const bool has_number = colon != std::string::npos && colon + 1 < text.size() && text.size() - colon <= 19 &&
                          text.find_first_not_of("0123456789", colon + 1) == std::string::npos;
  std::error_code ignored;
  if (!has_number || std::filesystem::exists(text, ignored)) return {text, std::nullopt};
  return {text.substr(0, colon), std::stoull(text.substr(colon + 1))};
}

// Finds a record and, for a rule with memory, collects all.
class RecordFinder : public LogVisitor {
 public:
  RecordFinder(std::optional<std::uint64_t> number, MemoryLog* memory) : number_(number), memory_(memory) {}

  bool on_record(const LogRecord& record) override {
    last_ = record.number;
    if (record.number == number_.value_or(1)) text_ = record.tokens.text();
    if (memory_ == nullptr) return !text_;
    has_room_ = memory_->add(record.number, record.tokens.text());
    return has_room_;
  }
  bool on_bad(const BadInput& bad) override {
    last_ = std::max(last_, bad.record);
    if (bad.record == 0 || bad.record == number_.value_or(1)) reason_ = bad.reason;
    return true;
  }
  void on_skipped(std::string_view reason) override { reason_ = reason; }

  const std::optional<std::string>& text() const { return text_; }

  // Why there is nothing to explain; empty if there is.
  std::string problem(const RecordPlace& place) const {
    if (!has_room_) return fmt::format("more than {} records of {} take part", MemoryLog::kMostKept, place.file);
    if (text_) return {};
    if (!reason_.empty()) return fmt::format("{}: {}", place.file, reason_);
    return fmt::format("{} has {} records, there is no record {}", place.file, last_, number_.value_or(1));
  }

 private:
  std::optional<std::uint64_t> number_;
  MemoryLog* memory_;
  std::optional<std::string> text_;
  std::string reason_;
  std::uint64_t last_ = 0;
  bool has_room_ = true;
};

class Explanation {
 public:
  Explanation(const Inspected& rules, std::size_t rule, const Mask* mask, bool wants_change)
      : rule_(rules.tree.rules[rule]), explainer_(rules, rule, mask), wants_change_(wants_change) {}

  // False, and said why, if the rule cannot be evaluated.
  bool without_memory(const std::string& record, RuleExplanation& out) {
    const auto whole = explainer_.explain(rule_.conditions[0], record);
    if (!whole || !add("where", *rule_.where, record, false, out)) return has_failed(whole.error());
    for (const closed::Exception& exception : rule_.exceptions) {
      if (!add("except " + exception.name, exception.when, record, true, out)) return false;
    }
    out.matches = whole->holds;
    return whole->holds || add_change(rule_.conditions[0], *whole, record, out.conditions[0]);
  }

  bool steps(const std::string& record, RuleExplanation& out) {
    for (const closed::Step& step : rule_.state->steps) {
      if (!step.condition) continue;
      const NodeId condition = rule_.conditions[*step.condition];
      const std::string name = step.role == StepRole::until ? "until"
                               : step.name.empty()          ? "where"
                                                            : "step " + step.name;
      if (!add(name, condition, record, false, out)) return false;
      RuleExplanation::Condition& made = out.conditions.back();
      if (made.part.holds || step.role != StepRole::taken) continue;
      if (!add_change(condition, made.part, record, made)) return false;
    }
    return true;
  }

 private:
  bool add(std::string name, NodeId condition, const std::string& record, bool is_exception, RuleExplanation& out) {
    auto part = explainer_.explain(condition, record);
    if (!part) return has_failed(part.error());
    out.conditions.push_back({std::move(name), std::move(*part), is_exception, {}});
    return true;
  }

  bool add_change(NodeId condition, const ExplainedPart& part, const std::string& record,
                  RuleExplanation::Condition& out) {
    if (!wants_change_) return true;
    auto found = why_not(explainer_, condition, part, record);
    if (!found) return has_failed(found.error());
    out.why_not = std::move(*found);
    return true;
  }

  static bool has_failed(const std::string& problem) {
    print_error(problem);
    return false;
  }

  const closed::Rule& rule_;
  Explainer explainer_;
  bool wants_change_;
};

// Nothing, and said why, if the rule or the record cannot be had.
std::optional<RuleExplanation> explain(const ExplainOptions& options, const Inspected& rules, std::size_t number,
                                       const Mask* mask) {
  const closed::Rule& rule = rules.tree.rules[number];
  const RecordPlace place = place_of(options.event);
  std::optional<RuleProgram> program;
  std::optional<MemoryLog> memory;
  if (rule.state) {
    auto made = make_rule_program(rules.tree, number, {});
    if (!made) {
      print_error(made.error());
      return std::nullopt;
    }
    program = std::move(*made);
    memory.emplace(*program);
  }
  RecordFinder finder(place.number, memory ? &*memory : nullptr);
  LogReader reader;
  reader.read({place.file, place.file}, finder);
  if (const std::string problem = finder.problem(place); !problem.empty()) {
    print_error(problem);
    return std::nullopt;
  }
  RuleExplanation out{rule.name, place.file, memory ? place.number.value_or(0) : place.number.value_or(1), {}, false,
                      {},        {}};
  Explanation explanation(rules, number, mask, options.wants_change);
  if (!memory || place.number) append_printed(*finder.text(), mask, out.event);
  if (!memory) return explanation.without_memory(*finder.text(), out) ? std::optional(std::move(out)) : std::nullopt;
  if (place.number && !explanation.steps(*finder.text(), out)) return std::nullopt;
  auto made = memory->explain(place.number);
  if (!made) {
    print_error(made.error());
    return std::nullopt;
  }
  out.matches = place.number ? std::find(made->fired.begin(), made->fired.end(), *place.number) != made->fired.end()
                             : !made->fired.empty();
  out.memory = std::move(*made);
  return out;
}

int run_explain(const ExplainOptions& options) {
  std::vector<std::string> paths = options.rules.rules;
  if (paths.empty()) paths.emplace_back("builtin");
  auto files = read_rule_files(paths);
  if (!files) {
    print_error(files.error());
    return kUnusable;
  }
  const RuleSource source(*files, options.rules.pack_path);
  const Inspected rules = inspect({.files = std::move(*files),
                                   .outputs = {},
                                   .definitions = read_definitions(options.rules.definitions),
                                   .may_lack_databases = true,
                                   .runs_disabled = true},
                                  source);
  if (!is_sound(rules.compiled, options.screen, "nothing was read")) return kUnusable;
  std::vector<std::string_view> names;
  for (const closed::Rule& rule : rules.tree.rules) names.push_back(rule.name);
  const auto rule = find_rule_named(names, options.name);
  if (!rule) return kUnusable;
  const Mask mask(aws_sensitive_table());
  const auto explained = explain(options, rules, *rule, options.unmask ? nullptr : &mask);
  if (!explained) return kUnusable;
  const std::string text =
      options.format == "json"
          ? explanation_json(*explained)
          : explanation_text(*explained, wants_color(options.screen.color, STDOUT_FILENO), options.screen.is_verbose);
  if (!write_file("", text)) return kUnusable;
  return explained->matches ? kDone : kFound;
}

}  // namespace

void add_explain_command(CLI::App& app, int& code) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* command = app.add_subcommand("explain", "why a rule fires on a record, or which part says no");
  command->footer(
      "examples:\n"
      "  spoor find 'eventName == \"StopLogging\"' rules/samples/trail | spoor explain stop_logging --event -\n"
      "  spoor explain --rules examples/kubernetes admin_bound --event examples/kubernetes/audit.ndjson:9\n\n"
      "exit codes: 0 it fires, 1 it does not, 2 no such rule or record, or rules that do not compile");
  command->add_option("RULE", options->name, "its name, with the pack's or without")->required()->type_name("");
  command
      ->add_option("--event", options->event, "a record of a log, from 1 on; without N the first; - is standard input")
      ->required()
      ->type_name("FILE[:N]");
  command->add_flag("--why-not", options->wants_change, "the smallest change of the record for which it would fire");
  add_repeatable(*command, "--rules", options->rules.rules, "rule file or folder, or builtin (default); repeatable")
      ->type_name("PATH");
  add_definitions(*command, options->rules.definitions);
  add_pack_path(*command, options->rules.pack_path);
  command->add_option("--format", options->format, "text or json")
      ->type_name("FORMAT")
      ->check(one_of({"text", "json"}));
  command->add_flag("--unmask", options->unmask, "show secrets as they are");
  add_screen_options(*command, options->screen);
  command->callback([options, &code] { code = run_explain(*options); });
}

}  // namespace spoor
