#include "lang/values/arn.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace spoor {
namespace {

std::string arn_parts(std::string_view text) {
  const auto arn = parse_arn(text);
  if (!arn) return "none";
  return fmt::format("{}|{}|{}|{}|{}", arn->partition, arn->service, arn->region, arn->account, arn->resource);
}

TEST(Arn, HasItsParts) {
  EXPECT_EQ(arn_parts("arn:aws:iam::111122223333:role/a/b"), "aws|iam||111122223333|role/a/b");
  EXPECT_EQ(arn_parts("arn:aws-us-gov:lambda:us-gov-west-1:1:function:f:2"),
            "aws-us-gov|lambda|us-gov-west-1|1|function:f:2");
  EXPECT_EQ(arn_parts("arn:aws:s3:::b/k:::"), "aws|s3|||b/k:::");
  EXPECT_EQ(arn_parts("arn:aws:iam::aws:policy/X"), "aws|iam||aws|policy/X");
  EXPECT_EQ(arn_parts("arn:*:s?:*:*:*"), "*|s?|*|*|*");
  EXPECT_EQ(arn_parts("arn:aws:s3:::a b\n\xC3\xA4"), "aws|s3|||a b\n\xC3\xA4");
}

TEST(Arn, IsRefused) {
  for (const char* text : {"", "arn", "arn:", "arn:::::", "arn:aws:iam::1", "arn:aws:iam::1:", "arn::iam::1:x",
                           "arn:aws:::1:x", "Arn:aws:iam::1:x", " arn:aws:iam::1:x", "arn:a ws:iam::1:x",
                           "arn:${p}:iam::1:x", "arn:aws:iam:\xC3\xA4:1:x"}) {
    EXPECT_EQ(arn_parts(text), "none") << text;
  }
}

}  // namespace
}  // namespace spoor
