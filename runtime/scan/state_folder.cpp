#include "runtime/scan/state_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "runtime/state/saved_bytes.h"
#include "runtime/state/tuple.h"

namespace spoor {

namespace {

using Done = tl::expected<void, std::string>;

constexpr std::string_view kFile = "spoor.state", kLock = "lock";
constexpr std::string_view kUnfinished = ".part";  // what a file that is being written ends in

// What an item of ItemKind::finding begins with.
enum class Kept : char { finding = 'f', prior = 'p' };

enum FolderSection : std::size_t { kRulesSection, kStateSection, kFolderSectionCount };

tl::expected<int, std::string> lock_folder(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error == std::errc::not_a_directory || (!error && !std::filesystem::is_directory(folder, error))) {
    return tl::unexpected(fmt::format("{}: is no folder; --state names one, which is made if need be", folder));
  }
  if (error) return tl::unexpected(fmt::format("{}: cannot be made: {}", folder, error.message()));
  const std::string path = folder + "/" + std::string(kLock);
  const int lock = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0) return tl::unexpected(fmt::format("{}: cannot be opened: {}", path, std::strerror(errno)));
  if (flock(lock, LOCK_EX | LOCK_NB) == 0) return lock;
  const int reason = errno;
  close(lock);
  if (reason == EWOULDBLOCK) {
    return tl::unexpected(fmt::format("{}: another run is using it; wait until it is done", folder));
  }
  return tl::unexpected(fmt::format("{}: cannot be locked: {}", path, std::strerror(reason)));
}

void save_stamp(const Newest::Stamp& stamp, std::string& out) {
  save_time(stamp.time, out);
  save_count(stamp.place.file, out);
  save_count(stamp.place.record, out);
}

Newest::Stamp read_stamp(SavedReader& in) {
  Newest::Stamp stamp;
  stamp.time = in.time();
  stamp.place.file = static_cast<std::uint32_t>(in.count());
  stamp.place.record = in.count();
  return stamp;
}

}  // namespace

StateFolder::StateFolder(std::string folder, int lock, const Program& program, bool is_masked)
    : folder_(std::move(folder)),
      file_(folder_ + "/" + std::string(kFile)),
      lock_(lock),
      program_(program),
      meanings_(meanings_of(program)),
      is_masked_(is_masked),
      form_(program) {}

StateFolder::~StateFolder() { close(lock_); }

tl::expected<std::unique_ptr<StateFolder>, std::string> StateFolder::open(const std::string& folder,
                                                                          const Program& program, bool is_masked) {
  const auto lock = lock_folder(folder);
  if (!lock) return tl::unexpected(lock.error());
  std::unique_ptr<StateFolder> made(new StateFolder(folder, *lock, program, is_masked));
  made->remove_leftovers();
  if (auto done = made->load(); !done) return tl::unexpected(done.error());
  return made;
}

// A run that was killed leaves what it was writing.
void StateFolder::remove_leftovers() const {
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder_, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    std::error_code ignored;
    if (name.starts_with(kFile) && name.ends_with(kUnfinished)) std::filesystem::remove(entry->path(), ignored);
  }
}

tl::unexpected<std::string> StateFolder::unusable(const std::string& why) const {
  return tl::unexpected(fmt::format("{}; remove {} to begin anew", why, file_));
}

Done StateFolder::load() {
  std::error_code error;
  const bool is_there = std::filesystem::exists(std::filesystem::symlink_status(file_, error));
  if (!is_there && (!error || error == std::errc::no_such_file_or_directory)) return {};
  auto reader = ItemFileReader::open(file_, ItemFileKind::state);
  if (!reader) return unusable(reader.error());
  reader_ = std::make_unique<ItemFileReader>(std::move(*reader));
  if (!read_sections(reader_->sections())) return unusable(fmt::format("{}: is no state that a run left", file_));
  return {};
}

bool StateFolder::read_sections(const std::vector<std::string>& sections) {
  if (sections.size() != kFolderSectionCount || !read_rules(sections[kRulesSection])) return false;
  SavedReader in(sections[kStateSection]);
  if (!state_.files.read(in.text())) return false;
  state_.names.read(in);
  for (std::size_t left = in.length(2 + sizeof(Time)); left > 0 && !in.has_failed(); --left) {
    state_.newest.add(read_stamp(in));
  }
  state_.watermark = in.time();
  for (std::size_t left = in.length(1 + sizeof(Time)); left > 0 && !in.has_failed(); --left) {
    std::string id(in.text());
    state_.shown.emplace(std::move(id), in.time());
  }
  return in.is_complete();
}

std::string StateFolder::state_section() const {
  std::string files, out;
  state_.files.append_to(files);
  save_text(files, out);
  state_.names.append_to(out);
  const std::vector<Newest::Stamp> stamps = state_.newest.stamps();
  save_count(stamps.size(), out);
  for (const Newest::Stamp& stamp : stamps) save_stamp(stamp, out);
  save_time(state_.watermark, out);
  save_count(state_.shown.size(), out);
  for (const auto& [id, time] : state_.shown) {
    save_text(id, out);
    save_time(time, out);
  }
  return out;
}

bool StateFolder::read_rules(std::string_view bytes) {
  std::map<std::string_view, Index> by_name;
  for (Index rule = 0; rule < program_.rules.size(); ++rule) by_name.emplace(program_.rule_name(rule), rule);
  SavedReader in(bytes);
  const bool is_same_record = in.wide() == meanings_.record;
  reads_alike_ = (in.count() != 0) == is_masked_ && is_same_record;
  for (std::size_t left = in.length(1 + sizeof(UnsignedWide)); left > 0 && !in.has_failed(); --left) {
    names_then_.emplace_back(in.text());
    const UnsignedWide meaning = in.wide();
    const auto found = by_name.find(names_then_.back());
    const bool is_same = reads_alike_ && found != by_name.end() && meanings_.rules[found->second] == meaning;
    rules_then_.push_back(is_same ? found->second : kNone);
    if (!is_same) changed_.push_back(names_then_.back());
  }
  return in.is_complete();
}

std::string StateFolder::rules_section() const {
  std::string out;
  save_wide(meanings_.record, out);
  save_count(is_masked_ ? 1 : 0, out);
  save_count(program_.rules.size(), out);
  for (Index rule = 0; rule < program_.rules.size(); ++rule) {
    save_text(program_.rule_name(rule), out);
    save_wide(meanings_.rules[rule], out);
  }
  return out;
}

Done StateFolder::read(const Visitor& visitor) {
  if (!reader_) return {};
  const FindingBytes form(std::vector<std::string_view>(names_then_.begin(), names_then_.end()));
  while (true) {
    const auto next = reader_->next(static_cast<std::uint32_t>(names_then_.size()));
    if (!next) return unusable(next.error());
    if (!*next) return {};
    const auto& [kind, bytes] = **next;
    if (auto done = kind == ItemKind::memory ? give_memory(bytes, visitor) : give(bytes, form, visitor); !done)
      return done;
  }
}

// Under the rule's number of today.
Done StateFolder::give_memory(std::string_view bytes, const Visitor& visitor) {
  const TupleFront front = read_front(bytes);
  const Index rule = rule_now(front.rule);
  if (rule == kNone || program_.rules[rule].state == kNone) return {};
  item_.clear();
  if (front.kind == TupleKind::saved) {
    append_saved(rule, front.key, front.rest, item_);
  } else {
    Tuple tuple = read_tuple(front, scratch_);
    tuple.rule = rule;
    append_tuple(tuple, item_);
  }
  return visitor.memory(item_);
}

Done StateFolder::give(std::string_view bytes, const FindingBytes& form, const Visitor& visitor) {
  const auto kind = bytes.empty() ? Kept{} : static_cast<Kept>(bytes[0]);
  if (kind == Kept::finding && form.is_well_formed(bytes.substr(1))) {
    Finding finding = form.read(bytes.substr(1));
    finding.rule = rule_now(finding.rule);
    if (finding.rule != kNone) return visitor.finding(finding);
    ++dropped_;
    return {};
  }
  SavedReader in(bytes.empty() ? bytes : bytes.substr(1));
  Dedup::Prior prior;
  prior.rule = rule_now(static_cast<Index>(in.count()));
  prior.key = in.text();
  prior.end.seconds = in.time();
  prior.end.nanoseconds = static_cast<std::uint32_t>(in.count());
  if (kind != Kept::prior || !in.is_complete())
    return unusable(fmt::format("{}: is damaged: an item is malformed", file_));
  return prior.rule == kNone ? Done() : visitor.prior(prior);
}

Done StateFolder::begin() {
  auto writer = ItemFileWriter::create(file_, ItemFileKind::state);
  if (!writer) return tl::unexpected(writer.error());
  writer_ = std::move(*writer);
  return {};
}

Done StateFolder::keep_memory(std::string_view item) { return writer_->add(ItemKind::memory, item); }

Done StateFolder::keep(const Finding& finding) {
  std::string item(1, static_cast<char>(Kept::finding));
  form_.append(finding, item);
  return writer_->add(ItemKind::finding, item);
}

Done StateFolder::keep(const Dedup::Prior& prior) {
  std::string item(1, static_cast<char>(Kept::prior));
  save_count(prior.rule, item);
  save_text(prior.key, item);
  save_time(prior.end.seconds, item);
  save_count(prior.end.nanoseconds, item);
  return writer_->add(ItemKind::finding, item);
}

Done StateFolder::commit() { return writer_ ? writer_->finish({rules_section(), state_section()}) : Done(); }

}  // namespace spoor
