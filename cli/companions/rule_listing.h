#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace spoor {

// A file as its folder knows it, without its content. Whoever writes a file gives it another one, as soon as the clock
// of its disk has moved on.
struct FileStamp {
  std::uint64_t size = 0;
  std::int64_t modified = 0;  // nanoseconds since 1970
  std::int64_t changed = 0;   // the same, and nobody can set it
  std::uint64_t inode = 0;

  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

struct ListedFile {
  std::string name;  // in its folder
  FileStamp stamp;
  bool is_link = false;
};

// Rule files in the folder (empty: the current one) itself, in name order; none if there is no such folder.
std::vector<ListedFile> rule_files_in(const std::string& folder);

// The path of what has this name in the folder.
std::string path_in(std::string_view folder, std::string_view name);

}  // namespace spoor
