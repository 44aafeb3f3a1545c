#include "cli/builtin_files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

namespace spoor {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Rule files, and the data files at or below a folder that has rule files; the example of a site is no pack to be used.
std::map<std::string, std::string> files_of_packs(const fs::path& root) {
  std::set<fs::path> packs;
  for (auto entry = fs::recursive_directory_iterator(root); entry != fs::recursive_directory_iterator(); ++entry) {
    if (entry->path() == root / "example") entry.disable_recursion_pending();
    if (entry->path().extension() == ".spoor") packs.insert(entry->path().parent_path());
  }
  std::map<std::string, std::string> files;
  for (const fs::path& pack : packs) {
    for (const auto& entry : fs::recursive_directory_iterator(pack)) {
      const std::string extension = entry.path().extension().string();
      if (extension != ".spoor" && extension != ".txt" && extension != ".csv" && extension != ".json") continue;
      files.emplace(fs::relative(entry.path(), root).string(), content_of(entry.path()));
    }
  }
  return files;
}

TEST(BuiltinFiles, HoldPacksWithTheirData) {
  std::map<std::string, std::string> embedded;
  for (const BuiltinFile& file : builtin_files()) {
    EXPECT_TRUE(embedded.emplace(file.name, file.text).second) << file.name << " stands twice";
  }
  EXPECT_EQ(embedded, files_of_packs(fs::path(SPOOR_SOURCE_DIR) / "rules"));
}

}  // namespace
}  // namespace spoor
