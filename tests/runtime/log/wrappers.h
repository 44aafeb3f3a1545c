#pragma once

#include <functional>
#include <string>
#include <vector>

namespace spoor {

using Records = std::vector<std::string>;

// One text around all records, as a way of delivery makes it.
struct Wrapper {
  std::string name;
  std::function<std::string(const Records&)> wrap;
};

// The plain forms and all formats; the third puts records into a trail's `Records`.
const std::vector<Wrapper>& wrappers();

// Records that hold what is hard to quote: escapes, brackets in strings, JSON in strings.
Records some_records(std::size_t count);

}  // namespace spoor
