#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/json/tokens.h"
#include "runtime/log/bytes.h"

namespace spoor {

// The part of a log that is in memory: text and its tokens. Slides over the log; its buffer grows only when one record
// does not fit.
class Window {
 public:
  // `block`: bytes to read at a time.
  explicit Window(std::size_t block) : block_(block) {}

  // The log, or from `offset` on a part of it, behind which more follows unless it `is_last`.
  void start(ByteSource& source, std::uint64_t offset = 0, bool is_last = true);

  // Drops what stands before `keep`, reads on and finds the tokens of what is whole. False when the source has no more;
  // error() then says whether the log ended as it should.
  bool advance(std::size_t keep);

  // Finds the tokens anew from `from` on, as if the log began there: behind damage.
  void retokenise(std::size_t from);

  std::string_view text() const { return {buffer_.data(), size_}; }
  bool is_last() const { return is_last_; }                             // nothing follows what is in text()
  std::uint64_t offset(std::size_t at) const { return dropped_ + at; }  // in the log
  std::uint64_t bytes_read() const { return dropped_ + size_; }
  const std::string& error() const { return error_; }

  Tokens tokens() const { return {buffer_.data(), starts_, closers_}; }
  std::span<std::uint32_t> closers() { return closers_; }
  std::size_t tokenised_end() const { return tokenised_end_; }  // text before it has its tokens
  bool is_utf8() const { return is_utf8_; }
  bool has_open_string() const { return has_open_string_; }
  // Offsets where a string was taken to end because a line begins with `{`; ascending.
  const std::vector<std::uint32_t>& restarts() const { return restarts_; }

 private:
  std::size_t cut() const;
  void tokenise(std::size_t from, std::size_t end);

  std::size_t block_;
  ByteSource* source_ = nullptr;
  std::vector<char> buffer_;
  std::size_t size_ = 0;
  std::uint64_t dropped_ = 0;
  bool is_last_part_ = true;
  bool is_read_ = false;  // to the end of the source
  bool is_last_ = false;
  std::string error_;

  TokenIndex index_;
  std::vector<std::uint32_t> shifted_;  // tokens of a retokenised part, which count from the buffer's start
  std::span<const std::uint32_t> starts_;
  std::vector<std::uint32_t> closers_;
  std::vector<std::uint32_t> restarts_;
  std::size_t tokenised_end_ = 0;
  bool is_utf8_ = true;
  bool has_open_string_ = false;
};

}  // namespace spoor
