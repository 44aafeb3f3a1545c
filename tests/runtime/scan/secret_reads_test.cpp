// Which keys may depend on what is hidden when a record is shown.
#include "runtime/scan/secret_reads.h"

#include "tests/runtime/scan/scan_case.h"

namespace spoor {
namespace {

TEST(SecretReads, AreOfSecretKeysAndOfWhatTheApiDeclares) {
  struct {
    std::string_view key;
    bool is_secret;
  } const cases[] = {
      {"userIdentity.arn", false},
      {"userIdentity.accessKeyId", false},
      {"sessionToken", true},
      {"a.password.b", true},
      {"a[0].idToken", true},
      {"requestParameters.name", true},
      {"responseElements.a.b", true},
      {"a.requestParameters.name", false},
      {"lower(userIdentity.arn)", false},
      {"lower(requestParameters.name)", true},
      {"coalesce(a, b.c)", false},
      {"coalesce(a, b.privateKey)", true},
      {"json(a).b", false},
      {"json(a).requestParameters", false},
      {"json(a).b.secretAccessKey", true},
      {R"(case(userIdentity.type == "Root", a, b))", false},
      {R"(case(requestParameters.name == "x", a, b))", true},
      {R"(case(a == b and c == password, a, b))", true},
      {R"(case(any x in a : (x.b == "c"), a, b))", true},  // loops are not looked into
      {R"(concat(a, ":", b))", false},
  };
  for (const auto& [key, is_secret] : cases) {
    const auto prepared = test::prepare(fmt::format("rule r {{ where exists a  count >= 2 by {} within 1m }}", key));
    const Program& program = prepared->program();
    const std::vector<bool> reads = find_secret_reads(program);
    EXPECT_EQ(reads[program.outputs[program.steps[0].first_key].operand], is_secret) << key;
  }
}

}  // namespace
}  // namespace spoor
