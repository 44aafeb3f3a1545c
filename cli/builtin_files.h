#pragma once

#include <span>
#include <string_view>

namespace spoor {

struct BuiltinFile {
  std::string_view name;  // below rules/: `aws/trail.spoor`
  std::string_view text;
};

// The files of rules/ that are part of the binary.
std::span<const BuiltinFile> builtin_files();

}  // namespace spoor
