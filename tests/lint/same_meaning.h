#pragma once

#include <string>
#include <vector>

#include "lang/source.h"

namespace spoor::test {

// Empty if two versions of rule files mean the same, as far as records show that are made of what stands in their
// conditions: of their fields, and of values near their literals. Else a record for which other conditions hold.
std::string difference(const std::vector<SourceText>& before, const std::vector<SourceText>& after,
                       const Source& source);

}  // namespace spoor::test
