#include "lang/foreign_word.h"

#include <algorithm>
#include <array>

namespace spoor {

namespace {

struct Foreign {
  std::string_view spelling;
  std::string_view ours;
};

// What writers of other languages try first.
constexpr std::array<Foreign, 16> kForeign = {{{"&&", "and"},
                                               {"||", "or"},
                                               {"!", "not"},
                                               {"<>", "!="},
                                               {"===", "=="},
                                               {"!==", "!="},
                                               {"=~", "matches"},
                                               {"!~", "not matches"},
                                               {"AND", "and"},
                                               {"OR", "or"},
                                               {"NOT", "not"},
                                               {"IN", "in"},
                                               {"is", "=="},
                                               {"equals", "=="},
                                               {"icontains", "contains~"},
                                               {"has", "contains"}}};

}  // namespace

std::optional<std::string_view> our_word_for(std::string_view foreign) {
  const auto* const row =
      std::find_if(kForeign.begin(), kForeign.end(), [&](const Foreign& f) { return f.spelling == foreign; });
  if (row == kForeign.end()) return std::nullopt;
  return row->ours;
}

}  // namespace spoor
