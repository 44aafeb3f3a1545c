#pragma once

#include <string>
#include <string_view>

#include "tl/expected.hpp"

namespace spoor {

// Where results go: standard output, or a file that is written beside its place and moved there when whole.
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

  int descriptor() const { return descriptor_; }

 private:
  Output(int descriptor, std::string file, std::string beside);

  int descriptor_;
  std::string file_, beside_;
  std::string buffer_;
  bool is_broken_ = false;
  std::string error_;  // other than a broken pipe
};

}  // namespace spoor
