#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "cli/check_files.h"
#include "cli/read_companions.h"
#include "cli/rule_files.h"
#include "lang/clause.h"
#include "lang/lexeme.h"

// What is said of a file is the same with the companions that matter to it as with all of them, whatever stands in the
// pack: files that are sound, and copies with a name that is another, an item that is gone or stands twice.
namespace spoor {
namespace {

namespace fs = std::filesystem;

using Pack = std::map<std::string, std::string>;  // text by file

// SPOOR_RELATED_CASES and SPOOR_RELATED_SEED look further than a test run has time for.
unsigned number(const char* name, unsigned otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : static_cast<unsigned>(std::strtoul(text, nullptr, 10));
}

// Names that cross files in every way that the language has.
const Pack& crossed_pack() {
  static const Pack kPack = {
      {"pack.spoor", "pack crossed { version \"1.0.0\" schema cloudtrail }\nuse cloudtrail\n"},
      {"lists.spoor",
       "list people = [\"ann\", \"bob\"]\nlist blocks : cidr = [\"10.0.0.0/8\"]\nparam most = 20\nparam word = "
       "\"x\"\n"},
      {"samples.spoor", "sample base = {\"eventName\": \"GetUser\"}\nsample other = {\"eventName\": \"PutUser\"}\n"},
      {"tables.spoor", "table owners from \"owners.csv\"\ndef owner(id) = owners(id).name\n"},
      {"defs.spoor", "def by_person = userName in people\ndef named(p) = p contains word\ndef deep(p) = inner(p)\n"},
      {"inner.spoor", "def inner(p) = by_person and named(p)\ndef near = sourceIPAddress in blocks\n"},
      {"plain.spoor",
       "rule plain {\n  where by_person and named(eventName)\n  test \"ann\" silent event base with {\"userName\": "
       "\"ann\"}\n}\n"},
      {"full.spoor", "rule full { where crossed.by_person and userName not in crossed.people and near }\n"},
      {"counted.spoor",
       "rule counted {\n  where deep(eventSource) and denied\n  count >= most by actor within 5m\n}\n"},
      {"steps.spoor",
       "rule steps {\n  sequence by actor within 1h { first: rule plain  second: rule counted  third: near }\n}\n"},
      {"taken.spoor", "rule taken {\n  sequence by actor within 1h { a: rule steps  b: success }\n}\n"},
      {"owned.spoor",
       "rule owned {\n  where owner(recipientAccountId) == \"me\"\n  emit \"{actor} of {owner(userName)}\" { who: "
       "named(actor) }\n"
       "  test \"mine\" fires mock owners(\"1\") = {\"name\": \"me\"} {\"recipientAccountId\": \"1\"}\n}\n"},
      {"escaped.spoor", "rule escaped { where success emit \"{\\u006fwner(userName)}\" }\n"},
      {"uses.spoor", "use below as b\nrule uses { where b.far(eventName) }\n"},
      {"aliased.spoor", "rule aliased { where b.far(userName) }\n"},
      {"unused.spoor", "rule unused { where far(userName) and taken in (word, most) }\n"},
      {"tunes.spoor", "use below\ntune below.low { severity high except me when by_person }\n"},
      {"values.spoor", "use below\ntune below { list far_ones = [\"z\"] }\n"},
      {"alone.spoor", "rule alone { where eventName == \"Alone\" }\n"},
      {"warned.spoor", "list hosts = [\"10.0.0.0/8\"]\nrule warned { where eventName in hosts and success == true }\n"},
      {"below/below.spoor",
       "pack below { version \"1.0.0\" schema cloudtrail }\nlist far_ones = [\"y\"]\n"
       "def far(p) = p in far_ones\nrule low { where eventName == \"Low\" }\n"},
  };
  return kPack;
}

class RelatedFilesTest : public testing::Test {
 protected:
  RelatedFilesTest() {
    std::string name = (fs::temp_directory_path() / "related_files_XXXXXX").string();
    folder_ = mkdtemp(name.data());
    setenv("SPOOR_NO_CACHE", "1", 1);
  }
  ~RelatedFilesTest() override { fs::remove_all(folder_); }

  void write(const Pack& pack) {
    for (const auto& [name, text] : pack) {
      fs::create_directories((folder_ / name).parent_path());
      std::ofstream(folder_ / name, std::ios::binary) << text;
    }
  }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  RelatedFiles related(const std::vector<std::string>& names) const {
    std::vector<std::string> paths;
    for (const std::string& name : names) paths.push_back(path(name));
    auto files = read_with_related(paths);
    EXPECT_TRUE(files) << files.error();
    return files ? std::move(*files) : RelatedFiles{};
  }

  std::set<std::string> names_related(const std::vector<std::string>& names) const {
    std::set<std::string> out;
    for (const SourceText& file : related(names).related) out.insert(fs::path(file.name).filename().string());
    return out;
  }

  // Each finding as all that is said of it.
  using Said = std::multiset<std::string>;
  static Said said(const CheckedFiles& checked) {
    Said out;
    for (const Diagnostic& finding : checked.findings) out.insert(render(finding, checked.sources, false));
    return out;
  }

  // False if the whole pack has errors that hid what was found.
  void expect_same(const std::vector<std::string>& names, const std::string& what) {
    const RelatedFiles some = related(names);
    std::vector<std::string> paths;
    for (const std::string& name : names) paths.push_back(path(name));
    const auto everything = read_with_companions(paths);
    ASSERT_TRUE(everything) << everything.error();
    const RelatedFiles all{everything->given, everything->companions, names_of(everything->companions)};
    const auto small = check_files(some, {}), whole = check_files(all, {});
    ASSERT_TRUE(small && whole);
    const Said from_some = said(*small), from_all = said(*whole);
    loud_ += from_all.empty() ? 0 : 1;
    partial_ += some.has_all() ? 0 : 1;
    if (from_some == from_all) return;
    const bool is_hidden = whole->errors_in_related > small->errors_in_related && from_some.size() > from_all.size();
    EXPECT_TRUE(is_hidden) << names[0] << " after: " << what << "\nwith those that matter:\n"
                           << testing::PrintToString(from_some) << "\nwith all:\n"
                           << testing::PrintToString(from_all);
  }

  fs::path folder_;
  std::size_t loud_ = 0;     // comparisons in which there was something to say
  std::size_t partial_ = 0;  // and those in which some companions did not matter
};

// Changes a pack at random, one thing at a time.
class Mutation {
 public:
  explicit Mutation(unsigned seed) : random_(seed) {}

  // What it did. `file`: where.
  std::string apply(Pack& pack, std::string& file) {
    file = any_file(pack);
    std::string& text = pack[file];
    switch (below(5)) {
      case 0: return replace_word(pack, text);
      case 1: return remove_item(text);
      case 2: return double_item(text, text);
      case 3: return double_item(text, pack[any_file(pack)]);
      default: break;
    }
    if (text.empty()) return "nothing";
    const std::size_t at = below(text.size());
    std::string what = "removed `" + text.substr(at, 1) + "` from " + file;
    text.erase(at, 1);
    return what;
  }

  std::string any_file(const Pack& pack) {
    std::vector<std::string> names;
    for (const auto& [name, text] : pack) {
      if (name.find('/') == std::string::npos && name.ends_with(".spoor")) names.push_back(name);
    }
    return names[below(names.size())];
  }

 private:
  std::size_t below(std::size_t bound) { return random_() % bound; }

  static std::vector<std::pair<std::size_t, std::size_t>> words(const std::string& text) {
    std::vector<std::pair<std::size_t, std::size_t>> out;
    for (std::size_t i = 0; i < text.size();) {
      const std::size_t length = word_length(std::string_view(text).substr(i));
      if (length > 0) out.emplace_back(i, length);
      i += std::max<std::size_t>(length, 1);
    }
    return out;
  }

  std::string replace_word(const Pack& pack, std::string& text) {
    const auto own = words(text);
    const std::string& other = pack.at(any_file(pack));
    const auto others = words(other);
    if (own.empty() || others.empty()) return "nothing";
    const auto [at, length] = own[below(own.size())];
    const auto [from, size] = others[below(others.size())];
    std::string what = "`" + text.substr(at, length) + "` became `" + other.substr(from, size) + "`";
    text.replace(at, length, other.substr(from, size));
    return what;
  }

  // Where lines begin with an item's word, and the end.
  static std::vector<std::size_t> items(const std::string& text) {
    std::vector<std::size_t> out;
    for (std::size_t at = 0; at < text.size(); at = std::min(text.find('\n', at), text.size() - 1) + 1) {
      const std::string_view rest = std::string_view(text).substr(at);
      if (find_item_word(rest.substr(0, word_length(rest)))) out.push_back(at);
    }
    out.push_back(text.size());
    return out;
  }

  std::string remove_item(std::string& text) {
    const auto begins = items(text);
    if (begins.size() < 2) return "nothing";
    const std::size_t item = below(begins.size() - 1);
    std::string what = "removed " + text.substr(begins[item], begins[item + 1] - begins[item]);
    text.erase(begins[item], begins[item + 1] - begins[item]);
    return what;
  }

  std::string double_item(const std::string& from, std::string& to) {
    const auto begins = items(from);
    if (begins.size() < 2) return "nothing";
    const std::size_t item = below(begins.size() - 1);
    const std::string copy = from.substr(begins[item], begins[item + 1] - begins[item]);
    to += "\n" + copy;
    return "doubled " + copy;
  }

  std::mt19937 random_;
};

Pack read_pack(const fs::path& folder) {
  Pack pack;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    pack.emplace(entry.path().filename().string(), std::string(std::istreambuf_iterator<char>(in), {}));
  }
  return pack;
}

TEST_F(RelatedFilesTest, SayTheSameOfEachFileOfACrossedPack) {
  write(crossed_pack());
  write({{"owners.csv", "id,name\n1,me\n"}});
  for (const auto& [name, text] : crossed_pack()) {
    if (name.find('/') == std::string::npos) expect_same({name}, "nothing");
  }
  EXPECT_GT(partial_, 10U);
}

TEST_F(RelatedFilesTest, SayTheSameOfChangedPacks) {
  write({{"owners.csv", "id,name\n1,me\n"}});
  Mutation mutation(number("SPOOR_RELATED_SEED", 1));
  const unsigned cases = number("SPOOR_RELATED_CASES", 250);
  for (unsigned i = 0; i < cases && !HasFailure(); ++i) {
    Pack pack = crossed_pack();
    std::string changed, what = mutation.apply(pack, changed);
    if (i % 3 == 0) what += "; " + mutation.apply(pack, changed);
    write(pack);
    expect_same({changed}, what);
    expect_same({mutation.any_file(pack)}, what);
    expect_same({mutation.any_file(pack), mutation.any_file(pack)}, what);
  }
  EXPECT_GT(loud_, cases);
  EXPECT_GT(partial_, 2 * cases);
}

TEST_F(RelatedFilesTest, SayTheSameOfTheDetectionsThatShip) {
  const Pack aws = read_pack(fs::path(SPOOR_SOURCE_DIR) / "rules" / "aws");
  write(aws);
  std::size_t read = 0;
  for (const auto& [name, text] : aws) {
    if (!name.ends_with(".spoor")) continue;
    const RelatedFiles files = related({name});
    read += files.related.size();
    EXPECT_LT(files.related.size(), files.companions.size()) << name;
    const auto checked = check_files(files, {});
    ASSERT_TRUE(checked);
    EXPECT_EQ(said(*checked), Said{}) << name;
    EXPECT_EQ(checked->errors_in_related, 0U) << name;
  }
  RecordProperty("files_read", static_cast<int>(read));
}

TEST_F(RelatedFilesTest, SayTheSameOfChangedDetections) {
  const Pack aws = read_pack(fs::path(SPOOR_SOURCE_DIR) / "rules" / "aws");
  write(aws);
  Mutation mutation(number("SPOOR_RELATED_SEED", 1));
  const unsigned cases = number("SPOOR_RELATED_CASES", 250) / 20;
  std::size_t mutated = 0;
  for (unsigned i = 0; i < cases && !HasFailure(); ++i) {
    Pack pack = aws;
    std::string changed;
    const std::string what = mutation.apply(pack, changed);
    mutated += pack == aws ? 0 : 1;
    write(pack);
    expect_same({changed}, what);
    expect_same({mutation.any_file(pack)}, what);
    write(aws);
  }
  EXPECT_GT(mutated, cases / 2);
  EXPECT_GT(loud_, cases / 10);
  EXPECT_GT(partial_, cases);
}

using Names = std::set<std::string>;

TEST_F(RelatedFilesTest, AreThoseThatAFileBuildsOn) {
  write({{"pack.spoor", "pack p { }\n"},
         {"a.spoor", "rule a { where one }\n"},
         {"b.spoor", "def one = x in two\n"},
         {"c.spoor", "list two = [\"y\"]\n"},
         {"d.spoor", "list three = [\"z\"]\nrule one_more { where x in three }\n"}});
  EXPECT_EQ(names_related({"a.spoor"}), (Names{"pack.spoor", "b.spoor", "c.spoor"}));
  EXPECT_EQ(names_related({"d.spoor"}), Names{"pack.spoor"});
  EXPECT_EQ(names_related({"a.spoor", "d.spoor"}), (Names{"pack.spoor", "b.spoor", "c.spoor"}));
}

TEST_F(RelatedFilesTest, AreThoseThatBuildOnIt) {
  write({{"pack.spoor", "pack p { }\n"},
         {"a.spoor", "def one(p) = p contains two\n"},
         {"b.spoor", "def more(p) = one(p)\n"},
         {"c.spoor", "rule c { where more(5) and x in list_of_c }\n"},
         {"d.spoor", "list list_of_c = [\"y\"]\n"},
         {"e.spoor", "rule e { where y == 1 }\n"}});
  EXPECT_EQ(names_related({"a.spoor"}), (Names{"pack.spoor", "b.spoor", "c.spoor", "d.spoor"}));
}

TEST_F(RelatedFilesTest, AreThoseThatConcernAll) {
  write({{"pack.spoor", "pack p { }\n"},
         {"a.spoor", "rule a { where x == 1 }\n"},
         {"header.spoor", "rule b { where x == 1 }\npack q { }\n"},
         {"broken.spoor", "def c( = x\n"},
         {"tune.spoor", "use cloudtrail\ntune cloudtrail.d { disable }\n"},
         {"use1.spoor", "use cloudtrail as c\n"},
         {"use2.spoor", "use cloudtrail\nuse cloudtrail as c\n"},
         {"use3.spoor", "use cloudtrail as other\n"}});
  EXPECT_EQ(names_related({"a.spoor"}),
            (Names{"pack.spoor", "header.spoor", "broken.spoor", "tune.spoor", "use1.spoor", "use3.spoor"}));
}

// Wherever the error stands, it is this file's.
TEST_F(RelatedFilesTest, WhatAFileDoesToAnotherIsSaidOfIt) {
  write({{"pack.spoor", "pack p { }\n"},
         {"a.spoor", "rule a { where one(5) }\n"},
         {"b.spoor", "def one(p) = p contains \"x\"\nrule b { where y == 1 }\n"},
         {"c.spoor", "rule b { where y == 2 }\n"}});
  const auto wrong_call = check_files(related({"a.spoor"}), {});
  ASSERT_TRUE(wrong_call);
  EXPECT_EQ(wrong_call->findings.size(), 1U);
  for (const std::string name : {"b.spoor", "c.spoor"}) {
    const auto doubled = check_files(related({name}), {});
    ASSERT_TRUE(doubled);
    const Said text = said(*doubled);
    ASSERT_FALSE(text.empty());
    EXPECT_TRUE(std::any_of(text.begin(), text.end(), [&](const std::string& finding) {
      return finding.find("rule `b` is defined twice") != std::string::npos &&
             finding.find(" --> " + path(name)) != std::string::npos;
    })) << *text.begin();
  }
}

TEST_F(RelatedFilesTest, ANameMayHaveMeantOneThatDoesNotMatter) {
  write({{"pack.spoor", "pack p { }\n"},
         {"a.spoor", "rule a { where x in peoples }\n"},
         {"b.spoor", "list people = [\"ann\"]\n"}});
  EXPECT_EQ(names_related({"a.spoor"}), Names{"pack.spoor"});
  const auto checked = check_files(related({"a.spoor"}), {});
  ASSERT_TRUE(checked);
  ASSERT_EQ(checked->findings.size(), 1U);
  EXPECT_EQ(checked->findings[0].help, "did you mean the list `people`?");
}

// An error elsewhere ends the compilation of the whole pack before this warning.
TEST_F(RelatedFilesTest, OthersHideNothing) {
  write({{"pack.spoor", "pack p { schema cloudtrail }\n"},
         {"a.spoor", "rule a { where success == \"x\" }\n"},
         {"b.spoor", "rule b { where x in nothing }\n"}});
  const auto checked = check_files(related({"a.spoor"}), {});
  ASSERT_TRUE(checked);
  ASSERT_EQ(checked->findings.size(), 1U);
  EXPECT_EQ(checked->findings[0].kind, DiagnosticKind::field_named_as_def);
  EXPECT_EQ(checked->errors_in_related, 0U);
  EXPECT_EQ(checked->rules, 1U);
}

// `other` uses the pack that uses it, with a name that its own files do not show.
TEST_F(RelatedFilesTest, APackThatUsesThisOneBackSeesAll) {
  write({{"pack.spoor", "pack p { }\nuse other\n"},
         {"a.spoor", "rule a { where far(x) }\n"},
         {"b.spoor", "def hidden(q) = q contains \"x\"\n"},
         {"other/other.spoor", "pack other { }\nuse p\ndef far(q) = p.hidden(q)\n"}});
  expect_same({"a.spoor"}, "nothing");
  expect_same({"pack.spoor"}, "nothing");
}

}  // namespace
}  // namespace spoor
