#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "runtime/state/tuple.h"

// The parts of what correlators save.
namespace spoor {

void save_count(std::uint64_t count, std::string& out);  // short for small numbers
void save_time(Time time, std::string& out);
void save_wide(UnsignedWide wide, std::string& out);
void save_text(std::string_view text, std::string& out);
// Without what it shares with the one before.
void save_path(std::string_view before, std::string_view path, std::string& out);

// Takes them from the front of bytes of which nothing is known. What is not there reads as zero or empty, and
// has_failed() from then on.
class SavedReader {
 public:
  explicit SavedReader(std::string_view bytes) : left_(bytes) {}

  std::uint64_t count();
  Time time();
  UnsignedWide wide();
  std::string_view text();
  void path(std::string& path);  // which is the one before
  // How many things follow, each of at least so many bytes: never more than there can be.
  std::size_t length(std::size_t bytes_each);

  // What was read cannot be meant.
  void fail() { has_failed_ = true; }
  void require(bool condition) { has_failed_ = has_failed_ || !condition; }
  bool has_failed() const { return has_failed_; }
  // All was read, and could be.
  bool is_complete() const { return !has_failed_ && left_.empty(); }

 private:
  bool take(std::size_t size, std::string_view& taken);

  std::string_view left_;
  bool has_failed_ = false;
};

}  // namespace spoor
