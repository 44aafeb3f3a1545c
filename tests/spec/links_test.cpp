#include <gtest/gtest.h>

#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "tests/checkout.h"
#include "tests/spec/page.h"

// Links between the pages of the manual, and from the README to it.
namespace spoor::spec {
namespace {

// What a heading is called behind `#`, as the sites that show such pages have it.
std::string anchor_of(const std::string& heading) {
  std::string anchor;
  for (const char c : heading) {
    if (c == ' ') {
      anchor += '-';
    } else if (std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_') {
      anchor += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  return anchor;
}

std::set<std::string> anchors_of(const Page& page) {
  std::map<std::string, int> counts;
  std::set<std::string> anchors;
  for (const std::string& heading : page.headings) {
    const std::string anchor = anchor_of(heading);
    const int before = counts[anchor]++;
    anchors.insert(before == 0 ? anchor : anchor + "-" + std::to_string(before));
  }
  return anchors;
}

std::vector<Page> pages_with_readme() {
  std::vector<Page> pages = read_pages(test::kCheckout / "spec");
  pages.push_back(read_page(test::kCheckout / "README.md", "../README.md"));
  return pages;
}

TEST(Links, LeadSomewhere) {
  const std::vector<Page> pages = pages_with_readme();
  std::map<std::filesystem::path, std::set<std::string>> anchors;
  for (const Page& page : pages) anchors[page.path] = anchors_of(page);
  for (const Page& page : pages) {
    for (const std::string& link : page.links) {
      const std::size_t hash = link.find('#');
      const std::string file = link.substr(0, hash);
      const auto target = file.empty() ? page.path : (page.path.parent_path() / file).lexically_normal();
      EXPECT_TRUE(std::filesystem::exists(target)) << page.name << " links to " << link;
      if (hash == std::string::npos) continue;
      EXPECT_TRUE(anchors[target].contains(link.substr(hash + 1)))
          << page.name << " links to " << link << ", and there is no such heading";
    }
  }
}

TEST(Links, LeadToEveryPage) {
  std::set<std::filesystem::path> linked = {test::kCheckout / "README.md"};
  const std::vector<Page> pages = pages_with_readme();
  for (const Page& page : pages) {
    for (const std::string& link : page.links) {
      const auto target = (page.path.parent_path() / link.substr(0, link.find('#'))).lexically_normal();
      if (target != page.path) linked.insert(target);
    }
  }
  for (const Page& page : pages) EXPECT_TRUE(linked.contains(page.path)) << "no page links to " << page.name;
}

TEST(Links, AnchorsAreThoseOfTheSites) {
  EXPECT_EQ(anchor_of("E0215 needs_engine"), "e0215-needs_engine");
  EXPECT_EQ(anchor_of("R3: a negated test is the opposite of the test"),
            "r3-a-negated-test-is-the-opposite-of-the-test");
}

}  // namespace
}  // namespace spoor::spec
