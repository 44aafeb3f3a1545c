#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lang/ast.h"

namespace spoor {

// The items of a list from a file, or the keys of a table. There may be a million, so they are no nodes of a tree.
struct LoadedList {
  struct Text {  // bytes of `text`
    std::uint32_t begin = 0;
    std::uint32_t length = 0;
  };

  std::string name;
  ast::ValueType type = ast::ValueType::string;  // never `none`; says which of the vectors below is filled
  std::string_view text;                         // of the file, in the compilation's Sources, or of the table
  std::vector<Text> strings;
  std::vector<Number> numbers;
  std::vector<Network> networks;

  std::size_t size() const { return strings.size() + numbers.size() + networks.size(); }
  std::string_view string(std::size_t i) const { return text.substr(strings[i].begin, strings[i].length); }
};

}  // namespace spoor
