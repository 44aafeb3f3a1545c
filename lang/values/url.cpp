#include "lang/values/url.h"

#include <algorithm>

#include "lang/values/characters.h"

namespace spoor {

namespace {

bool is_scheme(std::string_view text) {
  if (text.empty() || !is_word_start(text[0]) || text[0] == '_') return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (is_word(c) && c != '_') || std::string_view("+-.").find(c) != std::string_view::npos;
  });
}

bool is_plain(std::string_view authority) {
  return std::none_of(authority.begin(), authority.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= 0x20 || byte == 0x7F || c == '\\';
  });
}

// Splits the front of `text` off, up to the first of `ends`, which stays.
std::string_view take_until(std::string_view& text, std::string_view ends) {
  const std::string_view front = text.substr(0, text.find_first_of(ends));
  text.remove_prefix(front.size());
  return front;
}

// The host of `user@host:port`; empty if there is none or what follows it is no port.
std::string_view host_of(std::string_view authority) {
  if (const std::size_t at = authority.rfind('@'); at != std::string_view::npos) authority.remove_prefix(at + 1);
  std::string_view host;
  if (authority.starts_with('[')) {
    authority.remove_prefix(1);
    host = take_until(authority, "]");
    if (authority.empty()) return {};
    authority.remove_prefix(1);
  } else {
    host = take_until(authority, ":");
  }
  if (authority.empty()) return host;
  const std::string_view port = authority.substr(1);
  return authority[0] == ':' && std::all_of(port.begin(), port.end(), is_digit) ? host : std::string_view();
}

}  // namespace

std::optional<Url> parse_url(std::string_view text) {
  constexpr std::string_view kBehindScheme = "://";
  Url url;
  url.scheme = take_until(text, ":");
  if (!is_scheme(url.scheme) || !text.starts_with(kBehindScheme)) return std::nullopt;
  text.remove_prefix(kBehindScheme.size());
  const std::string_view authority = take_until(text, "/?#");
  url.host = host_of(authority);
  if (!is_plain(authority) || url.host.empty()) return std::nullopt;
  url.path = take_until(text, "?#");
  if (text.starts_with('?')) url.query = text.substr(1, text.find('#') - 1);
  return url;
}

}  // namespace spoor
