#include "runtime/log/csv.h"

#include <fmt/format.h>

namespace spoor {

namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

}  // namespace

CsvReader::Step CsvReader::next() {
  begin_ = next_;
  while (true) {
    const Look looked = look();
    if (looked == Look::whole) {
      if (is_cut_off()) return Step::end;
      offset_ = dropped_ + begin_;
      is_in_damage_ = offset_ < damage_end_;
      const bool is_empty_line = cells_.size() == 1 && cells_[0].empty();
      if (!is_empty_line) return Step::row;
      begin_ = next_;
      continue;
    }
    const bool is_too_large = buffer_.size() - begin_ >= kMaxRow;
    if (looked == Look::more && !is_too_large && read_more()) continue;
    if (begin_ >= buffer_.size()) return Step::end;
    if (looked == Look::more) {
      reason_ = is_too_large ? fmt::format("the row is larger than {} MB", kMaxRow >> 20)
                             : std::string("a quote in the row is not closed");
    }
    offset_ = dropped_ + begin_;
    is_in_damage_ = offset_ < damage_end_;
    damage_end_ = std::max(damage_end_, dropped_ + failed_at_);
    if (looked == Look::more && !is_too_large && is_cut_in_cell())
      next_ = buffer_.size();
    else
      skip_line();
    return Step::bad;
  }
}

// True for a last row that error() tells of.
bool CsvReader::is_cut_off() const { return !error_.empty() && next_ == buffer_.size() && !buffer_.ends_with('\n'); }

// True if the table ends within the quoted cell that is open. Its lines are text that someone wrote into a record, and
// no rows. Where the table ends with a line, a quote that stands there by mistake is likelier.
bool CsvReader::is_cut_in_cell() const { return !error_.empty() || !buffer_.ends_with('\n'); }

// What is damaged may have swallowed good rows, so only its first line is given up. A row that fails far behind its
// beginning has lines without open quotes in between, which fail at once or not at all: this is linear.
void CsvReader::skip_line() {
  std::size_t line_end = buffer_.find('\n', begin_);
  while (line_end == std::string::npos) {
    begin_ = buffer_.size();
    next_ = begin_;
    if (!read_more()) return;
    line_end = buffer_.find('\n', begin_);
  }
  next_ = line_end + 1;
}

bool CsvReader::read_more() {
  if (is_last_) return false;
  buffer_.erase(0, begin_);
  dropped_ += begin_;
  begin_ = 0;
  const std::size_t size = buffer_.size();
  const std::size_t wanted = std::max(block_, size);
  buffer_.resize(size + wanted);
  const auto count = read_fully(source_, std::span(buffer_).subspan(size, wanted));
  if (!count) error_ = count.error();
  buffer_.resize(size + count.value_or(0));
  is_last_ = count.value_or(0) < wanted;
  return true;
}

CsvReader::Look CsvReader::look() {
  cells_.clear();
  unquoted_.clear();
  // Cells are views into it: it must not grow while they are made.
  unquoted_.reserve(buffer_.size() - begin_);
  for (std::size_t at = begin_;; ++at) {
    std::size_t quote = at;
    while (quote < buffer_.size() && is_blank(buffer_[quote])) ++quote;
    if (quote < buffer_.size() && buffer_[quote] == '"') {
      at = quote;
      if (!take_quoted(at)) {
        failed_at_ = at;
        return at < buffer_.size() ? Look::malformed : Look::more;
      }
    } else {
      take_plain(at);
    }
    const bool is_at_end = at == buffer_.size();
    failed_at_ = at;
    if (is_at_end && (!is_last_ || at == begin_)) return Look::more;
    if (!is_at_end && buffer_[at] == ',') continue;
    next_ = is_at_end ? at : at + 1;
    return Look::whole;
  }
}

void CsvReader::take_plain(std::size_t& at) {
  const std::size_t end = std::min(buffer_.find_first_of(",\n", at), buffer_.size());
  std::string_view cell = std::string_view(buffer_).substr(at, end - at);
  if ((end == buffer_.size() || buffer_[end] == '\n') && cell.ends_with('\r')) cell.remove_suffix(1);
  cells_.push_back(cell);
  at = end;
}

// Takes a quoted cell and goes on to the comma or line end behind it. False with `at` at the end where the quote is
// open, or at what cannot follow it.
bool CsvReader::take_quoted(std::size_t& at) {
  const std::size_t begin = ++at;
  const std::size_t unquoted = unquoted_.size();
  bool has_quotes = false;
  std::size_t copied = begin, quote = begin;
  while (true) {
    quote = buffer_.find('"', quote);
    if (quote == std::string::npos || (quote + 1 == buffer_.size() && !is_last_)) {
      at = buffer_.size();
      return false;
    }
    if (quote + 1 == buffer_.size() || buffer_[quote + 1] != '"') break;
    has_quotes = true;
    unquoted_.append(buffer_, copied, quote + 1 - copied);
    quote += 2;
    copied = quote;
  }
  if (has_quotes) unquoted_.append(buffer_, copied, quote - copied);
  cells_.push_back(has_quotes ? std::string_view(unquoted_).substr(unquoted)
                              : std::string_view(buffer_).substr(begin, quote - begin));
  for (at = quote + 1; at < buffer_.size() && (is_blank(buffer_[at]) || buffer_[at] == '\r'); ++at) {
  }
  if (at == buffer_.size() || buffer_[at] == ',' || buffer_[at] == '\n') return true;
  reason_ = "text follows the closing quote of a cell";
  return false;
}

}  // namespace spoor
