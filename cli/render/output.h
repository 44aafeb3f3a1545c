#pragma once

#include <string>
#include <string_view>

#include "tl/expected.hpp"

namespace spoor {

// Where results go: standard output, or a file that is written beside its place and moved there when whole. A link
// stays and its target is replaced; what is no regular file (a device, a FIFO) is written to as it is.
class Output {
 public:
  static tl::expected<Output, std::string> open(const std::string& file);  // empty: standard output
  Output(Output&& other) noexcept;
  Output& operator=(Output&&) = delete;
  ~Output();

  // False when nobody reads any more (a broken pipe) or the disk is full; then nothing more is written.
  bool write(std::string_view text);
  bool flush();
  // Flushes and moves a file to its place. The error names the file.
  tl::expected<void, std::string> finish();

  // The reader went away: there is nobody to tell anything.
  bool is_abandoned() const { return is_broken_ && error_.empty(); }

  int descriptor() const { return descriptor_; }

 private:
  Output(int descriptor, std::string file, std::string beside);

  int descriptor_;
  std::string file_, beside_;  // empty: standard output, or written to as it is
  std::string buffer_;
  bool is_broken_ = false;
  std::string error_;  // other than a broken pipe
};

}  // namespace spoor
