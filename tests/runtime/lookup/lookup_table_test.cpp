#include "runtime/lookup/lookup_table.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "tests/runtime/lookup/program_string.h"

namespace spoor {
namespace {

// A table whose row i is `{"row":i}`, behind one more row of each kind that is not of the table.
struct Table {
  explicit Table(TableKey key) {
    row.key = key;
    row.first_key = row.first_value = 1;
    program.set_strings.push_back(test::add_string(program, "other"));
    program.number_ranges.emplace_back();
    program.networks.emplace_back();
    program.table_values.push_back(test::add_string(program, "{}"));
  }

  void add_row() {
    program.table_values.push_back(test::add_string(program, "{\"row\":" + std::to_string(row.row_count++) + "}"));
  }
  void add(const std::string& key) {
    program.set_strings.push_back(test::add_string(program, key));
    add_row();
  }
  void add(const Number& key) {
    const NumberRow number{key.bits, static_cast<std::uint32_t>(key.kind), 1};
    program.number_ranges.push_back({number, number});
    add_row();
  }
  void add(const Network& key) {
    program.networks.push_back(key);
    add_row();
  }

  std::string find(const Value& value) const {
    return std::string(LookupTable(program, row).find(value).value_or("none"));
  }
  std::string find(const std::string& text) const { return find(Value::from_string(text)); }

  Program program;
  TableRow row;
};

TEST(LookupTable, FindsStrings) {
  Table table(TableKey::string);
  for (int i = 0; i < 100; ++i) table.add("key" + std::to_string(i));
  EXPECT_EQ(table.find("key0"), "{\"row\":0}");
  EXPECT_EQ(table.find("key99"), "{\"row\":99}");
  EXPECT_EQ(table.find("key100"), "none");
  EXPECT_EQ(table.find("other"), "none");
  EXPECT_EQ(table.find(Value::from_boolean(true)), "none");
}

TEST(LookupTable, FindsNumbersOnlyByNumbers) {
  Table table(TableKey::number);
  for (const std::int64_t key : {443, -1, 22, 3389}) table.add(Number::from_integer(key));
  table.add(Number::from_natural(18446744073709551615U));
  EXPECT_EQ(table.find(Value::from_number(Number::from_integer(22))), "{\"row\":2}");
  EXPECT_EQ(table.find(Value::from_number(Number::from_real(-1.0))), "{\"row\":1}");
  EXPECT_EQ(table.find(Value::from_number(Number::from_natural(18446744073709551615U))), "{\"row\":4}");
  EXPECT_EQ(table.find(Value::from_number(Number::from_integer(23))), "none");
  EXPECT_EQ(table.find("22"), "none");
}

TEST(LookupTable, IsEmpty) {
  for (const TableKey key : {TableKey::string, TableKey::number, TableKey::network}) {
    const Table table(key);
    EXPECT_EQ(table.find("10.0.0.1"), "none");
    EXPECT_EQ(table.find(Value::from_number(Number::from_integer(0))), "none");
  }
}

TEST(LookupTable, FindsTheSmallestNetwork) {
  Table table(TableKey::network);
  for (const std::string_view text : {"10.0.0.0/8", "10.1.0.0/16", "10.1.2.3", "::/0", "10.1.2.0/24", "10.2.0.0/16"}) {
    table.add(parse_network(text)->network);
  }
  EXPECT_EQ(table.find("10.255.0.1"), "{\"row\":0}");
  EXPECT_EQ(table.find("10.1.3.1"), "{\"row\":1}");
  EXPECT_EQ(table.find("10.1.2.3"), "{\"row\":2}");
  EXPECT_EQ(table.find("10.1.2.4"), "{\"row\":4}");
  EXPECT_EQ(table.find("::ffff:10.2.0.1"), "{\"row\":5}");
  EXPECT_EQ(table.find("2001:db8::1"), "{\"row\":3}");
  EXPECT_EQ(table.find("11.0.0.0"), "none");
  EXPECT_EQ(table.find("9.255.255.255"), "none");
  EXPECT_EQ(table.find("10.1.2.0/24"), "none");
  EXPECT_EQ(table.find("ec2.amazonaws.com"), "none");
}

// Against looking at every network, where many stand in one another.
TEST(LookupTable, AgreesWithLookingAtEveryNetwork) {
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    Table table(TableKey::network);
    std::vector<Network> networks;
    for (int i = 0; i < 60; ++i) {
      const std::string text = "10." + std::to_string(random() % 4) + "." + std::to_string(random() % 4 * 64) + "." +
                               std::to_string(random() % 256) + "/" + std::to_string(random() % 33);
      const Network network = parse_network(text)->network;
      if (std::find(networks.begin(), networks.end(), network) != networks.end()) continue;
      networks.push_back(network);
      table.add(network);
    }
    for (int i = 0; i < 200; ++i) {
      const std::string text = "10." + std::to_string(random() % 5) + "." + std::to_string(random() % 256) + "." +
                               std::to_string(random() % 256);
      std::string expected = "none";
      int longest = -1;
      for (std::size_t n = 0; n < networks.size(); ++n) {
        if (!contains(networks[n], *parse_address(text)) || networks[n].prefix <= longest) continue;
        longest = networks[n].prefix;
        expected = "{\"row\":" + std::to_string(n) + "}";
      }
      ASSERT_EQ(table.find(text), expected) << text;
    }
  }
}

}  // namespace
}  // namespace spoor
