#include "runtime/match/mock_rows.h"

#include <gtest/gtest.h>

namespace spoor {
namespace {

Literal network(std::string_view text) { return parse_network(text)->network; }

std::string found(const std::vector<MockRow>& mocks, Index table, const Value& key) {
  return std::string(find_mock(mocks, table, key).value_or("none"));
}

TEST(MockRows, AreOfOneTable) {
  const std::vector<MockRow> mocks = {{0, std::string("a"), "first"}, {1, std::string("a"), "second"}};
  EXPECT_EQ(found(mocks, 0, Value::from_string("a")), "first");
  EXPECT_EQ(found(mocks, 1, Value::from_string("a")), "second");
  EXPECT_EQ(found(mocks, 2, Value::from_string("a")), "none");
  EXPECT_EQ(found(mocks, 0, Value::from_string("A")), "none");
}

TEST(MockRows, AreFoundByTheTypeOfTheirKey) {
  const std::vector<MockRow> mocks = {{0, std::string("22"), "text"}, {1, Number::from_integer(22), "number"}};
  EXPECT_EQ(found(mocks, 0, Value::from_number(Number::from_integer(22))), "none");
  EXPECT_EQ(found(mocks, 1, Value::from_number(Number::from_integer(22))), "number");
  EXPECT_EQ(found(mocks, 1, Value::from_number(Number::from_real(22.0))), "number");
  EXPECT_EQ(found(mocks, 1, Value::from_string("22")), "none");
  EXPECT_EQ(found(mocks, 1, Value::from_boolean(true)), "none");
}

TEST(MockRows, TheSmallestBlockWins) {
  const std::vector<MockRow> mocks = {{0, network("10.1.0.0/16"), "small"},
                                      {0, network("10.0.0.0/8"), "large"},
                                      {0, network("10.1.2.3"), "one"},
                                      {0, network("0.0.0.0/0"), "all"},
                                      {0, network("2001:db8::/32"), "six"}};
  EXPECT_EQ(found(mocks, 0, Value::from_string("10.1.2.3")), "one");
  EXPECT_EQ(found(mocks, 0, Value::from_string("::ffff:10.1.2.4")), "small");
  EXPECT_EQ(found(mocks, 0, Value::from_string("10.2.0.0")), "large");
  EXPECT_EQ(found(mocks, 0, Value::from_string("192.0.2.1")), "all");
  EXPECT_EQ(found(mocks, 0, Value::from_string("2001:db8::1")), "six");
  EXPECT_EQ(found(mocks, 0, Value::from_string("2001:db9::1")), "none");
  EXPECT_EQ(found(mocks, 0, Value::from_string("host.example.com")), "none");
}

}  // namespace
}  // namespace spoor
