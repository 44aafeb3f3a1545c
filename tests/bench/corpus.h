#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace spoor::bench {

// Records a line, one behind the other in one padded buffer.
class Corpus {
 public:
  explicit Corpus(const std::vector<std::string>& records);
  Corpus(const Corpus&) = delete;  // the views below point into it
  Corpus& operator=(const Corpus&) = delete;

  // Padding may be read behind each of them.
  const std::vector<std::string_view>& records() const { return records_; }
  // The bytes of the first `count` records, in pieces of whole records: what an engine takes up at a time.
  std::vector<std::string_view> windows(std::size_t count) const;
  std::size_t bytes(std::size_t count) const;

 private:
  std::string text_;
  std::vector<std::string_view> records_;
};

}  // namespace spoor::bench
