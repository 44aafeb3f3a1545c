#pragma once

#include <string>
#include <vector>

#include "cli/pack_folders.h"
#include "compiler/pack_set.h"
#include "lang/source.h"
#include "tl/expected.hpp"

namespace spoor {

// Packs are looked for among the rule files that a command was given, below the folder of the file that uses them, in
// the folders of `--pack-path`, and inside the binary. Not thread-safe.
class RuleSource : public Source {
 public:
  explicit RuleSource(std::vector<SourceText> given = {}, std::vector<std::string> pack_path = {})
      : given_(std::move(given)), pack_path_(std::move(pack_path)) {}
  tl::expected<std::vector<SourceText>, std::string> pack(std::string_view name,
                                                          std::string_view rule_file) const override;
  std::vector<std::string> pack_names() const override;
  // Beside a rule file of the binary, a file of the binary; else a regular file of the system.
  tl::expected<std::string, std::string> data(std::string_view rule_file, std::string_view name) const override;
  // Beside a rule file of the system.
  tl::expected<std::string, DatabaseProblem> database(std::string_view rule_file, std::string_view name) const override;

 private:
  std::vector<SourceText> given_;
  mutable PackPath pack_path_;  // remembers what it has read
};

// The text of a rule file. The error names it.
tl::expected<std::string, std::string> read_rule_file(const std::string& path);

// The `.spoor` files of paths (files, folders, `builtin`), in name order. The error names the path.
tl::expected<std::vector<SourceText>, std::string> read_rule_files(const std::vector<std::string>& paths);

// Their names.
std::vector<std::string> names_of(const std::vector<SourceText>& files);

// The values that `-D name=value` gives. REQUIRES: each has a `=`.
std::vector<Definition> read_definitions(const std::vector<std::string>& texts);

// The text that standard input is, under the name `-`.
tl::expected<SourceText, std::string> read_standard_input();

}  // namespace spoor
