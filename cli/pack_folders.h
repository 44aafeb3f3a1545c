#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lang/source.h"
#include "tl/expected.hpp"

namespace spoor {

// Packs that are looked for by name, which stands in the `pack` header of one of their files.

// The pack's files among these: those in the folder of its header, and, where two folders have its header, of both.
std::vector<SourceText> pack_among(const std::vector<SourceText>& files, std::string_view name);

// An error is the disk's; no files, no pack.
using FoundPack = tl::expected<std::vector<SourceText>, std::string>;

// The pack `a.b` in the folder `a/b` or `a.b` below this one.
FoundPack pack_below(const std::string& folder, std::string_view name);

// Folders that hold packs, in folders of any name. Each is read once, when it is needed.
class PackPath {
 public:
  explicit PackPath(std::vector<std::string> folders) : folders_(std::move(folders)) {}

  // In the first of the folders that has it.
  FoundPack pack(std::string_view name);
  std::vector<std::string> pack_names();
  const std::vector<std::string>& folders() const { return folders_; }

 private:
  const FoundPack& files_of(const std::string& folder);

  std::vector<std::string> folders_;
  std::map<std::string, FoundPack> files_;  // by folder
};

}  // namespace spoor
