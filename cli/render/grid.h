#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cli/render/output.h"

namespace spoor {

// Rows of cells under headings, in columns as wide as their cells. Rows are held until the widths are known, but not
// more than a few thousand: then the widths are set. Control characters are shown escaped, an empty cell as `-`.
class Grid {
 public:
  struct Style {
    bool color = false;
    std::size_t width = 0;  // of the terminal, which cuts cells to fit; 0: lines are as long as they are
    std::optional<std::size_t> level_column;  // the one that holds severities, which have colours
  };

  Grid(std::vector<std::string> headings, Style style, Output& output);

  // Cells as many as headings. False when nobody reads any more.
  bool put(std::vector<std::string> cells);
  void finish();

 private:
  bool flush();
  void fit();
  bool write(const std::vector<std::string>& cells, bool is_heading);

  std::vector<std::string> headings_;
  Style style_;
  Output& output_;
  std::vector<std::vector<std::string>> rows_;
  std::vector<std::size_t> widths_;  // empty until they are known
};

}  // namespace spoor
