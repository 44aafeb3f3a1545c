#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace spoor::bench {

// Records a line, one behind the other in one padded buffer.
struct Corpus {
  std::string text;
  std::size_t size = 0;  // without padding
  std::vector<std::string_view> records;
};

// The first records of a folder of logs, until they have so many bytes: more than the caches hold, few enough to be
// gone over often.
inline constexpr std::size_t kCorpusSize = std::size_t{8} << 20;
Corpus read_corpus(const std::string& folder);

}  // namespace spoor::bench
