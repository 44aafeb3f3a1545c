#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "cli/workbench/settings/pack_settings.h"
#include "tests/checkout.h"
#include "tests/spec/page.h"

// spec/settings.md has a row and a section for each setting, and what it gives as an example is one.
namespace spoor::spec {
namespace {

constexpr std::string_view kSettingsHead = "| setting | type | without it | example | says |\n|---|---|---|---|---|\n";

std::string full_name(const SettingInfo& setting) {
  return setting.table.empty() ? std::string(setting.key) : fmt::format("{}.{}", setting.table, setting.key);
}

// As the page calls it, by what a value of it looks like.
std::string_view type_of(std::string_view value) {
  switch (value.at(0)) {
    case '"': return "text";
    case '[': return "array of texts";
    case 't':
    case 'f': return "`true` or `false`";
  }
  return "whole number";
}

std::string table() {
  std::string out(kSettingsHead);
  for (const SettingInfo& setting : setting_infos()) {
    out += fmt::format("| `{}` | {} | {} | `{}` | {} |\n", full_name(setting), type_of(setting.example),
                       setting.preset.empty() ? "" : fmt::format("`{}`", setting.preset), setting.example,
                       setting.sentence);
  }
  return out;
}

// SPOOR_UPDATE=1 writes the table into the page.
TEST(SettingsPage, HasTheTableOfSettings) {
  Page page = read_page(test::kSpec / "settings.md", "settings.md");
  const std::size_t begin = page.text.find(kSettingsHead);
  ASSERT_NE(begin, std::string::npos) << "settings.md has no table of settings";
  const std::size_t end = page.text.find("\n\n", begin) + 1;
  if (std::getenv("SPOOR_UPDATE") != nullptr) {
    page.text.replace(begin, end - begin, table());
    std::ofstream(page.path, std::ios::binary) << page.text;
    return;
  }
  EXPECT_EQ(page.text.substr(begin, end - begin), table());
}

TEST(SettingsPage, HasASectionOnEachSetting) {
  const Page page = read_page(test::kSpec / "settings.md", "settings.md");
  for (const SettingInfo& setting : setting_infos()) {
    EXPECT_NE(page.text.find(fmt::format("\n### `{}`\n", full_name(setting))), std::string::npos) << full_name(setting);
  }
}

Diagnostics problems_with(const std::string& text) {
  Sources sources;
  const SourceId source = sources.add("spoor.toml", text);
  Diagnostics diagnostics;
  read_settings(sources, source, diagnostics);
  return diagnostics;
}

TEST(SettingsPage, ExamplesAndPresetsAreGood) {
  for (const SettingInfo& setting : setting_infos()) {
    for (const std::string_view value : {setting.example, setting.preset}) {
      if (value.empty()) continue;
      const std::string head = setting.table.empty() ? "" : fmt::format("[{}]\n", setting.table);
      const Diagnostics found = problems_with(fmt::format("{}{} = {}\n", head, setting.key, value));
      EXPECT_TRUE(found.empty()) << full_name(setting) << " = " << value << ": " << found.front().message;
    }
  }
}

// The page's own blocks of TOML.
TEST(SettingsPage, BlocksAreGood) {
  const Page page = read_page(test::kSpec / "settings.md", "settings.md");
  std::size_t count = 0;
  constexpr std::string_view kFence = "```toml\n";
  for (std::size_t at = page.text.find(kFence); at != std::string::npos; at = page.text.find(kFence, at + 1)) {
    const std::size_t begin = at + kFence.size();
    const Diagnostics found = problems_with(page.text.substr(begin, page.text.find("\n```", begin) + 1 - begin));
    EXPECT_TRUE(found.empty()) << page.text.substr(begin, 60) << ": " << found.front().message;
    ++count;
  }
  EXPECT_GT(count, 5U);
}

}  // namespace
}  // namespace spoor::spec
