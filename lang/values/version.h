#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace spoor {

// A version as its numbers with dots between them, in one spelling, so that equal versions are equal texts: no zeros
// before a number, no numbers at the end that are zero. `2.15` for "2.15.0".
struct Version {
  std::string_view text;
};

// The first numbers with dots between them in a text: of `aws-cli/2.15.0 Python/3.11` those before the blank, of
// `TLSv1.2` the two at the end. Where none stand, the first number that is a word by itself, with a `v` or without:
// `3` of `release v3`. Nothing for texts without either.
std::optional<std::string> find_version(std::string_view text);

// Number by number; one that is missing is zero.
std::strong_ordering compare(const Version& a, const Version& b);

}  // namespace spoor
