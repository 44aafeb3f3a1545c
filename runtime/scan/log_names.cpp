#include "runtime/scan/log_names.h"

#include <utility>

namespace spoor {

LogNames::LogNames(std::vector<std::string> names) {
  for (std::string& name : names) add(std::move(name));
}

std::uint32_t LogNames::add(std::string name) {
  logs_.emplace_hint(logs_.end(), next_, Log{std::move(name), 0});
  return next_++;
}

const std::string& LogNames::operator[](std::uint32_t file) const {
  static const std::string none;
  const auto log = logs_.find(file);
  return log == logs_.end() ? none : log->second.name;
}

void LogNames::set_latest(std::uint32_t file, Time latest) {
  if (const auto log = logs_.find(file); log != logs_.end()) log->second.latest = latest;
}

void LogNames::forget(Time before) {
  std::erase_if(logs_, [&](const auto& log) { return log.second.latest < before; });
}

void LogNames::append_to(std::string& out) const {
  save_count(next_, out);
  save_count(logs_.size(), out);
  for (const auto& [file, log] : logs_) {
    save_count(file, out);
    save_text(log.name, out);
    save_time(log.latest, out);
  }
}

void LogNames::read(SavedReader& in) {
  constexpr std::size_t kLeastBytes = 1 + 1 + sizeof(Time);
  logs_.clear();
  next_ = static_cast<std::uint32_t>(in.count());
  for (std::size_t left = in.length(kLeastBytes); left > 0 && !in.has_failed(); --left) {
    const std::uint64_t file = in.count();
    Log log;
    log.name = in.text();
    log.latest = in.time();
    in.require(file < next_);
    if (!in.has_failed()) logs_[static_cast<std::uint32_t>(file)] = std::move(log);
  }
}

}  // namespace spoor
