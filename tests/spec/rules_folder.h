#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "lang/source.h"

namespace spoor::spec {

// The packs of rules/ as they stand in the checkout: the pack `a.b` is the folder `a/b`.
class RulesFolder : public Source {
 public:
  explicit RulesFolder(std::filesystem::path root) : root_(std::move(root)) {}

  tl::expected<std::vector<SourceText>, std::string> pack(std::string_view name, std::string_view) const override {
    std::string folder(name);
    std::replace(folder.begin(), folder.end(), '.', '/');
    if (!std::filesystem::is_directory(root_ / folder)) return tl::make_unexpected("looked for it in " + folder);
    return files(folder);
  }

  std::vector<std::string> pack_names() const override { return {"aws", "cloudtrail"}; }

  std::vector<SourceText> files(const std::string& folder) const {
    std::vector<SourceText> out;
    for (const auto& entry : std::filesystem::directory_iterator(root_ / folder)) {
      if (entry.path().extension() != ".spoor") continue;
      std::ifstream in(entry.path(), std::ios::binary);
      out.push_back({folder + "/" + entry.path().filename().string(), {std::istreambuf_iterator<char>(in), {}}});
    }
    std::sort(out.begin(), out.end(), [](const SourceText& a, const SourceText& b) { return a.name < b.name; });
    return out;
  }

 private:
  std::filesystem::path root_;
};

}  // namespace spoor::spec
