#include <algorithm>
#include <vector>

#include "lang/functions/each.h"
#include "lang/values/address.h"

namespace spoor::function {

namespace {

// What RFC 1918 and RFC 4193 give to private use, with shared address space (RFC 6598), loopback and link-local
// addresses.
const std::vector<Network>& private_networks() {
  static const std::vector<Network> kNetworks = [] {
    std::vector<Network> networks;
    for (const char* text : {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8",
                             "169.254.0.0/16", "::1", "fc00::/7", "fe80::/10"}) {
      networks.push_back(parse_network(text).value().network);
    }
    return networks;
  }();
  return kNetworks;
}

}  // namespace

std::optional<Scalar> is_private_ip(const Scalar& value, std::string&) {
  const auto* text = std::get_if<std::string_view>(&value);
  const auto address = text == nullptr ? std::nullopt : parse_address(*text);
  return address && std::any_of(private_networks().begin(), private_networks().end(),
                                [&](const Network& network) { return contains(network, *address); });
}

}  // namespace spoor::function
