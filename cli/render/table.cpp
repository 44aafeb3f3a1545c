#include <fmt/format.h>

#include <algorithm>

#include "cli/render/cells.h"
#include "cli/render/finding_writer.h"
#include "lang/clause.h"
#include "lang/visible.h"

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

std::string_view level_color(std::string_view level) {
  if (level == "critical") return "\033[1;31m";
  if (level == "high") return "\033[31m";
  if (level == "medium") return "\033[33m";
  return "\033[2m";
}

// Rows are held until the widths of all columns are known, but not more than these: then they are set.
constexpr std::size_t kMeasuredRows = 2000;
constexpr std::size_t kMaxColumn = 60;
constexpr std::size_t kMinColumn = 8;

class Table : public FindingWriter {
 public:
  Table(RenderContext context, Output& output, bool with_rule)
      : context_(std::move(context)), output_(output), with_rule_(with_rule), headings_(headings(context_, with_rule)) {
    for (std::string& heading : headings_) heading = visible(heading);
  }

  bool put(const Finding& finding) override {
    std::vector<std::string> cells = row(finding, context_, with_rule_);
    if (finding.suppressed > 0) cells.back() += fmt::format(" (and {} more)", finding.suppressed);
    for (std::string& cell : cells) cell = cell.empty() ? "-" : visible(cell);
    if (!widths_.empty()) return write(cells, false);
    rows_.push_back(std::move(cells));
    return rows_.size() < kMeasuredRows || flush();
  }

  void finish() override {
    if (widths_.empty() && !rows_.empty()) flush();
  }

 private:
  bool flush() {
    for (const std::string& heading : headings_) widths_.push_back(display_width(heading));
    for (const auto& cells : rows_) {
      for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::size_t most = i + 1 == cells.size() ? cells[i].size() : kMaxColumn;
        widths_[i] = std::max(widths_[i], std::min(most, display_width(cells[i])));
      }
    }
    fit();
    bool is_read = write(headings_, true);
    for (const auto& cells : rows_) is_read = is_read && write(cells, false);
    rows_.clear();
    return is_read;
  }

  // Narrows the widest columns until a line fits the terminal.
  void fit() {
    if (context_.width == 0) return;
    std::size_t total = 2 * (widths_.size() - 1);
    for (const std::size_t width : widths_) total += width;
    while (total > context_.width) {
      const auto widest = std::max_element(widths_.begin(), widths_.end());
      if (*widest <= kMinColumn) return;
      --*widest;
      --total;
    }
  }

  bool write(const std::vector<std::string>& cells, bool is_heading) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      // Only a terminal cuts: elsewhere a long cell pushes the rest of its line aside.
      const std::string cell = context_.width > 0 ? fitted(cells[i], widths_[i]) : cells[i];
      const std::size_t width = display_width(cell);
      const bool is_level = with_rule_ && i == 1 && !is_heading;
      if (context_.color && is_heading) line += "\033[1m";
      if (context_.color && is_level) line += level_color(cells[i]);
      line += cell;
      if (context_.color && (is_heading || is_level)) line += "\033[0m";
      if (i + 1 < cells.size()) line.append(std::max(widths_[i], width) - width + 2, ' ');
    }
    return output_.write(line + "\n");
  }

  RenderContext context_;
  Output& output_;
  bool with_rule_;
  std::vector<std::string> headings_;
  std::vector<std::vector<std::string>> rows_;
  std::vector<std::size_t> widths_;
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
