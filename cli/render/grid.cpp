#include "cli/render/grid.h"

#include <algorithm>

#include "cli/render/cells.h"
#include "lang/visible.h"

namespace spoor {

namespace {

constexpr std::size_t kMeasuredRows = 2000;
constexpr std::size_t kMaxColumn = 60;
constexpr std::size_t kMinColumn = 8;

std::string_view level_color(std::string_view level) {
  if (level == "critical") return "\033[1;31m";
  if (level == "high") return "\033[31m";
  if (level == "medium") return "\033[33m";
  return "\033[2m";
}

}  // namespace

Grid::Grid(std::vector<std::string> headings, Style style, Output& output)
    : headings_(std::move(headings)), style_(style), output_(output) {
  for (std::string& heading : headings_) heading = visible(heading);
}

bool Grid::put(std::vector<std::string> cells) {
  for (std::string& cell : cells) cell = cell.empty() ? "-" : visible(cell);
  if (!widths_.empty()) return write(cells, false);
  rows_.push_back(std::move(cells));
  return rows_.size() < kMeasuredRows || flush();
}

void Grid::finish() {
  if (widths_.empty() && !rows_.empty()) flush();
}

bool Grid::flush() {
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
void Grid::fit() {
  if (style_.width == 0) return;
  std::size_t total = 2 * (widths_.size() - 1);
  for (const std::size_t width : widths_) total += width;
  while (total > style_.width) {
    const auto widest = std::max_element(widths_.begin(), widths_.end());
    if (*widest <= kMinColumn) return;
    --*widest;
    --total;
  }
}

bool Grid::write(const std::vector<std::string>& cells, bool is_heading) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    // Only a terminal cuts: elsewhere a long cell pushes the rest of its line aside.
    const std::string cell = style_.width > 0 ? fitted(cells[i], widths_[i]) : cells[i];
    const std::size_t width = display_width(cell);
    const bool is_level = style_.level_column == i && !is_heading;
    if (style_.color && is_heading) line += "\033[1m";
    if (style_.color && is_level) line += level_color(cells[i]);
    line += cell;
    if (style_.color && (is_heading || is_level)) line += "\033[0m";
    if (i + 1 < cells.size()) line.append(std::max(widths_[i], width) - width + 2, ' ');
  }
  return output_.write(line + "\n");
}

}  // namespace spoor
