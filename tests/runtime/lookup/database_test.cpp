#include "runtime/lookup/database.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "lang/values/json_text.h"
#include "runtime/lookup/database_row.h"

// The library leaks what it had read of metadata that it then refuses.
extern "C" __attribute__((visibility("default"))) const char* __lsan_default_suppressions();  // NOLINT: its name
extern "C" const char* __lsan_default_suppressions() { return "leak:libmaxminddb"; }

namespace spoor {
namespace {

std::string path_of(int record_size) {
  return std::string(SPOOR_DATABASES) + "/geo-" + std::to_string(record_size) + ".mmdb";
}

std::string row(const Database& database, std::string_view address) {
  std::string out = "before ";
  return database.append_row(*parse_address(address), out) ? out.substr(7) : out == "before " ? "none" : "remains";
}

class Databases : public testing::TestWithParam<int> {
 protected:
  void SetUp() override {
    auto opened = Database::open(path_of(GetParam()));
    ASSERT_TRUE(opened) << opened.error();
    database_ = std::move(*opened);
  }
  std::string find(std::string_view address) const { return row(*database_, address); }

  std::unique_ptr<const Database> database_;
};

constexpr std::string_view kNetherlands =
    R"({"country":{"iso_code":"NL","names":{"de":"Niederlande","en":"Netherlands"}},"asn":1136})";
constexpr std::string_view kBelgium = R"({"country":{"iso_code":"BE","names":{"en":"Belgium"}},"asn":5432})";

TEST_P(Databases, HaveTheRowOfTheSmallestNetwork) {
  EXPECT_EQ(find("198.51.100.0"), kNetherlands);
  EXPECT_EQ(find("198.51.100.127"), kNetherlands);
  EXPECT_EQ(find("198.51.100.128"), kBelgium);
  EXPECT_EQ(find("198.51.100.255"), kBelgium);
  EXPECT_EQ(find("::ffff:198.51.100.1"), kNetherlands);
  EXPECT_EQ(find("2001:db8::1"), R"({"country":{"iso_code":"SE"}})");
  EXPECT_EQ(find("2001:db8:1::1"), R"({"country":{"iso_code":"NO"}})");
}

TEST_P(Databases, HaveNoRowForOthers) {
  EXPECT_EQ(find("198.51.101.0"), "none");
  EXPECT_EQ(find("0.0.0.0"), "none");
  EXPECT_EQ(find("2001:db9::"), "none");
  EXPECT_EQ(find("192.0.2.1"), "none") << "a text is no row";
}

TEST_P(Databases, KeepTypes) {
  EXPECT_EQ(
      find("203.0.113.7"),
      R"({"country":{"iso_code":"NL","names":{"de":"Niederlande","en":"Netherlands"}},)"
      R"("subdivisions":[{"iso_code":"NH"},{"iso_code":"ZH"}],)"
      R"("location":{"latitude":52.37,"accuracy":0.5},"is_anonymous":true,"is_satellite":false,"offset":-5,)"
      R"("zero":0,"large":18446744073709551615,"huge":3.6893488147419103e+19,"raw":null,"empty":{},"none":[],)"
      R"("quote":"a\"b\\cé\n","long":"a text that is longer than the twenty-eight bytes that fit the control byte"})");
}

INSTANTIATE_TEST_SUITE_P(RecordSizes, Databases, testing::Values(24, 28, 32));

TEST(Database, OfIpv4AloneHasNoIpv6) {
  const auto database = Database::open(std::string(SPOOR_DATABASES) + "/geo-ipv4.mmdb");
  ASSERT_TRUE(database) << database.error();
  EXPECT_EQ(row(**database, "10.255.0.1"), R"({"country":"home"})");
  EXPECT_EQ(row(**database, "11.0.0.0"), R"({"country":"somewhere"})");
  EXPECT_EQ(row(**database, "::a00:1"), "none");
}

TEST(Database, OpensNothingElse) {
  EXPECT_FALSE(Database::open("/nowhere.mmdb"));
  EXPECT_FALSE(Database::open(SPOOR_DATABASES));
  EXPECT_FALSE(Database::open(std::string(SPOOR_SOURCE_DIR) + "/README.md"));
}

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Opens the bytes as a database and looks addresses up: whatever comes is a row or none.
void use(const std::string& bytes) {
  const std::string path = testing::TempDir() + "damaged.mmdb";
  std::ofstream(path, std::ios::binary) << bytes;
  const auto database = Database::open(path);
  if (!database) return;
  for (const std::string_view address :
       {"198.51.100.1", "198.51.100.200", "203.0.113.7", "2001:db8::1", "::", "9.9.9.9"}) {
    const std::string found = row(**database, address);
    ASSERT_TRUE(found == "none" || is_strict_json(found)) << found;
  }
}

TEST(Database, SurvivesDamage) {
  const std::string whole = read(path_of(24));
  for (std::size_t size = 0; size < whole.size(); size += 7) use(whole.substr(0, size));
  std::mt19937 random(20);
  for (int i = 0; i < 4000; ++i) {
    std::string damaged = whole;
    for (std::size_t flips = 1 + random() % 4; flips > 0; --flips) {
      damaged[random() % damaged.size()] ^= static_cast<char>(1U << random() % 8);
    }
    use(damaged);
  }
}

using Bytes = std::vector<std::uint8_t>;

bool is_row(const Bytes& section) {
  std::string out;
  return append_database_row(section, 0, out);
}

TEST(DatabaseRow, RefusesWhatIsDamaged) {
  EXPECT_TRUE(is_row({0xE0}));                                   // {}
  EXPECT_TRUE(is_row({0xE1, 0x41, 'a', 0xA1, 7}));               // {"a": 7}
  EXPECT_FALSE(is_row({}));                                      //
  EXPECT_FALSE(is_row({0xE1, 0x41, 'a'}));                       // without the value
  EXPECT_FALSE(is_row({0xE1, 0xA1, 7, 0xA1, 7}));                // a key that is a number
  EXPECT_FALSE(is_row({0xE1, 0x41, 0xFF, 0xA1, 7}));             // a key that is not UTF-8
  EXPECT_FALSE(is_row({0xE1, 0x41, 'a', 0x20, 0x04}));           // a pointer behind the end
  EXPECT_FALSE(is_row({0xE1, 0x41, 'a', 0x20, 0x03}));           // a pointer to a pointer
  EXPECT_FALSE(is_row({0xE1, 0x41, 'a', 0x20, 0x00}));           // a map that is within itself
  EXPECT_FALSE(is_row({0xE1, 0x41, 'a', 0x5F, 255, 255, 255}));  // a text of 16 MB
  EXPECT_FALSE(is_row({0xE1, 0x41, 'a', 0x02, 0x07}));           // a truth that is 2
  EXPECT_FALSE(is_row({0xE1, 0x41, 'a', 0x00, 0xFF}));           // no type
}

// Arrays of arrays through pointers, each level twice: short on disk, endless when written out.
TEST(DatabaseRow, IsBounded) {
  Bytes section = {0xE1, 0x41, 'a'};
  for (std::uint8_t level = 0; level < 28; ++level) {
    const auto next = static_cast<std::uint8_t>(section.size() + 6);
    section.insert(section.end(), {0x02, 0x04, 0x20, next, 0x20, next});
  }
  section.insert(section.end(), {0x00, 0x04});
  EXPECT_FALSE(is_row(section));
}

}  // namespace
}  // namespace spoor
