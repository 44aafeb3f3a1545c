#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lang/source.h"
#include "tl/expected.hpp"

namespace spoor {

// Packs that are looked for by name. The pack `a.b` stands in the folder `a/b` or `a.b`; which it is says the `pack`
// header of one of its files.

// The name in a file's `pack` header; empty if it does not begin with one.
std::string_view header_name(std::string_view text);

// The files of the folder, in name order, if one of them has the header of this pack. An error is the disk's.
using FoundPack = tl::expected<std::optional<std::vector<SourceText>>, std::string>;
FoundPack pack_in(const std::string& folder, std::string_view name);

// The same for the folders that the pack may stand in below this one.
FoundPack pack_below(const std::string& folder, std::string_view name);

// Names of the packs in the folder, and in those directly below it.
std::vector<std::string> pack_names_in(const std::string& folder);

}  // namespace spoor
