#include <fmt/format.h>
#include <unistd.h>

#include <memory>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/options.h"
#include "cli/render/cells.h"
#include "cli/render/diagnostics.h"
#include "cli/rule_files.h"
#include "cli/run.h"
#include "lang/quote.h"
#include "runtime/log/reader.h"
#include "runtime/match/matcher.h"

namespace spoor {

namespace {

struct DumpOptions {
  ScreenOptions screen;
  std::string stage;
  std::vector<std::string> paths;
  std::vector<std::string> rules;
  std::uint64_t record = 1;
};

std::string value_text(const Value& value) {
  switch (value.type()) {
    case ValueType::string: return quoted(value.text());
    case ValueType::object: return std::string(value.text());
    case ValueType::number: return to_text(value.number());
    case ValueType::boolean: return value.boolean() ? "true" : "false";
  }
  return {};
}

// Prints the slots of one record and lets the rest of the log be.
class SlotPrinter : public LogVisitor {
 public:
  SlotPrinter(Matcher& matcher, const Program& program, std::uint64_t record)
      : matcher_(matcher), program_(program), wanted_(record) {}

  bool on_record(const LogRecord& record) override {
    if (record.number != wanted_) return true;
    is_found = true;
    const auto rules = matcher_.match(record.tokens);
    for (Index slot = 0; slot < program_.slots.size(); ++slot) print_slot(slot);
    for (const Index rule : rules) fmt::print("matches {}\n", program_.rule_name(rule));
    return false;
  }
  bool on_bad(const BadInput& bad) override {
    if (bad.record != wanted_) return true;
    print_error(fmt::format("record {} cannot be read: {}", bad.record, bad.reason));
    return false;
  }
  void on_skipped(std::string_view reason) override { print_error(reason); }

  bool is_found = false;

 private:
  void print_slot(Index slot) {
    const SlotRow& row = program_.slots[slot];
    const Event& event = matcher_.event();
    const std::string path = describe_path(program_, row.node);
    if (row.scope == 0) {
      for (const Value& value : event.values(slot, 0)) print_value(path, value);
      return;
    }
    // Elements are numbered through the record, so they are found by asking for each until the slot has no more.
    for (Element parent = 0, seen = 0; parent == 0 || seen > 0; ++parent, seen = 0) {
      const auto range = event.elements(row.scope, parent);
      for (Element element = range.begin; element < range.end; ++element, ++seen) {
        for (const Value& value : event.values(slot, element)) print_value(fmt::format("{} #{}", path, element), value);
      }
    }
  }

  static void print_value(const std::string& path, const Value& value) {
    fmt::print("{} = {}\n", path, terminal_cell(value_text(value)));
  }

  Matcher& matcher_;
  const Program& program_;
  std::uint64_t wanted_;
};

int dump_slots(const DumpOptions& options) {
  auto files = read_rule_files(options.rules.empty() ? std::vector<std::string>{"builtin"} : options.rules);
  if (!files) {
    print_error(files.error());
    return kUnusable;
  }
  const RuleSource source(*files);
  const auto prepared = prepare(compile({std::move(*files), {}}, source), options.screen);
  if (!prepared) return kUnusable;
  Matcher matcher(prepared);
  SlotPrinter printer(matcher, prepared->program(), options.record);
  LogReader().read({options.paths[0], options.paths[0]}, printer);
  if (!printer.is_found) print_error(fmt::format("{}: there is no record {}", options.paths[0], options.record));
  return printer.is_found ? kDone : kUnusable;
}

int run_dump(const DumpOptions& options) {
  if (options.stage == "slots") return dump_slots(options);
  auto files = read_rule_files(options.paths);
  if (!files) {
    print_error(files.error());
    return kUnusable;
  }
  const Stage stage = options.stage == "ast"        ? Stage::ast
                      : options.stage == "resolved" ? Stage::resolved
                      : options.stage == "typed"    ? Stage::typed
                      : options.stage == "plan"     ? Stage::plan
                                                    : Stage::bytecode;
  const RuleSource source(*files);
  const Dump made = dump(stage, {std::move(*files), {}}, source);
  fmt::print("{}", made.text);
  fmt::print(stderr, "{}",
             render_diagnostics(made.diagnostics, made.sources, "text", wants_color(options.screen, STDERR_FILENO)));
  return has_error(made.diagnostics) ? kUnusable : kDone;
}

}  // namespace

void add_dump_command(CLI::App& app, int& code) {
  auto options = std::make_shared<DumpOptions>();
  CLI::App* command = app.add_subcommand("dump", "what a stage of the compiler made of rules, or of a record");
  command->footer(
      "examples:\n"
      "  spoor dump --stage=bytecode rules/aws\n"
      "  spoor dump --stage=slots --record 2 rules/samples/trail/*/*/*/*/*/*/*/*.json.gz");
  command->add_option("--stage", options->stage, "ast, resolved, typed, plan, bytecode, or slots of a log's record")
      ->required()
      ->check(CLI::IsMember({"ast", "resolved", "typed", "plan", "bytecode", "slots"}));
  command->add_option("PATH", options->paths, "rule files or folders; for slots a log")->required();
  command->add_option("--rules", options->rules, "for slots: the rules whose paths are shown")->type_name("PATH");
  command->add_option("--record", options->record, "for slots: which record, from 1")->type_name("N");
  add_screen_options(*command, options->screen);
  command->callback([options, &code] { code = run_dump(*options); });
}

}  // namespace spoor
