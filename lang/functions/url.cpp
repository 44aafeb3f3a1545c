#include "lang/values/url.h"

#include "lang/functions/each.h"

namespace spoor::function {

namespace {

std::optional<Url> url_in(const Scalar& value) {
  const auto* text = std::get_if<std::string_view>(&value);
  return text == nullptr ? std::nullopt : parse_url(*text);
}

std::optional<Scalar> part_of(const Scalar& value, std::string_view Url::*part) {
  const auto found = url_in(value);
  if (!found || ((*found).*part).empty()) return std::nullopt;
  return (*found).*part;
}

// Schemes and hosts are the same in either case.
std::optional<Scalar> folded_part_of(const Scalar& value, std::string_view Url::*part, std::string& made) {
  const auto found = part_of(value, part);
  return found ? lower(*found, made) : std::nullopt;
}

}  // namespace

std::optional<Scalar> url(const Scalar& value, std::string&) {
  if (!url_in(value)) return std::nullopt;
  return value;
}
std::optional<Scalar> url_scheme(const Scalar& value, std::string& made) {
  return folded_part_of(value, &Url::scheme, made);
}
std::optional<Scalar> url_host(const Scalar& value, std::string& made) {
  return folded_part_of(value, &Url::host, made);
}
std::optional<Scalar> url_path(const Scalar& value, std::string&) { return part_of(value, &Url::path); }
std::optional<Scalar> url_query(const Scalar& value, std::string&) { return part_of(value, &Url::query); }

}  // namespace spoor::function
