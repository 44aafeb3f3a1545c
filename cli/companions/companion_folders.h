#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "lang/source.h"

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

struct CompanionFile {
  std::string name;  // as the folder was written
  FileStamp stamp;
};

// The rule files that lie beside files which were named by themselves, not by their folder.
struct CompanionFolder {
  std::string identity;                      // one name for the folder, however it is written
  bool has_header = false;                   // one of the files that were named begins with `pack`
  std::vector<CompanionFile> files;          // without those given; in name order
  std::set<std::string, std::less<>> given;  // names, in the folder, of those given
};

// `given`: all files that the paths gave.
std::vector<CompanionFolder> companion_folders(const std::set<std::string>& paths,
                                               const std::vector<SourceText>& given);

}  // namespace spoor
