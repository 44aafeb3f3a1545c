#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lang/source.h"

namespace spoor::test {

// Rules that use no pack; a test that has files for them to name derives from it.
class NoPacks : public Source {
 public:
  tl::expected<std::vector<SourceText>, std::string> pack(std::string_view, std::string_view) const override {
    return tl::unexpected(std::string("no packs here"));
  }
  std::vector<std::string> pack_names() const override { return {}; }
};

}  // namespace spoor::test
