#include "lang/values/base_name.h"

#include <gtest/gtest.h>

namespace spoor {
namespace {

TEST(BaseName, LeavesDateSuffixesOut) {
  struct {
    std::string_view name;
    std::string_view expected;
  } const cases[] = {
      {"CreateFunction20150331", "CreateFunction"},
      {"CreateFunction20150331v2", "CreateFunction"},
      {"CreateFunction20150331v12", "CreateFunction"},
      {"CreateFunction2020_05_31", "CreateFunction"},
      {"Invoke", "Invoke"},
      {"ListObjectsV2", "ListObjectsV2"},
      {"ListObjectsv2", "ListObjectsv2"},
      {"CreateFunction2015033", "CreateFunction2015033"},
      {"CreateFunction20150331v", "CreateFunction20150331v"},
      {"CreateFunction2020_05_31v2", "CreateFunction2020_05_31v2"},
      {"CreateFunction2020_5_31", "CreateFunction2020_5_31"},
      {"20150331", "20150331"},
      {"", ""},
  };
  for (const auto& [name, expected] : cases) EXPECT_EQ(base_name(name), expected) << name;
}

}  // namespace
}  // namespace spoor
