#pragma once

#include <string>
#include <vector>

#include "runtime/log/walk.h"
#include "runtime/match/prepared.h"
#include "runtime/scan/tuple_sections.h"
#include "runtime/state/item_file.h"

namespace spoor {

// Files that match() wrote, all for the same rules, and what their runs say together.
class TupleFiles {
 public:
  // `is_masked`: what is made of them is to be without secrets. The error names the file, and says why it cannot be
  // used with these rules, or with the files before it.
  static tl::expected<TupleFiles, std::string> open(const std::vector<std::string>& paths, const Program& program,
                                                    bool is_masked);

  struct File {
    std::string path;
    std::uint64_t size = 0;                      // in bytes
    std::uint64_t identity = 0;                  // see ItemFileReader
    std::uint32_t first_log = 0, log_count = 0;  // of its places, in the list of all logs
    std::vector<Index> rules;                    // of the Program, by the file's own numbers
    Newest newest;                               // with places of the list of all logs
    Report figures;
  };
  const std::vector<File>& files() const { return files_; }

  const std::vector<std::string>& logs() const { return logs_; }
  bool have_events() const { return have_events_; }
  // By rule: those that were matched.
  const std::vector<bool>& matched() const { return matched_; }

 private:
  tl::expected<void, std::string> add(const std::string& path, const Program& program, const Meanings& meanings,
                                      bool is_masked);

  std::vector<File> files_;
  std::vector<std::string> logs_;
  bool have_events_ = true;
  std::vector<bool> matched_;
};

}  // namespace spoor
