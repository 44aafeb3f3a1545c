#include "runtime/scan/state_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "compiler/program/meaning.h"
#include "runtime/state/saved_bytes.h"
#include "runtime/state/tuple.h"

namespace spoor {

namespace {

using Done = tl::expected<void, std::string>;

constexpr std::string_view kFile = "spoor.state", kLock = "lock";

// What an item of ItemKind::finding begins with.
enum class Kept : char { finding = 'f', prior = 'p' };

enum Section : std::size_t { kRules, kState, kSectionCount };

tl::expected<int, std::string> lock_folder(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
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

StateFolder::StateFolder(std::string folder, int lock, const Program& program)
    : folder_(std::move(folder)),
      file_(folder_ + "/" + std::string(kFile)),
      lock_(lock),
      program_(program),
      form_(program) {}

StateFolder::~StateFolder() { close(lock_); }

tl::expected<std::unique_ptr<StateFolder>, std::string> StateFolder::open(const std::string& folder,
                                                                          const Program& program) {
  const auto lock = lock_folder(folder);
  if (!lock) return tl::unexpected(lock.error());
  std::unique_ptr<StateFolder> made(new StateFolder(folder, *lock, program));
  if (auto done = made->load(); !done) return tl::unexpected(done.error());
  return made;
}

tl::unexpected<std::string> StateFolder::damaged() const {
  return tl::unexpected(fmt::format("{}: this is no state that a run left; remove it to begin anew", file_));
}

Done StateFolder::load() {
  std::error_code error;
  if (!std::filesystem::exists(file_, error)) return {};
  auto reader = ItemFileReader::open(file_, ItemFileKind::state);
  if (!reader) return tl::unexpected(reader.error());
  reader_ = std::make_unique<ItemFileReader>(std::move(*reader));
  if (!read_sections(reader_->sections())) return damaged();
  return {};
}

bool StateFolder::read_sections(const std::vector<std::string>& sections) {
  if (sections.size() != kSectionCount || !read_rules(sections[kRules])) return false;
  SavedReader in(sections[kState]);
  if (!state_.files.read(in.text())) return false;
  for (std::size_t left = in.length(1); left > 0 && !in.has_failed(); --left) state_.names.emplace_back(in.text());
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
  save_count(state_.names.size(), out);
  for (const std::string& name : state_.names) save_text(name, out);
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
  const Meanings now = meanings_of(program_);
  std::map<std::string_view, Index> by_name;
  for (Index rule = 0; rule < program_.rules.size(); ++rule) by_name.emplace(program_.rule_name(rule), rule);
  SavedReader in(bytes);
  const bool reads_alike = in.wide() == now.record;
  for (std::size_t left = in.length(1 + sizeof(UnsignedWide)); left > 0 && !in.has_failed(); --left) {
    names_then_.emplace_back(in.text());
    const UnsignedWide meaning = in.wide();
    const auto found = by_name.find(names_then_.back());
    const bool is_same = reads_alike && found != by_name.end() && now.rules[found->second] == meaning;
    rules_then_.push_back(is_same ? found->second : kNone);
    if (!is_same) changed_.push_back(names_then_.back());
  }
  return in.is_complete();
}

std::string StateFolder::rules_section() const {
  const Meanings now = meanings_of(program_);
  std::string out;
  save_wide(now.record, out);
  save_count(program_.rules.size(), out);
  for (Index rule = 0; rule < program_.rules.size(); ++rule) {
    save_text(program_.rule_name(rule), out);
    save_wide(now.rules[rule], out);
  }
  return out;
}

Done StateFolder::read(const Visitor& visitor) {
  if (!reader_) return {};
  const FindingBytes form(std::vector<std::string_view>(names_then_.begin(), names_then_.end()));
  std::string scratch, item;
  while (true) {
    const auto next = reader_->next(static_cast<std::uint32_t>(names_then_.size()));
    if (!next) return tl::unexpected(next.error());
    if (!*next) return {};
    const std::string_view bytes = (*next)->bytes;
    Done done;
    if ((*next)->kind == ItemKind::memory) {
      const TupleFront front = read_front(bytes);
      const Index rule = rule_now(front.rule);
      if (rule == kNone || program_.rules[rule].state == kNone) continue;
      item.clear();
      if (front.kind == TupleKind::saved) {
        append_saved(rule, front.key, front.rest, item);
      } else {
        Tuple tuple = read_tuple(front, scratch);
        tuple.rule = rule;
        append_tuple(tuple, item);
      }
      done = visitor.memory(item);
    } else if (!bytes.empty() && bytes[0] == static_cast<char>(Kept::finding)) {
      Finding finding = form.read(bytes.substr(1));
      finding.rule = rule_now(finding.rule);
      if (finding.rule != kNone) done = visitor.finding(finding);
    } else if (!bytes.empty() && bytes[0] == static_cast<char>(Kept::prior)) {
      SavedReader in(bytes.substr(1));
      Dedup::Prior prior;
      prior.rule = rule_now(static_cast<Index>(in.count()));
      prior.key = in.text();
      prior.end.seconds = in.time();
      prior.end.nanoseconds = static_cast<std::uint32_t>(in.count());
      if (!in.is_complete()) return damaged();
      if (prior.rule != kNone) done = visitor.prior(prior);
    } else {
      return damaged();
    }
    if (!done) return done;
  }
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

Done StateFolder::commit() { return writer_->finish({rules_section(), state_section()}); }

}  // namespace spoor
