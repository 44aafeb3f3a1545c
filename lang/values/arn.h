#pragma once

#include <optional>
#include <string_view>

namespace spoor {

// Views into an ARN. Partition, service and resource are not empty.
struct Arn {
  std::string_view partition;
  std::string_view service;
  std::string_view region;
  std::string_view account;
  std::string_view resource;  // with all colons and slashes
};

// `arn:partition:service:region:account:resource`, the whole text. The four in the middle are made of letters, digits,
// `-`, `_`, `.` and the wildcards of policies, `*` and `?`; they need not be known to AWS.
std::optional<Arn> parse_arn(std::string_view text);

}  // namespace spoor
