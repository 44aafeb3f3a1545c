#include "runtime/scan/tuple_files.h"

#include <fmt/format.h>

#include <filesystem>
#include <limits>
#include <map>
#include <set>
#include <string_view>

namespace spoor {

namespace {

constexpr std::size_t kMaxNamed = 10;

// Rules that stand on one side only, or mean something else there, as a message names them; empty if there are none.
std::string differing(const TupleSections& sections, const Program& program, const Meanings& meanings) {
  std::map<std::string_view, UnsignedWide> here;
  for (Index rule = 0; rule < program.rules.size(); ++rule) here[program.rule_name(rule)] = meanings.rules[rule];
  std::set<std::string_view> names;
  std::set<std::string_view> there;
  for (const TupleSections::Rule& rule : sections.rules) {
    const auto known = here.find(rule.name);
    const bool is_first = there.insert(rule.name).second;
    if (known == here.end() || known->second != rule.meaning || !is_first) names.insert(rule.name);
  }
  for (const auto& [name, meaning] : here) {
    if (!there.contains(name)) names.insert(name);
  }
  std::string text;
  std::size_t count = 0;
  for (const std::string_view name : names) {
    if (count++ < kMaxNamed) text += fmt::format("{}`{}`", text.empty() ? "" : ", ", name);
  }
  return count > kMaxNamed ? text + fmt::format(" and {} more", count - kMaxNamed) : text;
}

}  // namespace

tl::expected<TupleFiles, std::string> TupleFiles::open(const std::vector<std::string>& paths, const Program& program,
                                                       bool is_masked) {
  TupleFiles made;
  const Meanings meanings = meanings_of(program);
  for (const std::string& path : paths) {
    if (auto done = made.add(path, program, meanings, is_masked); !done) return tl::unexpected(done.error());
  }
  return made;
}

tl::expected<void, std::string> TupleFiles::add(const std::string& path, const Program& program,
                                                const Meanings& meanings, bool is_masked) {
  const auto reader = ItemFileReader::open(path, ItemFileKind::tuples);
  if (!reader) return tl::unexpected(reader.error());
  auto sections = read_sections(reader->sections());
  if (!sections) return reader->damaged("what it says of its run is malformed");
  const auto refused = [&](std::string_view why) { return tl::unexpected(fmt::format("{}: {}", path, why)); };
  if (const std::string names = differing(*sections, program, meanings); !names.empty()) {
    return refused("it was matched by other rules than those given here; these are missing or differ: " + names);
  }
  if (sections->record_meaning != meanings.record) {
    return refused("it was matched with other --columns, --time or --id than those given here");
  }
  if (sections->is_masked != is_masked) {
    return refused(is_masked ? "it was matched with --unmask, and has secrets; give --unmask here too"
                             : "it was matched without --unmask, and has no secrets; leave --unmask out here too");
  }
  File file;
  std::map<std::string_view, Index> here;
  for (Index rule = 0; rule < program.rules.size(); ++rule) here[program.rule_name(rule)] = rule;
  std::vector<bool> matched(program.rules.size());
  for (const TupleSections::Rule& rule : sections->rules) {
    file.rules.push_back(here[rule.name]);
    matched[file.rules.back()] = rule.is_wanted;
  }
  if (!files_.empty() && matched != matched_) {
    return refused(fmt::format("its --only, --skip, --severity and --tag chose other rules than those of {}",
                               files_.front().path));
  }
  if (sections->logs.size() > std::numeric_limits<std::uint32_t>::max() - logs_.size()) {
    return refused("there are too many logs in all files together");
  }
  matched_ = std::move(matched);
  have_events_ = have_events_ && sections->has_events;
  std::error_code error;
  file.path = path;
  file.size = std::filesystem::file_size(path, error);
  file.identity = reader->identity();
  file.first_log = static_cast<std::uint32_t>(logs_.size());
  file.log_count = static_cast<std::uint32_t>(sections->logs.size());
  for (Newest::Stamp stamp : sections->newest.stamps()) {
    stamp.place.file += file.first_log;
    file.newest.add(stamp);
  }
  file.figures = std::move(sections->figures);
  logs_.insert(logs_.end(), sections->logs.begin(), sections->logs.end());
  files_.push_back(std::move(file));
  return {};
}

}  // namespace spoor
