#include "cli/companions/related_files.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <unordered_set>
#include <utility>

namespace spoor {

namespace {

using Names = std::vector<std::uint64_t>;

// Files by a name of theirs, ascending.
class FilesByName {
 public:
  FilesByName(const std::vector<const FileSummary*>& files, Names FileSummary::*names) {
    for (std::size_t i = 0; i < files.size(); ++i) {
      for (const std::uint64_t name : files[i]->*names) entries_.emplace_back(name, i);
    }
    std::sort(entries_.begin(), entries_.end());
  }

  template <typename Visit>
  void each(std::uint64_t name, Visit visit) const {
    auto entry = std::lower_bound(entries_.begin(), entries_.end(), std::pair(name, std::size_t{0}));
    for (; entry != entries_.end() && entry->first == name; ++entry) visit(entry->second);
  }

 private:
  std::vector<std::pair<std::uint64_t, std::size_t>> entries_;
};

bool have_one(const Names& names, const std::unordered_set<std::uint64_t>& wanted) {
  return std::any_of(names.begin(), names.end(), [&](std::uint64_t name) { return wanted.contains(name); });
}

class Choice {
 public:
  explicit Choice(std::vector<const FileSummary*> files) : files_(std::move(files)), chosen_(files_.size()) {}

  void add(std::size_t file) {
    if (chosen_[file]) return;
    chosen_[file] = true;
    unfollowed_.push_back(file);
  }

  // Those that build on what `given` declare, and so on.
  void add_users(const std::vector<FileSummary>& given) {
    std::unordered_set<std::uint64_t> declared;
    for (const FileSummary& file : given) declared.insert(file.declares.begin(), file.declares.end());
    for (std::size_t i = 0; i < files_.size(); ++i) {
      if (have_one(files_[i]->names, declared)) add(i);
    }
    if (unfollowed_.empty()) return;  // as a rule: nobody takes another's rule
    const FilesByName users(files_, &FileSummary::names);
    follow(users, &FileSummary::declares);
  }

  // Those that declare what `given` and those chosen name, and so on.
  void add_declarers(const std::vector<FileSummary>& given) {
    followed_.clear();
    const FilesByName declarers(files_, &FileSummary::declares);
    for (std::size_t i = 0; i < files_.size(); ++i) {
      if (chosen_[i]) unfollowed_.push_back(i);
    }
    for (const FileSummary& file : given) add_all(declarers, file.names);
    follow(declarers, &FileSummary::names);
  }

  const std::vector<bool>& chosen() const { return chosen_; }

 private:
  void add_all(const FilesByName& by_name, const Names& names) {
    for (const std::uint64_t name : names) {
      if (!followed_.insert(name).second) continue;
      by_name.each(name, [this](std::size_t file) { add(file); });
    }
  }

  void follow(const FilesByName& by_name, Names FileSummary::*names) {
    while (!unfollowed_.empty()) {
      const std::size_t file = unfollowed_.back();
      unfollowed_.pop_back();
      add_all(by_name, files_[file]->*names);
    }
  }

  std::vector<const FileSummary*> files_;
  std::vector<bool> chosen_;
  std::vector<std::size_t> unfollowed_;
  std::unordered_set<std::uint64_t> followed_;  // names, in one direction
};

// Those that say something of the whole pack: of each pack that is used the first that says so, since which of two uses
// comes first may matter.
std::vector<std::size_t> files_for_all(const std::vector<std::vector<FileSummary>>& companions) {
  std::vector<std::size_t> files;
  std::size_t number = 0;
  for (const std::vector<FileSummary>& folder : companions) {
    std::unordered_set<std::uint64_t> used;
    for (const FileSummary& file : folder) {
      bool is_first = false;
      for (const std::uint64_t use : file.uses) is_first |= used.insert(use).second;
      if (is_first || file.is_for_all) files.push_back(number);
      ++number;
    }
  }
  return files;
}

}  // namespace

std::vector<std::vector<bool>> related_files(const std::vector<FileSummary>& given,
                                             const std::vector<std::vector<FileSummary>>& companions) {
  std::vector<const FileSummary*> files;
  for (const std::vector<FileSummary>& folder : companions) {
    for (const FileSummary& file : folder) files.push_back(&file);
  }
  Choice choice(std::move(files));
  choice.add_users(given);
  for (const std::size_t file : files_for_all(companions)) choice.add(file);
  choice.add_declarers(given);
  std::vector<std::vector<bool>> related;
  auto next = choice.chosen().begin();
  for (const std::vector<FileSummary>& folder : companions) {
    related.emplace_back(next, next + static_cast<std::ptrdiff_t>(folder.size()));
    next += static_cast<std::ptrdiff_t>(folder.size());
  }
  return related;
}

}  // namespace spoor
