#include "tests/bench/records.h"
#include "tests/bench/rules.h"

namespace spoor::bench {

namespace {

// Twenty fields with twenty values each.
std::string many_values(std::size_t number) {
  std::string out;
  for (std::size_t field = 0; field < 20; ++field) {
    out += (out.empty() ? "" : " and ") + trail_fields()[field] + " in (";
    for (std::size_t value = 0; value < 20; ++value) {
      out += (value == 0 ? "\"" : ", \"") + known_value(field, number + value) + '"';
    }
    out += ")";
  }
  return out;
}

std::string many_branches(std::size_t number) {
  std::string out;
  for (std::size_t branch = 0; branch < 64; ++branch) {
    out += (branch == 0 ? "(" : " or (") + is_event(number * 64 + branch) + " and " + trail_fields()[branch % 40] +
           " == \"" + known_value(branch % 40, number) + "\" and not exists errorCode)";
  }
  return out;
}

std::string many_regexes(std::size_t number) {
  std::string out;
  for (std::size_t i = 0; i < 200; ++i) {
    out += std::string(i == 0 ? "" : " or ") + "userAgent matches /" + known_value(number, i) + "[0-9]+/";
  }
  return out;
}

}  // namespace

std::string listed_addresses() {
  Random random(81);
  std::string out;
  for (std::size_t i = 0; i < kListed; ++i) out += ip(random) + "\n";
  return out;
}

// Together they hold a tenth of all addresses.
std::string listed_networks() {
  Random random(82);
  std::string out;
  for (std::size_t i = 0; i < kListed; ++i) {
    out += std::to_string(1 + random.below(223)) + "." + std::to_string(random.below(256)) + "." +
           std::to_string(random.below(16) * 16) + ".0/20\n";
  }
  return out;
}

std::string list_rules(std::size_t count) {
  std::string out = "list addresses : ip from \"addresses.txt\"\nlist networks : cidr from \"networks.txt\"\n";
  for (std::size_t i = 0; i < count; ++i) {
    const std::string list = i % 2 == 0 ? "addresses" : "networks";
    out += rule(i, i < 2 ? "sourceIPAddress in " + list : is_event(i) + " and sourceIPAddress in " + list);
  }
  return out;
}

std::string wide_rules(std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t key = i * 7 % kWideKeys;
    out += rule(i, "wide.key" + std::to_string(key) + " == \"" + known_value(key, i / kWideKeys) + '"');
  }
  return out;
}

std::string array_rules(std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string id = "\"" + known_value(0, i % 1'000) + '"';
    switch (i % 4) {
      case 0: out += rule(i, "any item in items: (item.id == " + id + " and item.port < 30000)"); break;
      case 1:
        out += rule(i, is_event(i) + " and all item in items: (item.port < " + std::to_string(i % 60'000) + ")");
        break;
      case 2:
        out += rule(i, is_event(i) + " and any item in items: (item.cidr in (10.0.0.0/8) and item.id != " + id + ")");
        break;
      default: out += rule(i, "items.id == " + id); break;
    }
  }
  return out;
}

std::string hostile_rules(std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string number = std::to_string(i);
    switch (i % 5) {
      case 0: out += rule(i, "payload like \"*a*a*a*b" + (i == 0 ? "" : number) + '"'); break;
      case 1: out += rule(i, "payload contains~ \"aaaaaaaab" + number + '"'); break;
      case 2: out += rule(i, is_event(i) + " and payload matches /(a+)+b" + number + "$/"); break;
      case 3: out += rule(i, "number == 9" + number); break;
      default: out += rule(i, is_event(i) + " and not exists deep.a.a.a.b"); break;
    }
  }
  return out;
}

// One bomb among a hundred rules of every day.
std::string bomb_rules(std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t bomb = i / 100;
    std::string condition = is_event(i);
    if (i % 100 == 7) {
      condition = bomb % 3 == 0 ? many_values(bomb) : bomb % 3 == 1 ? many_branches(bomb) : many_regexes(bomb);
    }
    out += rule(i, condition);
  }
  return out;
}

}  // namespace spoor::bench
