#include "compiler/schema/api_table.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "compiler/schema/attack.h"
#include "compiler/schema/aws_calls.h"
#include "compiler/schema/request_keys.h"

namespace spoor {
namespace {

using Names = std::vector<std::string_view>;

// `Get`, `File` and `System` make two calls; the key is `fileSystem`.
constexpr std::string_view kSmall =
    "# by hand\nwords 3\nGet\nFile\nSystem\nkeys 1\n\"$\nservices 1\n@small\n!\"\n!\"$ !\n";

std::string refused(std::string text) {
  const auto read = ApiTable::read(text);
  return read ? "" : read.error();
}

std::string with(std::string_view old, std::string_view text) {
  std::string out(kSmall);
  out.replace(out.find(old), old.size(), text);
  return out;
}

TEST(ApiTable, ReadsWhatTheGeneratorWrites) {
  const auto table = ApiTable::read(kSmall);
  ASSERT_TRUE(table) << table.error();
  EXPECT_EQ(table->services(), Names({"small"}));
  ASSERT_NE(table->call("small", "GetFileSystem"), nullptr);
  EXPECT_EQ(table->request_keys(*table->call("small", "GetFileSystem")), std::vector<std::string>({"fileSystem"}));
  EXPECT_TRUE(table->request_keys(*table->call("small", "GetFile")).empty());
  EXPECT_EQ(table->call("small", "GetSystem"), nullptr);
  EXPECT_EQ(table->services_of("GetFile"), Names({"small"}));
  EXPECT_EQ(table->calls("other"), nullptr);
}

TEST(ApiTable, RefusesBrokenTextWithASentence) {
  EXPECT_EQ(refused(""), "line 0: found `` where `words` and a number stand");
  EXPECT_EQ(refused(with("words 3", "words")), "line 2: found `words` where `words` and a number stand");
  EXPECT_EQ(refused(with("words 3", "words x")), "line 2: `words x` has no number");
  EXPECT_EQ(refused(with("keys 1", "keys 2")), "line 8: `services 1` is no key");
  EXPECT_EQ(refused(with("services 1", "services 2")), "line 11: 1 of 2 services are there");
  EXPECT_EQ(refused(with("@small\n", "")), "line 9: a call stands before the first service");
  EXPECT_EQ(refused(with("!\"$ !", "!\"$ \"")), "line 11: `!\"$ \"` is no call");
  EXPECT_EQ(refused(with("!\"\n!\"$ !", "!\"$ !\n!\"")), "line 11: call `GetFile` does not ascend");
  EXPECT_EQ(refused(with("\n@small", "\n@small\n@big")), "line 10: service `big` does not ascend");
}

TEST(ApiTable, OfTheBinaryIsWhole) {
  const auto read = ApiTable::read(api_calls_text());
  ASSERT_TRUE(read) << read.error();
  EXPECT_GT(read->services().size(), 300U);
  ASSERT_NE(read->call("iam", "CreateUser"), nullptr);
  const auto keys = read->request_keys(*read->call("iam", "CreateUser"));
  EXPECT_EQ(keys, std::vector<std::string>({"path", "permissionsBoundary", "tags", "userName"}));
  EXPECT_EQ(read->services_of("StopLogging"), Names({"cloudtrail"}));
}

TEST(AwsCalls, AreThoseOfModelsAndRecords) {
  EXPECT_TRUE(has_call("signin", "ConsoleLogin"));
  EXPECT_TRUE(has_call("s3", "PutBucketPublicAccessBlock"));
  EXPECT_TRUE(has_call("amazonmq", "CreateBroker")) << "records name the service otherwise than the model";
  EXPECT_FALSE(has_call("iam", "PassRole"));
  EXPECT_EQ(call_knowledge("iam"), CallKnowledge::all);
  EXPECT_EQ(call_knowledge("sso"), CallKnowledge::some);
  EXPECT_EQ(call_knowledge("cloudshell"), CallKnowledge::none);
  EXPECT_TRUE(is_service("cloudshell"));
  EXPECT_FALSE(is_service("cloudwatch"));
  EXPECT_EQ(service_of("iam.amazonaws.com.cn"), "iam");
  EXPECT_EQ(service_of("iam"), std::nullopt);
  EXPECT_EQ(services_with("CreateUser").front(), "iam");
  EXPECT_EQ(near_call("cloudtrail", "StopLoging"), "StopLogging");
  EXPECT_TRUE(is_dated("lambda", "UpdateFunctionCode"));
  EXPECT_FALSE(is_dated("lambda", "Invoke"));
}

TEST(AwsCalls, WithADateAreInTheModels) {
#define DATED(source, name) EXPECT_NE(api_table().call(source, name), nullptr) << source << " " << name;
#include "compiler/schema/dated_calls.def"
#undef DATED
}

TEST(AwsCalls, BesideTheModelsAreNotInThem) {
#define CALL(source, name, why) EXPECT_EQ(api_table().call(source, name), nullptr) << source << " " << name;
#include "compiler/schema/aws_calls.def"
#undef CALL
}

TEST(RequestKeys, AreThoseOfRecords) {
  EXPECT_EQ(request_key("rds", "CreateDBInstance", "dBInstanceIdentifier").fit, KeyFit::has);
  EXPECT_EQ(request_key("rds", "CreateDBInstance", "dbInstanceIdentifier").meant, "dBInstanceIdentifier");
  EXPECT_EQ(request_key("s3", "PutObject", "bucket").meant, "bucketName");
  EXPECT_EQ(request_key("s3", "PutObject", "x-amz-acl").fit, KeyFit::has);
  EXPECT_EQ(request_key("ec2", "StopInstances", "instancesSet").fit, KeyFit::has);
  EXPECT_EQ(request_key("ce", "GetCostAndUsage", "TimePeriod").fit, KeyFit::has);
  EXPECT_EQ(request_key("iam", "CreateUser", "policyArn").fit, KeyFit::has_not);
  EXPECT_EQ(request_key("iam", "CreateUser", "userNmae").fit, KeyFit::misspelt);
  EXPECT_EQ(request_key("signin", "ConsoleLogin", "anything").fit, KeyFit::not_known);
}

TEST(Attack, KnowsTechniquesAndWhatTookTheirPlace) {
  EXPECT_EQ(attack_version(), "ATT&CK 17.0");
  ASSERT_NE(find_technique("T1562.008"), nullptr);
  EXPECT_EQ(find_technique("T1562.008")->name, "Disable or Modify Cloud Logs");
  EXPECT_EQ(find_technique("T1089"), nullptr);
  EXPECT_EQ(tactic_name("TA0005"), "defense evasion");
  const auto all = attack_techniques();
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.id < b.id; }));
#define TACTIC(id, name)
#define REVOKED(id, by)                         \
  EXPECT_EQ(find_technique(id), nullptr) << id; \
  EXPECT_NE(find_technique(by), nullptr) << by;
#include "compiler/schema/attack.def"
#undef REVOKED
#undef TACTIC
}

}  // namespace
}  // namespace spoor
