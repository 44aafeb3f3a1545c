#pragma once

#include <set>
#include <string>
#include <string_view>

#include "lang/diagnostic.h"
#include "lang/source.h"

namespace spoor {

// A piece of a rule file on one line, comments left out; what is beyond `most` bytes is cut, with `...` behind it.
std::string one_line(std::string_view text, std::size_t most = 100);

// Those of the sources that have these names.
std::set<SourceId> sources_named(const std::set<std::string>& names, const Sources& sources);

// Takes out what is said of these files. How many errors that were.
std::size_t drop_findings_of(const std::set<SourceId>& files, Diagnostics& findings);

}  // namespace spoor
