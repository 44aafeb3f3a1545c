#pragma once

#include <string>
#include <vector>

#include "lang/source.h"
#include "tl/expected.hpp"

namespace spoor {

// A file that is named by itself, not by its folder, is part of the pack that its folder is, if one of the files there
// has a `pack` header; else it stands alone.

// Files that a command speaks of, and others of their packs, its companions, which it only uses.
struct RuleFiles {
  std::vector<SourceText> given;
  std::vector<SourceText> companions;

  std::vector<SourceText> all() const;  // those given first
};

// The files of paths, and the companions of those that are named by themselves. The error names a path.
tl::expected<RuleFiles, std::string> read_with_companions(const std::vector<std::string>& paths);

// The same with those companions alone that matter to the files (related_files.h).
struct RelatedFiles {
  std::vector<SourceText> given;
  std::vector<SourceText> related;
  std::vector<std::string> companions;  // names of all, in the order of `related`

  bool has_all() const { return related.size() == companions.size(); }
};
tl::expected<RelatedFiles, std::string> read_with_related(const std::vector<std::string>& paths);

// The companions that do not matter.
tl::expected<std::vector<SourceText>, std::string> read_unrelated(const RelatedFiles& files);

}  // namespace spoor
