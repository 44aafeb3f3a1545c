#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/check.h"
#include "compiler/pack_set.h"

namespace spoor {

// A pack without name that uses the prelude, where there is one: for conditions and columns.
LoadedPack prelude_user(PackSet& packs);

// The defs that the files of a pack may name.
struct DefsOfPack {
  std::vector<std::string> names;
  bool may_lack_prelude = false;  // it does not use the prelude, and may read CloudTrail records
};
DefsOfPack defs_of(const LoadedPack& pack);

// One for all files of a pack; a file that is not here is an expression that stands alone, and has the prelude's.
using DefsOfFiles = std::map<SourceId, std::shared_ptr<const DefsOfPack>>;

// Knows what a name may have meant where it was read as a field: a def that is misspelt, or whose pack is not used.
class DefNames {
 public:
  // Both must outlive this.
  DefNames(const Source& source, const DefsOfFiles& files) : source_(source), files_(files) {}

  // For a path where a condition must stand.
  HelpForPath help_for_path(std::string_view path, SourceId file);

  // Warns of fields with the name of one of the prelude's defs.
  void report_fields(const ClosedTree& tree, Diagnostics& diagnostics);

 private:
  const std::vector<std::string>& prelude();  // read when it is first needed
  bool is_in_prelude(std::string_view name);

  const Source& source_;
  const DefsOfFiles& files_;
  std::optional<std::vector<std::string>> prelude_;
};

}  // namespace spoor
