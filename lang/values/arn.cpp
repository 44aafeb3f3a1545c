#include "lang/values/arn.h"

#include <algorithm>

#include "lang/values/characters.h"

namespace spoor {

namespace {

bool is_part(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_word(c) || std::string_view("-.*?").find(c) != std::string_view::npos; });
}

}  // namespace

std::optional<Arn> parse_arn(std::string_view text) {
  constexpr std::string_view kPrefix = "arn:";
  if (!text.starts_with(kPrefix)) return std::nullopt;
  text.remove_prefix(kPrefix.size());
  Arn arn;
  for (const auto part : {&Arn::partition, &Arn::service, &Arn::region, &Arn::account}) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || !is_part(text.substr(0, colon))) return std::nullopt;
    arn.*part = text.substr(0, colon);
    text.remove_prefix(colon + 1);
  }
  arn.resource = text;
  if (arn.partition.empty() || arn.service.empty() || arn.resource.empty()) return std::nullopt;
  return arn;
}

}  // namespace spoor
