#include "lang/values/version.h"

#include <gtest/gtest.h>

namespace spoor {
namespace {

TEST(Version, IsFound) {
  struct {
    std::string_view text;
    std::string_view expected;
  } const cases[] = {
      {"1.2.10", "1.2.10"},
      {"aws-cli/2.15.0 Python/3.11.4", "2.15"},
      {"[aws-cli/1.16.248]", "1.16.248"},
      {"Boto3/1.15.2 Python/3.8.2", "1.15.2"},
      {"amazon-vpc-cni-k8s/version/v1.15.4 aws-sdk-go/1.47.0", "1.15.4"},
      {"aws-sdk-go-v2/1.25.2 os/linux", "1.25.2"},
      {"ec2-api-tools 1.6.12.2", "1.6.12.2"},
      {"TLSv1.2", "1.2"},
      {"1.2.", "1.2"},
      {"1..2.3", "2.3"},
      {".5.6", "5.6"},
      {"1.2.3-beta.4", "1.2.3"},
      {"01.002.0300", "1.2.300"},
      {"1.0.0", "1"},
      {"0.0", "0"},
      {"0.0.1", "0.0.1"},
      {"10.20.0", "10.20"},
      {"100000000000000000000.1", "100000000000000000000.1"},
      {"7", "7"},
      {"v7", "7"},
      {"release V07 of 9", "7"},
      {"0", "0"},
      {"k8s 3", "3"},
      {"2024-04-10", "2024"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(find_version(text), expected) << text;
  for (const char* text : {"", "AWS Internal", "k8s", "SSLv3", "x86_64", "v", "vv3", "3a", "..."}) {
    EXPECT_EQ(find_version(text), std::nullopt) << text;
  }
}

TEST(Version, ComparesNumberByNumber) {
  const std::string_view ascending[] = {"0",
                                        "0.0.1",
                                        "0.1",
                                        "1",
                                        "1.0.5",
                                        "1.2",
                                        "1.2.10",
                                        "1.10",
                                        "1.11",
                                        "2",
                                        "9.9",
                                        "10",
                                        "20240410.1",
                                        "99999999999999999999999",
                                        "100000000000000000000000"};
  for (std::size_t i = 0; i < std::size(ascending); ++i) {
    for (std::size_t j = 0; j < std::size(ascending); ++j) {
      EXPECT_EQ(compare(Version{ascending[i]}, Version{ascending[j]}), i <=> j) << ascending[i] << " " << ascending[j];
    }
  }
}

TEST(Version, IsFoundInTimeLinearInTheText) {
  EXPECT_EQ(find_version(std::string(1 << 20, '1')), std::string(1 << 20, '1'));
  std::string text;
  for (int i = 0; i < 1 << 20; ++i) text += "1.";
  const std::string all = find_version(text).value();
  EXPECT_EQ(all.size() + 1, text.size());
  text.clear();
  for (int i = 0; i < 1 << 20; ++i) text += "1x";
  EXPECT_EQ(find_version(text), std::nullopt);
}

}  // namespace
}  // namespace spoor
