#include "lang/values/arn.h"

#include "lang/functions/each.h"

namespace spoor::function {

namespace {

std::optional<Arn> arn_in(const Scalar& value) {
  const auto* text = std::get_if<std::string_view>(&value);
  return text == nullptr ? std::nullopt : parse_arn(*text);
}

// Many services leave region or account empty: there is no value then, so that `exists` asks for one.
std::optional<Scalar> part_of(const Scalar& value, std::string_view Arn::*part) {
  const auto found = arn_in(value);
  if (!found || ((*found).*part).empty()) return std::nullopt;
  return (*found).*part;
}

}  // namespace

std::optional<Scalar> arn(const Scalar& value, std::string&) {
  if (!arn_in(value)) return std::nullopt;
  return value;
}
std::optional<Scalar> arn_partition(const Scalar& value, std::string&) { return part_of(value, &Arn::partition); }
std::optional<Scalar> arn_service(const Scalar& value, std::string&) { return part_of(value, &Arn::service); }
std::optional<Scalar> arn_region(const Scalar& value, std::string&) { return part_of(value, &Arn::region); }
std::optional<Scalar> arn_account(const Scalar& value, std::string&) { return part_of(value, &Arn::account); }
std::optional<Scalar> arn_resource(const Scalar& value, std::string&) { return part_of(value, &Arn::resource); }

}  // namespace spoor::function
