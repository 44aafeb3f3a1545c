#include <algorithm>

#include "lang/functions/each.h"
#include "lang/values/fold.h"

namespace spoor::function {

namespace {

enum class Where { begins, has };

struct Row {
  Where where;
  std::string_view text;
  std::string_view family;
};

constexpr Row kRows[] = {
#define UA_FAMILY(where, text, family) {Where::where, text, family},
#include "lang/functions/ua_families.def"
#undef UA_FAMILY
};

// Programs may write what they like, of any length; families show at the front.
std::string_view front(std::string_view agent) {
  std::size_t end = std::min<std::size_t>(agent.size(), 512);
  while (end < agent.size() && (static_cast<unsigned char>(agent[end]) & 0xC0U) == 0x80U) --end;
  return agent.substr(0, end);
}

bool begins_word(std::string_view agent, std::size_t at) {
  return at == 0 || std::string_view(" /[(").find(agent[at - 1]) != std::string_view::npos;
}

bool fits(const Row& row, std::string_view agent) {
  if (row.where == Where::begins) return agent.starts_with(row.text);
  for (std::size_t at = agent.find(row.text); at != std::string_view::npos; at = agent.find(row.text, at + 1)) {
    if (begins_word(agent, at)) return true;
  }
  return false;
}

}  // namespace

std::optional<Scalar> ua_family(const Scalar& value, std::string& made) {
  const auto* text = std::get_if<std::string_view>(&value);
  if (text == nullptr) return std::nullopt;
  std::string_view agent = *text;
  agent.remove_prefix(std::min(agent.find_first_not_of(" ["), agent.size()));  // S3 writes `[aws-cli/2.15.0 ...]`
  append_folded(front(agent), made);
  const auto* row = std::find_if(std::begin(kRows), std::end(kRows), [&](const Row& r) { return fits(r, made); });
  if (row != std::end(kRows)) {
    made = row->family;
  } else {
    made.resize(std::min(made.find_first_of(" /()[],;"), made.size()));
  }
  if (made.empty()) return std::nullopt;
  return made;
}

}  // namespace spoor::function
