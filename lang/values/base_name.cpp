#include "lang/values/base_name.h"

#include <algorithm>

#include "lang/values/characters.h"

namespace spoor {

namespace {

// Drops a suffix in which `0` stands for any digit; false if the name has no such suffix.
bool drop_suffix(std::string_view& name, std::string_view shape) {
  if (name.size() < shape.size()) return false;
  const std::string_view suffix = name.substr(name.size() - shape.size());
  const bool fits = std::equal(shape.begin(), shape.end(), suffix.begin(),
                               [](char wanted, char c) { return wanted == '0' ? is_digit(c) : wanted == c; });
  if (fits) name.remove_suffix(shape.size());
  return fits;
}

void drop_version(std::string_view& name) {
  const std::size_t last = name.find_last_not_of("0123456789");
  if (last != std::string_view::npos && last + 1 < name.size() && name[last] == 'v')
    name.remove_suffix(name.size() - last);
}

}  // namespace

std::string_view base_name(std::string_view name) {
  std::string_view base = name;
  if (!drop_suffix(base, "0000_00_00")) {
    drop_version(base);
    if (!drop_suffix(base, "00000000")) return name;
  }
  return base.empty() ? name : base;
}

}  // namespace spoor
