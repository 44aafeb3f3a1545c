#include "tests/bench/records.h"

namespace spoor::bench {

namespace {

// A record of a trail with one more member in front.
std::string with_member(Random& random, const std::string& member) {
  return "{" + member + "," + trail_records(random, 1)[0].substr(1);
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  while (times-- != 0) out += text;
  return out;
}

std::string hostile_member(Random& random, std::size_t kind) {
  constexpr std::size_t kLong = std::size_t{256} << 10;
  switch (kind) {
    case 0: return R"("payload":")" + std::string(kLong, 'a') + '"';
    case 1: return R"("payload":")" + hex(random, kLong) + '"';
    case 2: return R"("deep":)" + repeated(R"({"a":)", 990) + "1" + std::string(990, '}');
    case 3: return R"("deep":)" + std::string(990, '[') + '"' + hex(random, 8) + '"' + std::string(990, ']');
    case 4: return R"("payload":")" + repeated(R"(\u0061\n\")", 4'000) + '"';
    case 5: {
      std::string out = R"("number":1)";
      for (int i = 0; i < 1'000; ++i) out += R"(,"eventName":")" + event_name(random.below(kEventNames)) + '"';
      return out;
    }
    case 6: {
      std::string out = R"("number":[1)";
      for (int i = 0; i < 1'000; ++i) out += ",9" + std::to_string(random.below(1'000'000'000)) + std::string(20, '7');
      return out + "]";
    }
    default: return R"("payload":")" + std::string(2'000, 'a') + "b" + '"';
  }
}

constexpr std::size_t kHostileKinds = 8;

}  // namespace

std::vector<std::string> wide_records(Random& random, std::size_t count) {
  std::vector<std::string> out;
  while (out.size() < count) {
    std::string member = R"("wide":{"first":1)";
    for (std::size_t key = 0; key < kWideKeys; ++key) {
      member += ",\"key" + std::to_string(key) + "\":\"";
      member += random.one_in(20) ? known_value(key, random.below(5)) : hex(random, 12);
      member += '"';
    }
    out.push_back(with_member(random, member + "}"));
  }
  return out;
}

std::vector<std::string> array_records(Random& random, std::size_t count, std::size_t length) {
  static constexpr std::size_t kLengths[] = {100, 1'000, 10'000};
  std::vector<std::string> out;
  while (out.size() < count) {
    const std::size_t elements = length != 0 ? length : kLengths[out.size() % 3];
    std::string member = R"("items":[)";
    for (std::size_t i = 0; i < elements; ++i) {
      if (i != 0) member += ',';
      member += R"({"id":")" + (random.one_in(200) ? known_value(0, random.below(1'000)) : hex(random, 10)) +
                R"(","port":)" + std::to_string(random.below(60'000)) + R"(,"cidr":")" + ip(random) + R"("})";
    }
    out.push_back(with_member(random, member + "]"));
  }
  return out;
}

std::vector<std::string> hostile_records(Random& random, std::size_t count) {
  std::vector<std::string> out;
  while (out.size() < count) out.push_back(with_member(random, hostile_member(random, out.size() % kHostileKinds)));
  return out;
}

}  // namespace spoor::bench
