#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>

#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/options.h"
#include "cli/render/cells.h"
#include "cli/render/diagnostics.h"
#include "cli/render/output.h"
#include "cli/rule_files.h"
#include "cli/run.h"
#include "cli/terminal.h"
#include "lang/quote.h"
#include "lang/visible.h"
#include "runtime/log/reader.h"
#include "runtime/match/matcher.h"

namespace spoor {

namespace {

struct DumpOptions {
  ScreenOptions screen;
  std::string stage;
  std::vector<std::string> paths;
  std::vector<std::string> rules;
  std::vector<std::string> pack_path;
  std::optional<std::uint64_t> record;
};

std::string value_text(const Value& value) { return value.is_string() ? string_text(value.text()) : to_text(value); }

// Prints the slots of one record and lets the rest of the log be.
class SlotPrinter : public LogVisitor {
 public:
  SlotPrinter(Matcher& matcher, const Program& program, std::uint64_t record, Output& output)
      : matcher_(matcher), program_(program), wanted_(record), output_(output) {}

  bool on_record(const LogRecord& record) override {
    if (record.number != wanted_) return true;
    is_found = true;
    const auto rules = matcher_.match(record.tokens);
    const std::vector<Element> ends = element_ends();
    for (Index slot = 0; slot < program_.slots.size(); ++slot) print_slot(slot, ends[program_.slots[slot].scope]);
    for (const Index rule : rules) output_.write(fmt::format("matches {}\n", program_.rule_name(rule)));
    return false;
  }
  bool on_bad(const BadInput& bad) override {
    if (bad.record != 0 && bad.record != wanted_) return true;
    print_error(bad.record == 0 ? bad.reason : fmt::format("record {} cannot be read: {}", bad.record, bad.reason));
    is_explained = true;
    return false;
  }
  void on_skipped(std::string_view reason) override {
    print_error(reason);
    is_explained = true;
  }

  bool is_found = false;
  bool is_explained = false;  // why it is not

 private:
  // How many elements each scope has in the record. A scope's parent stands before it.
  std::vector<Element> element_ends() const {
    std::vector<Element> ends(program_.scopes.size(), 0);
    ends[0] = 1;
    for (Index scope = 1; scope < ends.size(); ++scope) {
      for (Element parent = 0; parent < ends[program_.scopes[scope].parent]; ++parent) {
        ends[scope] = std::max(ends[scope], matcher_.event().elements(scope, parent).end);
      }
    }
    return ends;
  }

  void print_slot(Index slot, Element end) {
    const SlotRow& row = program_.slots[slot];
    const std::string path = describe_path(program_, row.node);
    for (Element element = 0; element < end; ++element) {
      const std::string name = row.scope == 0 ? path : fmt::format("{} #{}", path, element);
      for (const Value& value : matcher_.event().values(slot, element)) {
        output_.write(fmt::format("{} = {}\n", name, visible(value_text(value))));
      }
    }
  }

  Matcher& matcher_;
  const Program& program_;
  std::uint64_t wanted_;
  Output& output_;
};

// The exit code of a command that ends with this output.
int finished(Output& output, int code) {
  const auto written = output.finish();
  if (!written) print_error(written.error());
  return written ? code : kUnusable;
}

int dump_slots(const DumpOptions& options) {
  if (options.paths.size() > 1) {
    print_error("--stage=slots shows one record of one log; name one PATH");
    return kUnusable;
  }
  auto files = read_rule_files(options.rules.empty() ? std::vector<std::string>{"builtin"} : options.rules);
  if (!files) {
    print_error(files.error());
    return kUnusable;
  }
  const RuleSource source(*files, options.pack_path);
  const auto prepared = prepare(compile({std::move(*files), {}}, source), options.screen);
  if (!prepared) return kUnusable;
  Matcher matcher(prepared);
  auto output = Output::open("");
  SlotPrinter printer(matcher, prepared->program(), options.record.value_or(1), *output);
  LogReader().read({options.paths[0], options.paths[0]}, printer);
  if (!printer.is_found && !printer.is_explained) {
    print_error(fmt::format("{}: there is no record {}", options.paths[0], options.record.value_or(1)));
  }
  return finished(*output, printer.is_found ? kDone : kUnusable);
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
  const RuleSource source(*files, options.pack_path);
  const Dump made = dump(stage, {std::move(*files), {}}, source);
  auto output = Output::open("");
  output->write(made.text);
  say(render_text({.diagnostics = made.diagnostics,
                   .sources = made.sources,
                   .color = wants_color(options.screen.color, STDERR_FILENO)}));
  return finished(*output, has_error(made.diagnostics) ? kUnusable : kDone);
}

}  // namespace

void add_dump_command(CLI::App& app, int& code) {
  auto options = std::make_shared<DumpOptions>();
  CLI::App* command = app.add_subcommand("dump", "what a stage of the compiler made of rules, or of a record");
  command->footer(
      "examples:\n"
      "  spoor dump --stage=bytecode rules/aws\n"
      "  spoor find 'eventName == \"StopLogging\"' rules/samples/trail | spoor dump --stage=slots --record 1 -");
  command->add_option("--stage", options->stage, "ast, resolved, typed, plan, bytecode, or slots of a log's record")
      ->required()
      ->type_name("STAGE")
      ->check(one_of({"ast", "resolved", "typed", "plan", "bytecode", "slots"}));
  command->add_option("PATH", options->paths, "rule files or folders; for slots a log")->required()->type_name("");
  add_repeatable(*command, "--rules", options->rules, "for slots: the rules whose paths are shown; repeatable")
      ->type_name("PATH");
  add_count(*command, "--record", options->record, "for slots: which record, from 1 (default 1)");
  add_pack_path(*command, options->pack_path);
  add_screen_options(*command, options->screen);
  command->callback([options, &code] { code = run_dump(*options); });
}

}  // namespace spoor
