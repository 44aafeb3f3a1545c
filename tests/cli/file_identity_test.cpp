#include "cli/companions/file_identity.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "cli/companions/rule_listing.h"
#include "lang/source.h"

namespace spoor {
namespace {

namespace fs = std::filesystem;

TEST(FileIdentities, OfAFileInTheRootIsNotThatOfOneInTheCurrentFolder) {
  FileIdentities identities;
  EXPECT_EQ(folder_of("/one.spoor"), "/");
  EXPECT_EQ(folder_of("one.spoor"), "");
  EXPECT_EQ(identities.of_folder(folder_of("/one.spoor")), "/");
  EXPECT_EQ(identities.of_folder(folder_of("one.spoor")), fs::canonical(".").string());
  EXPECT_EQ(identities.of_plain(folder_of("/one.spoor"), "one.spoor"), "/one.spoor");
  EXPECT_EQ(identities.of_plain(folder_of("one.spoor"), "one.spoor"), (fs::canonical(".") / "one.spoor").string());
}

TEST(FileIdentities, AreOneForAllSpellingsOfAFolder) {
  FileIdentities identities;
  const std::string here = fs::canonical(".").string();
  for (const std::string& folder :
       {std::string("."), std::string("./"), here, here + "/../" + fs::path(here).filename().string()}) {
    EXPECT_EQ(identities.of_plain(folder, "one.spoor"), path_in(here, "one.spoor")) << folder;
  }
}

TEST(RuleListing, PathsOfTheRootAndTheCurrentFolderAreThoseThatAreWritten) {
  EXPECT_EQ(path_in("/", "one.spoor"), "/one.spoor");
  EXPECT_EQ(path_in("", "one.spoor"), "one.spoor");
  EXPECT_EQ(path_in("a", "one.spoor"), "a/one.spoor");
  EXPECT_EQ(path_in("a/", "one.spoor"), "a/one.spoor");
}

}  // namespace
}  // namespace spoor
