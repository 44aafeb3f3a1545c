#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace spoor {

enum class AddressFamily : std::uint8_t { ipv4, ipv6 };

// An IP address in network byte order; IPv4 fills the first four bytes, the rest is zero. An IPv4-mapped IPv6
// address (::ffff:a.b.c.d) is its IPv4.
struct Address {
  std::array<std::uint8_t, 16> bytes{};
  AddressFamily family = AddressFamily::ipv4;

  friend auto operator<=>(const Address&, const Address&) = default;
};

// A block of addresses of one family, host bits zero. A single address is the block of its full prefix.
struct Network {
  Address base;
  std::uint8_t prefix = 32;  // bits: 0 to 32, or 0 to 128

  friend auto operator<=>(const Network&, const Network&) = default;
};

// The whole text is a dotted quad or IPv6 text. With a port, a zone, brackets or leading zeros it is no address.
std::optional<Address> parse_address(std::string_view text);

struct ParsedNetwork {
  Network network;
  bool has_host_bits = false;  // were masked away
};
// `10.0.0.0/8`, `2001:db8::/32`, or a bare address. `::ffff:10.0.0.0/104` is `10.0.0.0/8`.
std::optional<ParsedNetwork> parse_network(std::string_view text);

bool contains(const Network& network, const Address& address);  // false across families

std::string to_text(const Address& address);  // IPv6 as RFC 5952 writes it
std::string to_text(const Network& network);  // without `/32`, `/128`

}  // namespace spoor
