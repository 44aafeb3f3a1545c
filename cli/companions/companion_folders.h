#pragma once

#include <set>
#include <string>
#include <vector>

#include "cli/companions/rule_listing.h"
#include "lang/source.h"

namespace spoor {

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
