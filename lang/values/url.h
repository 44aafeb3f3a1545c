#pragma once

#include <optional>
#include <string_view>

namespace spoor {

// Views into a URL, as it is written. Scheme and host are not empty.
struct Url {
  std::string_view scheme;
  std::string_view host;   // of an IPv6 address what stands between the brackets
  std::string_view path;   // from its `/` on
  std::string_view query;  // behind the `?`
};

// `scheme://user@host:port/path?query#fragment`, the whole text; all but scheme and host may be missing. A blank, a
// control character or a backslash before the path, which programs read in different ways, makes it no URL.
std::optional<Url> parse_url(std::string_view text);

}  // namespace spoor
