#include <gmock/gmock.h>

#include <stdexcept>

#include "library/spoor/spoor.hpp"
#include "tests/library/recorder.h"

namespace spoor::test {
namespace {

using testing::ElementsAre;

// Writes down what is found, bad and skipped.
libspoor::Callbacks into(std::vector<std::string>& lines) {
  return {[&](const spoor_finding& finding) { return lines.push_back(text(finding.rule->name)), true; },
          [&](const spoor_bad_record& bad) { return lines.push_back(text(bad.reason)), true; },
          [&](std::string_view reason) { lines.emplace_back(reason); }};
}

class Header : public testing::Test {
 protected:
  const libspoor::Rules rules = libspoor::Rules::load(pack("rule a { where exists k }\nrule b { where k == 1 }"));
  libspoor::Matcher matcher{rules};
};

TEST_F(Header, LoadsAndMatches) {
  ASSERT_EQ(rules.size(), 2U);
  EXPECT_EQ(libspoor::view(rules[1].name), "b");
  std::vector<std::string> lines;
  EXPECT_TRUE(matcher.match("{\"k\":1}\n{\"k\":]}\n{\"k\":2}", into(lines)));
  EXPECT_THAT(lines, ElementsAre("a", "b", testing::HasSubstr("found `]`"), "a"));
  auto calls = into(lines);
  calls.on_finding = [](const spoor_finding&) { return false; };
  EXPECT_FALSE(matcher.match("{\"k\":1}", calls));
}

TEST_F(Header, FailuresAreErrors) {
  try {
    libspoor::Rules::load("x");
    FAIL();
  } catch (const libspoor::Error& error) {
    EXPECT_EQ(error.status, SPOOR_BAD_PACK);
    EXPECT_STREQ(error.what(), "this is no compiled pack");
  }
  EXPECT_THROW(libspoor::Rules::load_file("/nowhere/x.spoorc"), libspoor::Error);
  EXPECT_THROW(libspoor::Matcher(rules, 8), libspoor::Error);
  EXPECT_THROW(matcher.match("{}", {}), libspoor::Error);
}

TEST_F(Header, WhatACallbackThrowsComesOut) {
  std::vector<std::string> lines;
  auto calls = into(lines);
  calls.on_finding = [](const spoor_finding&) -> bool { throw std::out_of_range("mine"); };
  calls.on_skipped = [](std::string_view) { throw std::length_error("mine"); };
  EXPECT_THROW(matcher.match("{\"k\":1}\n{\"k\":]}", calls), std::out_of_range);
  EXPECT_TRUE(lines.empty());  // nothing was called behind it
  EXPECT_THROW(matcher.match("{\"digestS3Object\":\"x\",\"logFiles\":[]}\n{\"k\":]}\n", calls), std::length_error);
  EXPECT_TRUE(lines.empty());
  EXPECT_TRUE(matcher.match("{\"k\":1}", into(lines)));
  EXPECT_EQ(lines.size(), 2U);
}

}  // namespace
}  // namespace spoor::test
