#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "compiler/compile.h"
#include "lang/source.h"

namespace spoor {

// The files with which a site begins to tune a pack. As they are they change nothing of it, are formatted, and hold
// neither errors nor findings of the linter.

struct OverlayRequest {
  const LoadedPack& pack;
  const Sources& sources;                // of the pack
  std::chrono::sys_days today{};         // examples of exceptions end some time after it
  std::vector<std::string> pack_path{};  // that commands need to find the pack
};

// With their names, in the order in which a newcomer reads them.
std::vector<SourceText> starting_overlay(const OverlayRequest& request);

// Each of them.
std::string starting_rules(const OverlayRequest& request);   // site.spoor
std::string starting_settings();                             // spoor.toml
std::string starting_readme(const OverlayRequest& request);  // README.md

}  // namespace spoor
