#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/log/bytes.h"

namespace spoor {

// Reads a CSV as RFC 4180 has it, with line ends of either kind and blanks around quoted cells of no harm. Memory is
// bounded by kMaxRow.
class CsvReader {
 public:
  static constexpr std::size_t kMaxRow = 16U << 20;

  // `block`: bytes to read at a time.
  CsvReader(ByteSource& source, std::size_t block) : source_(source), block_(block) {}

  enum class Step : std::uint8_t {
    row,  // cells() has it
    bad,  // reason() says why; reading goes on at the line behind the one where it begins, if rows can stand there
    end,  // of what can be read; error() says if something is missing behind it
  };
  Step next();

  // Valid until next().
  const std::vector<std::string_view>& cells() const { return cells_; }
  const std::string& reason() const { return reason_; }
  std::uint64_t offset() const { return offset_; }  // of the row or of what is bad
  // True where an earlier bad row may have taken this one for its own: if it is no good row it is part of that damage.
  bool is_in_damage() const { return is_in_damage_; }
  std::uint64_t bytes_read() const { return dropped_ + buffer_.size(); }
  const std::string& error() const { return error_; }

 private:
  // One look at the row that begins at begin_.
  enum class Look : std::uint8_t { whole, more, malformed };
  Look look();
  bool take_quoted(std::size_t& at);
  void take_plain(std::size_t& at);
  bool is_cut_off() const;
  bool is_cut_in_cell() const;
  bool read_more();
  void skip_line();

  ByteSource& source_;
  std::size_t block_;
  std::string buffer_;
  std::uint64_t dropped_ = 0;
  std::uint64_t offset_ = 0;
  std::uint64_t damage_end_ = 0;  // how far bad rows were followed
  bool is_in_damage_ = false;
  std::size_t begin_ = 0, next_ = 0;  // of the row under way, and of the one behind it
  std::size_t failed_at_ = 0;         // malformed, more: how far the last look came
  bool is_last_ = false;              // nothing follows the buffer
  std::vector<std::string_view> cells_;
  std::string unquoted_;  // what cells with doubled quotes are
  std::string reason_, error_;
};

}  // namespace spoor
