#include "lang/values/address.h"

#include <fmt/format.h>

#include <algorithm>

namespace spoor {

namespace {

constexpr std::uint8_t kIpv4Bits = 32;
constexpr std::uint8_t kIpv6Bits = 128;
constexpr std::uint8_t kMappedBits = 96;  // of ::ffff:0:0/96, which holds the IPv4 addresses

using Bytes = std::array<std::uint8_t, 16>;

std::uint8_t bits_of(AddressFamily family) { return family == AddressFamily::ipv4 ? kIpv4Bits : kIpv6Bits; }

// A decimal number without leading zeros up to `most`.
std::optional<unsigned> parse_decimal(std::string_view text, unsigned most) {
  if (text.empty() || text.size() > 3 || (text.size() > 1 && text[0] == '0')) return std::nullopt;
  unsigned value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  if (value > most) return std::nullopt;
  return value;
}

std::optional<unsigned> parse_hexadecimal_group(std::string_view text) {
  if (text.empty() || text.size() > 4) return std::nullopt;
  unsigned value = 0;
  for (const char c : text) {
    const bool is_digit = c >= '0' && c <= '9';
    const bool is_letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'f';
    if (!is_digit && !is_letter) return std::nullopt;
    value = value * 16 + static_cast<unsigned>(is_digit ? c - '0' : (c | 0x20) - 'a' + 10);
  }
  return value;
}

std::optional<std::array<std::uint8_t, 4>> parse_quad(std::string_view text) {
  std::array<std::uint8_t, 4> quad{};
  for (std::size_t part = 0; part < 4; ++part) {
    const std::size_t end = part == 3 ? text.size() : text.find('.');
    if (end == std::string_view::npos) return std::nullopt;
    const auto value = parse_decimal(text.substr(0, end), 255);
    if (!value) return std::nullopt;
    quad[part] = static_cast<std::uint8_t>(*value);
    text.remove_prefix(part == 3 ? end : end + 1);
  }
  return quad;
}

// Groups between single colons, the last perhaps a dotted quad: what stands on one side of `::`.
struct Groups {
  Bytes bytes{};
  std::size_t size = 0;  // bytes

  bool append(std::uint8_t high, std::uint8_t low) {
    if (size == bytes.size()) return false;
    bytes[size++] = high;
    bytes[size++] = low;
    return true;
  }
};

bool append_group(std::string_view text, bool is_last, Groups& groups) {
  if (const auto value = parse_hexadecimal_group(text)) {
    return groups.append(static_cast<std::uint8_t>(*value >> 8), static_cast<std::uint8_t>(*value & 0xFF));
  }
  if (!is_last) return false;
  const auto quad = parse_quad(text);
  return quad && groups.append((*quad)[0], (*quad)[1]) && groups.append((*quad)[2], (*quad)[3]);
}

std::optional<Groups> parse_groups(std::string_view text, bool may_end_in_quad) {
  Groups groups;
  if (text.empty()) return groups;
  while (true) {
    const std::size_t colon = text.find(':');
    const bool is_last = colon == std::string_view::npos;
    if (!append_group(text.substr(0, colon), is_last && may_end_in_quad, groups)) return std::nullopt;
    if (is_last) return groups;
    text.remove_prefix(colon + 1);
  }
}

// The sixteen bytes, mapped addresses as they are.
std::optional<Bytes> parse_ipv6(std::string_view text) {
  const std::size_t gap = text.find("::");
  if (gap == std::string_view::npos) {
    const auto groups = parse_groups(text, true);
    if (!groups || groups->size != 16) return std::nullopt;
    return groups->bytes;
  }
  const auto front = parse_groups(text.substr(0, gap), false);
  const auto back = parse_groups(text.substr(gap + 2), true);
  if (!front || !back || front->size + back->size > 14) return std::nullopt;
  Bytes bytes = front->bytes;
  std::copy_n(back->bytes.begin(), back->size, bytes.end() - static_cast<std::ptrdiff_t>(back->size));
  return bytes;
}

bool is_mapped(const Bytes& bytes) {
  return std::all_of(bytes.begin(), bytes.begin() + 10, [](std::uint8_t byte) { return byte == 0; }) &&
         bytes[10] == 0xFF && bytes[11] == 0xFF;
}

Address unmapped(const Bytes& bytes) {
  Address address;
  std::copy(bytes.begin() + 12, bytes.end(), address.bytes.begin());
  return address;
}

// Bits of the byte at `at` that belong to a prefix.
std::uint8_t mask_of_byte(unsigned prefix, std::size_t at) {
  const unsigned before = static_cast<unsigned>(at) * 8;
  if (prefix >= before + 8) return 0xFF;
  return prefix <= before ? std::uint8_t{0} : static_cast<std::uint8_t>(0xFF00U >> (prefix - before));
}

ParsedNetwork masked(Address base, unsigned prefix) {
  ParsedNetwork parsed{{base, static_cast<std::uint8_t>(prefix)}};
  for (std::size_t at = 0; at < base.bytes.size(); ++at) parsed.network.base.bytes[at] &= mask_of_byte(prefix, at);
  parsed.has_host_bits = parsed.network.base != base;
  return parsed;
}

struct ZeroRun {
  std::size_t begin = 8;
  std::size_t size = 0;
};

// The longest run of zero groups, the first of equally long ones; a single group is none.
ZeroRun longest_zero_run(const std::array<unsigned, 8>& groups) {
  ZeroRun longest;
  for (std::size_t begin = 0; begin < 8;) {
    std::size_t end = begin;
    while (end < 8 && groups[end] == 0) ++end;
    if (end - begin > std::max<std::size_t>(longest.size, 1)) longest = {begin, end - begin};
    begin = end + 1;
  }
  return longest;
}

std::string ipv6_text(const Bytes& bytes) {
  std::array<unsigned, 8> groups{};
  for (std::size_t i = 0; i < 8; ++i) groups[i] = static_cast<unsigned>(bytes[i * 2] << 8 | bytes[i * 2 + 1]);
  const ZeroRun gap = longest_zero_run(groups);
  std::string text;
  for (std::size_t i = 0; i < 8; ++i) {
    if (i == gap.begin) {
      text += "::";
      i += gap.size - 1;
      continue;
    }
    if (!text.empty() && !text.ends_with(':')) text += ':';
    text += fmt::format("{:x}", groups[i]);
  }
  return text;
}

}  // namespace

std::optional<Address> parse_address(std::string_view text) {
  if (const auto quad = parse_quad(text)) {
    Address address;
    std::copy(quad->begin(), quad->end(), address.bytes.begin());
    return address;
  }
  const auto bytes = parse_ipv6(text);
  if (!bytes) return std::nullopt;
  return is_mapped(*bytes) ? unmapped(*bytes) : Address{*bytes, AddressFamily::ipv6};
}

std::optional<ParsedNetwork> parse_network(std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::string_view base = text.substr(0, slash);
  const auto address = parse_address(base);
  if (!address) return std::nullopt;
  if (slash == std::string_view::npos) return ParsedNetwork{{*address, bits_of(address->family)}};
  const bool is_written_as_ipv6 = base.find(':') != std::string_view::npos;
  const auto prefix = parse_decimal(text.substr(slash + 1), is_written_as_ipv6 ? kIpv6Bits : kIpv4Bits);
  if (!prefix) return std::nullopt;
  if (!is_written_as_ipv6 || address->family == AddressFamily::ipv6) return masked(*address, *prefix);
  if (*prefix >= kMappedBits) return masked(*address, *prefix - kMappedBits);
  return masked({*parse_ipv6(base), AddressFamily::ipv6}, *prefix);
}

bool contains(const Network& network, const Address& address) {
  if (network.base.family != address.family) return false;
  for (std::size_t at = 0; at < address.bytes.size() && at * 8 < network.prefix; ++at) {
    if ((address.bytes[at] & mask_of_byte(network.prefix, at)) != network.base.bytes[at]) return false;
  }
  return true;
}

std::string to_text(const Address& address) {
  const auto& bytes = address.bytes;
  if (address.family == AddressFamily::ipv4) return fmt::format("{}.{}.{}.{}", bytes[0], bytes[1], bytes[2], bytes[3]);
  return ipv6_text(bytes);
}

std::string to_text(const Network& network) {
  std::string text = to_text(network.base);
  if (network.prefix != bits_of(network.base.family)) text += fmt::format("/{}", network.prefix);
  return text;
}

}  // namespace spoor
