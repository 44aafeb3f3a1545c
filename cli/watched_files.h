#pragma once

#include <string>
#include <vector>

namespace spoor {

// Rule files and what they may read, below some paths, until one of them changes.
class WatchedFiles {
 public:
  explicit WatchedFiles(std::vector<std::string> paths) : paths_(std::move(paths)), state_(state()) {}

  // Waits until a file is written, comes or goes. False: the descriptor can be read before. `stop`: -1: none.
  bool wait(int stop);

 private:
  std::string state() const;

  std::vector<std::string> paths_;
  std::string state_;  // of all files when they were looked at last
};

}  // namespace spoor
