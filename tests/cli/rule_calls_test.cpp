#include "cli/report/rule_calls.h"

#include <gtest/gtest.h>

#include "cli/rule_files.h"
#include "compiler/compile.h"

// Which calls a page names of a rule.
namespace spoor {
namespace {

// Of the last rule of the text.
CallsBySource calls(const std::string& text) {
  const Typed typed = type_check({.files = {{"rules.spoor", "use cloudtrail\n" + text}}, .outputs = {}}, RuleSource());
  EXPECT_FALSE(has_error(typed.diagnostics)) << text;
  return calls_of(typed.tree, typed.tree.rules.back());
}

CallsBySource calls_of_condition(const std::string& condition) { return calls("rule r { where " + condition + " }\n"); }

TEST(RuleCalls, AreThoseOfTheSourceBesideThem) {
  EXPECT_EQ(calls_of_condition(R"(api("iam", ("CreateUser", "CreateRole")) and success)"),
            (CallsBySource{{"iam.amazonaws.com", {"CreateRole", "CreateUser"}}}));
  EXPECT_EQ(calls_of_condition(R"(api("iam", "CreateUser") or api("sts", "AssumeRole"))"),
            (CallsBySource{{"iam.amazonaws.com", {"CreateUser"}}, {"sts.amazonaws.com", {"AssumeRole"}}}));
  EXPECT_EQ(
      calls_of_condition(R"((from_service("s3") or from_service("kms")) and (eventName == "A" or eventName == "B"))"),
      (CallsBySource{{"kms.amazonaws.com", {"A", "B"}}, {"s3.amazonaws.com", {"A", "B"}}}));
}

TEST(RuleCalls, OfAnySourceAndOfNoNameInParticular) {
  EXPECT_EQ(calls_of_condition(R"(eventName == "GetObject")"), (CallsBySource{{"", {"GetObject"}}}));
  EXPECT_EQ(calls_of_condition(R"(from_service("s3") and denied)"), (CallsBySource{{"s3.amazonaws.com", {}}}));
  EXPECT_EQ(calls_of_condition("denied"), CallsBySource());
}

TEST(RuleCalls, PatternsAreGlobs) {
  EXPECT_EQ(
      calls_of_condition(R"(eventName startswith "Put" or eventName endswith "User" or eventName contains "Key")"),
      (CallsBySource{{"", {"*Key*", "*User", "Put*"}}}));
  EXPECT_EQ(calls_of_condition(R"(eventName like "Describe*s" or eventName matches /^Get/)"),
            (CallsBySource{{"", {"Describe*s"}}}));
}

TEST(RuleCalls, WhatIsNegatedIsNotAskedFor) {
  EXPECT_EQ(calls_of_condition(R"(eventName != "A" and eventName not in ("B") and not eventName == "C" and denied)"),
            CallsBySource());
}

TEST(RuleCalls, OneNameOfSeveralTestsIsTheNarrowerOne) {
  EXPECT_EQ(calls_of_condition(R"(eventName in ("A", "B") and eventName in ("B", "C"))"), (CallsBySource{{"", {"B"}}}));
  EXPECT_EQ(calls_of_condition(R"(eventName startswith "Put" and eventName contains "Key")"),
            (CallsBySource{{"", {"*Key*", "Put*"}}}));
}

TEST(RuleCalls, OfStepsAndOfRulesWhoseFindingsAreTaken) {
  EXPECT_EQ(calls(R"(rule burst { where api("s3", "GetObject") count >= 5 by actor within 5m }
rule r {
  sequence by actor within 15m {
    many: rule burst
    made: api("iam", "CreateUser")
    not gone: api("iam", "DeleteUser")
  } until api("sts", "AssumeRole")
}
)"),
            (CallsBySource{{"iam.amazonaws.com", {"CreateUser", "DeleteUser"}}, {"s3.amazonaws.com", {"GetObject"}}}));
}

TEST(RuleCalls, ManyAlternativesAreTakenTogether) {
  std::string condition;
  for (int i = 0; i < 20; ++i) {
    condition += (i == 0 ? "" : " and ") + std::string("(eventName == \"A\" or eventSource == \"s") +
                 std::to_string(i) + ".amazonaws.com\" or eventName == \"B" + std::to_string(i) + "\")";
  }
  const CallsBySource found = calls_of_condition(condition);
  EXPECT_EQ(found.size(), 20U);
  EXPECT_TRUE(found.at("s0.amazonaws.com").contains("A"));
}

}  // namespace
}  // namespace spoor
