#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

namespace spoor {

// The lines of a text that a generator wrote, without those that are comments.
class TableLines {
 public:
  explicit TableLines(std::string_view text) : rest_(text) {}

  // Nothing at the text's end.
  std::optional<std::string_view> next() {
    while (!rest_.empty()) {
      const std::string_view line = rest_.substr(0, rest_.find('\n'));
      rest_.remove_prefix(std::min(line.size() + 1, rest_.size()));
      ++number_;
      if (!line.starts_with('#')) return line;
    }
    return std::nullopt;
  }

  std::size_t number() const { return number_; }  // of the last line that was given, from 1

 private:
  std::string_view rest_;
  std::size_t number_ = 0;
};

}  // namespace spoor
