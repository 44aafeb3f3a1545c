#include "lang/values/address.h"

#include <gtest/gtest.h>

namespace spoor {
namespace {

struct AddressReading {
  std::string_view text;
  std::string_view expected;  // empty: no address
};

TEST(Address, ReadsAndWrites) {
  const AddressReading readings[] = {
      {"10.0.0.1", "10.0.0.1"},
      {"255.255.255.255", "255.255.255.255"},
      {"0.0.0.0", "0.0.0.0"},
      {"::", "::"},
      {"::1", "::1"},
      {"1::", "1::"},
      {"2001:DB8::ABCD", "2001:db8::abcd"},
      {"2001:0db8:0000:0000:0000:0000:0000:0001", "2001:db8::1"},
      {"2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"},
      {"2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"},
      {"1:0:0:2:0:0:0:3", "1:0:0:2::3"},
      {"1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"},
      {"0:0:3:4:5:6:7:8", "::3:4:5:6:7:8"},
      {"1:2:3:4:5:6:0:0", "1:2:3:4:5:6::"},
      {"64:ff9b::192.0.2.33", "64:ff9b::c000:221"},
      {"::ffff:1.2.3.4", "1.2.3.4"},
      {"::FFFF:0102:0304", "1.2.3.4"},
      {"::1.2.3.4", "::102:304"},
      {"", ""},
      {"10.0.0", ""},
      {"10.0.0.1.2", ""},
      {"10.0.0.256", ""},
      {"10.0.0.01", ""},
      {"10.0.0.1 ", ""},
      {" 10.0.0.1", ""},
      {"10.0.0.1:80", ""},
      {"10.0.0.-1", ""},
      {"10.0.0.", ""},
      {".10.0.0", ""},
      {"1000.0.0.1", ""},
      {"0x7f.0.0.1", ""},
      {"[::1]", ""},
      {"fe80::1%eth0", ""},
      {":", ""},
      {":::", ""},
      {"1::2::3", ""},
      {"1:2:3:4:5:6:7", ""},
      {"1:2:3:4:5:6:7:8:9", ""},
      {"1:2:3:4:5:6:7:8::", ""},
      {"::1:2:3:4:5:6:7:8", ""},
      {"1:2:3:4:5:6:7:", ""},
      {":1:2:3:4:5:6:7", ""},
      {"12345::", ""},
      {"g::", ""},
      {"1.2.3.4::", ""},
      {"::1.2.3.4:5", ""},
      {"::1.2.3", ""},
      {"1:2:3:4:5:6:7:1.2.3.4", ""},
      {"config.amazonaws.com", ""},
      {"AWS Internal", ""},
      {"192.0.2.XX", ""},
  };
  for (const auto& [text, expected] : readings) {
    const auto address = parse_address(text);
    EXPECT_EQ(address ? to_text(*address) : "", expected) << text;
    if (address) {
      EXPECT_EQ(parse_address(to_text(*address)), address) << text;
    }
  }
}

TEST(Network, ReadsAndWrites) {
  struct {
    std::string_view text;
    std::string_view expected;
    bool has_host_bits;
  } const readings[] = {
      {"10.0.0.0/8", "10.0.0.0/8", false},
      {"10.1.2.3/8", "10.0.0.0/8", true},
      {"10.1.2.3", "10.1.2.3", false},
      {"10.1.2.3/32", "10.1.2.3", false},
      {"0.0.0.0/0", "0.0.0.0/0", false},
      {"192.168.255.255/17", "192.168.128.0/17", true},
      {"2001:db8::/32", "2001:db8::/32", false},
      {"2001:db8::1/33", "2001:db8::/33", true},
      {"::/0", "::/0", false},
      {"::1/128", "::1", false},
      {"::ffff:10.0.0.0/104", "10.0.0.0/8", false},
      {"::ffff:10.0.0.1/128", "10.0.0.1", false},
      {"::ffff:0.0.0.0/96", "0.0.0.0/0", false},
      {"::ffff:0.0.0.0/95", "::fffe:0:0/95", true},
      {"10.0.0.0/33", "", false},
      {"10.0.0.0/", "", false},
      {"10.0.0.0/08", "", false},
      {"10.0.0.0/-1", "", false},
      {"10.0.0.0/8/8", "", false},
      {"::/129", "", false},
      {"/8", "", false},
      {"10.0.0/8", "", false},
  };
  for (const auto& [text, expected, has_host_bits] : readings) {
    const auto parsed = parse_network(text);
    EXPECT_EQ(parsed ? to_text(parsed->network) : "", expected) << text;
    if (parsed) {
      EXPECT_EQ(parsed->has_host_bits, has_host_bits) << text;
    }
  }
}

TEST(Network, Contains) {
  struct {
    std::string_view network;
    std::string_view address;
    bool expected;
  } const cases[] = {
      {"10.0.0.0/8", "10.255.255.255", true},
      {"10.0.0.0/8", "11.0.0.0", false},
      {"10.0.0.0/8", "::ffff:10.1.1.1", true},
      {"10.0.0.128/25", "10.0.0.127", false},
      {"10.0.0.128/25", "10.0.0.128", true},
      {"10.0.0.1", "10.0.0.1", true},
      {"10.0.0.1", "10.0.0.2", false},
      {"0.0.0.0/0", "255.0.0.1", true},
      {"0.0.0.0/0", "::1", false},
      {"::/0", "10.0.0.1", false},
      {"::/0", "ffff::", true},
      {"2001:db8::/32", "2001:db8:ffff::1", true},
      {"2001:db8::/32", "2001:db9::", false},
      {"2001:db8::/33", "2001:db8:8000::", false},
      {"::1", "::1", true},
      {"::1", "::2", false},
  };
  for (const auto& [network, address, expected] : cases) {
    EXPECT_EQ(contains(parse_network(network)->network, *parse_address(address)), expected)
        << network << " " << address;
  }
}

}  // namespace
}  // namespace spoor
