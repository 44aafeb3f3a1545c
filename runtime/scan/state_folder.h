#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/program/meaning.h"
#include "runtime/scan/dedup.h"
#include "runtime/scan/finding_bytes.h"
#include "runtime/scan/known_files.h"
#include "runtime/scan/log_names.h"
#include "runtime/scan/newest.h"
#include "runtime/state/item_file.h"
#include "runtime/state/spans.h"

namespace spoor {

// What runs leave for the next one, beside the items.
struct RunState {
  KnownFiles files;
  LogNames names;             // of all runs
  Newest newest;              // of all records of all runs
  Time watermark = kLongAgo;  // what is before it is done with
  // Of findings of rules without memory or `dedup`: the ids of those from the watermark on, by which doubles of their
  // records are known, and their times.
  std::map<std::string, Time, std::less<>> shown;
};

// A folder in which one run after the other leaves its state: one file, replaced as a whole, and a lock.
class StateFolder {
 public:
  // Makes the folder if need be, and locks it until this is gone. The error says why it cannot be used: another run, a
  // file that is damaged or of another version.
  // `is_masked`: what rules remember is without secrets.
  static tl::expected<std::unique_ptr<StateFolder>, std::string> open(const std::string& folder, const Program& program,
                                                                      bool is_masked);
  ~StateFolder();
  StateFolder(const StateFolder&) = delete;
  StateFolder& operator=(const StateFolder&) = delete;

  RunState& state() { return state_; }

  // Rules that are not what they were, by name: they start afresh. Rules that are gone are among them.
  const std::vector<std::string>& changed_rules() const { return changed_; }
  // Whether the last run read the same of each record; else all rules are changed.
  bool reads_alike() const { return reads_alike_; }
  bool is_first_run() const { return reader_ == nullptr; }

  // What the last run has kept, for the rules that are still what they were.
  struct Visitor {
    std::function<tl::expected<void, std::string>(std::string_view item)> memory;  // for Correlation::add()
    std::function<tl::expected<void, std::string>(const Finding&)> finding;        // that is still to be judged
    std::function<tl::expected<void, std::string>(const Dedup::Prior&)> prior;
  };
  tl::expected<void, std::string> read(const Visitor& visitor);
  // After read(): findings that were still to be judged, of rules that are changed.
  std::uint64_t dropped_findings() const { return dropped_; }

  // What this run keeps. Any thread may call them. REQUIRES: begin() succeeded.
  tl::expected<void, std::string> begin();
  tl::expected<void, std::string> keep_memory(std::string_view item);
  tl::expected<void, std::string> keep(const Finding& finding);
  tl::expected<void, std::string> keep(const Dedup::Prior& prior);

  // The kept items and state() take the place of what the last run left; which stays if begin() was not called.
  tl::expected<void, std::string> commit();

 private:
  StateFolder(std::string folder, int lock, const Program& program, bool is_masked);

  void remove_leftovers() const;
  tl::expected<void, std::string> load();
  bool read_sections(const std::vector<std::string>& sections);
  bool read_rules(std::string_view bytes);
  std::string rules_section() const;
  std::string state_section() const;
  tl::expected<void, std::string> give(std::string_view bytes, const FindingBytes& form, const Visitor& visitor);
  tl::expected<void, std::string> give_memory(std::string_view bytes, const Visitor& visitor);
  tl::unexpected<std::string> unusable(const std::string& why) const;
  // Where a rule of the last run stands now.
  Index rule_now(Index rule) const { return rule < rules_then_.size() ? rules_then_[rule] : kNone; }

  std::string folder_, file_;
  int lock_;
  const Program& program_;
  const Meanings meanings_;
  bool is_masked_;
  FindingBytes form_;
  RunState state_;
  std::vector<std::string> names_then_;  // of the rules of the last run
  std::vector<Index> rules_then_;        // the same rules now; kNone: changed or gone
  std::vector<std::string> changed_;
  bool reads_alike_ = true;
  std::uint64_t dropped_ = 0;
  std::string scratch_, item_;
  std::unique_ptr<ItemFileReader> reader_;  // null: this is the first run
  std::unique_ptr<ItemFileWriter> writer_;
};

}  // namespace spoor
