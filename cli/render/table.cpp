#include <fmt/format.h>

#include "cli/render/cells.h"
#include "cli/render/finding_writer.h"
#include "cli/render/grid.h"
#include "lang/clause.h"

namespace spoor {

namespace {

std::vector<std::string> headings(const RenderContext& context, bool with_rule) {
  std::vector<std::string> names = {"time"};
  if (with_rule) names.insert(names.end(), {"severity", "rule"});
  names.insert(names.end(), context.column_names.begin(), context.column_names.end());
  if (with_rule) names.emplace_back("message");
  return names;
}

std::vector<std::string> row(const Finding& finding, const RenderContext& context, bool with_rule) {
  const Program& program = *context.program;
  const RuleRow& rule = program.rules[finding.rule];
  std::vector<std::string> cells = {finding.time ? to_text(*finding.time) : finding.time_text};
  if (with_rule) {
    cells.emplace_back(to_text(static_cast<Level>(rule.level)));
    cells.emplace_back(program.rule_name(finding.rule));
  }
  cells.insert(cells.end(), finding.columns.begin(), finding.columns.end());
  if (with_rule) cells.emplace_back(finding.message.empty() ? program.string(rule.title) : finding.message);
  return cells;
}

class Table : public FindingWriter {
 public:
  Table(RenderContext context, Output& output, bool with_rule)
      : context_(std::move(context)), with_rule_(with_rule), grid_(headings(context_, with_rule), style(), output) {}

  bool put(const Finding& finding) override {
    std::vector<std::string> cells = row(finding, context_, with_rule_);
    if (finding.suppressed > 0) cells.back() += fmt::format(" (and {} more)", finding.suppressed);
    return grid_.put(std::move(cells));
  }

  void finish() override { grid_.finish(); }

 private:
  Grid::Style style() const {
    Grid::Style style{.color = context_.color, .width = context_.width, .level_column = {}};
    if (with_rule_) style.level_column = 1;
    return style;
  }

  RenderContext context_;
  bool with_rule_;
  Grid grid_;
};

class Csv : public FindingWriter {
 public:
  Csv(RenderContext context, Output& output, bool with_rule)
      : context_(std::move(context)), output_(output), with_rule_(with_rule) {
    write(headings(context_, with_rule_));
  }

  bool put(const Finding& finding) override { return write(row(finding, context_, with_rule_)); }

 private:
  bool write(const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) line += (i == 0 ? "" : ",") + csv_cell(cells[i]);
    return output_.write(line + "\r\n");
  }

  RenderContext context_;
  Output& output_;
  bool with_rule_;
};

}  // namespace

std::unique_ptr<FindingWriter> make_table(RenderContext context, Output& output, bool with_rule) {
  return std::make_unique<Table>(std::move(context), output, with_rule);
}

std::unique_ptr<FindingWriter> make_csv(RenderContext context, Output& output, bool with_rule) {
  return std::make_unique<Csv>(std::move(context), output, with_rule);
}

}  // namespace spoor
