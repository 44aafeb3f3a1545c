#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/log/reader.h"

namespace spoor {

struct WalkOptions {
  std::vector<std::string> include;  // globs on the path below the folder given, or on the file's name; empty: all
  std::vector<std::string> exclude;
};

struct WalkedFile {
  LogInput input;
  std::uint64_t size = 0;  // in bytes on disk; 0 for standard input
};

struct WalkNote {
  std::string path;
  std::string reason;
};

struct Walked {
  std::vector<WalkedFile> files;  // in the order of the arguments, each folder in name order, every file once
  std::vector<WalkNote> skipped;  // hidden, FIFO, socket, device, loop of links
  std::vector<WalkNote> bad;      // cannot be opened or listed, dangling link
};

// Lists the files of folders and paths. Links to files are followed, links to folders too unless they lead back.
// A path that does not exist is bad. An argument that is itself hidden is read.
Walked walk(const std::vector<std::string>& paths, const WalkOptions& options);

}  // namespace spoor
