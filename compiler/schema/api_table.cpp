#include "compiler/schema/api_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "compiler/schema/table_lines.h"

namespace spoor {

namespace {

// Digits of codes, as make_calls.py writes them: printable characters but `#` and `@`.
constexpr std::uint32_t kBase = 92;
constexpr std::uint32_t kOneDigit = 48;   // first digits below: all of the number
constexpr std::uint32_t kTwoDigits = 86;  // first digits below: one more follows; else two more
constexpr std::uint32_t kNoDigit = kBase;

std::uint32_t digit(char c) {
  if (c <= ' ' || c > '~' || c == '#' || c == '@') return kNoDigit;
  const auto place = static_cast<std::uint32_t>(c - '!');
  return place - (c > '#' ? 1 : 0) - (c > '@' ? 1 : 0);
}

// Takes one number from the front of the codes; nothing if they are none.
std::optional<std::uint32_t> take_code(std::string_view& codes) {
  const std::uint32_t first = digit(codes.front());
  const std::size_t length = first < kOneDigit ? 1 : first < kTwoDigits ? 2 : 3;
  if (first == kNoDigit || codes.size() < length) return std::nullopt;
  std::uint32_t number = first < kOneDigit ? first : first < kTwoDigits ? first - kOneDigit : first - kTwoDigits;
  for (std::size_t i = 1; i < length; ++i) {
    const std::uint32_t next = digit(codes[i]);
    if (next == kNoDigit) return std::nullopt;
    number = number * kBase + next;
  }
  codes.remove_prefix(length);
  if (length >= 2) number += kOneDigit;
  if (length == 3) number += (kTwoDigits - kOneDigit) * kBase;
  return number;
}

bool are_codes(std::string_view codes, std::size_t bound) {
  while (!codes.empty()) {
    const auto number = take_code(codes);
    if (!number || *number >= bound) return false;
  }
  return true;
}

// REQUIRES: are_codes(codes, words.size()).
std::string spelled(std::string_view codes, const std::vector<std::string_view>& words) {
  std::string out;
  while (!codes.empty()) out += words[*take_code(codes)];
  return out;
}

}  // namespace

class ApiTable::Reader {
 public:
  explicit Reader(std::string_view text) : lines_(text) {}

  tl::expected<ApiTable, std::string> read() {
    if (auto words = entries("words"); !words) return tl::unexpected(std::move(words.error()));
    table_.words_ = std::move(entries_);
    if (auto keys = entries("keys"); !keys) return tl::unexpected(std::move(keys.error()));
    table_.keys_ = std::move(entries_);
    for (const std::string_view key : table_.keys_) {
      if (!are_codes(key, table_.words_.size())) return refused(fmt::format("`{}` is no key", key));
    }
    if (auto services = read_services(); !services) return tl::unexpected(std::move(services.error()));
    return std::move(table_);
  }

 private:
  using Read = tl::expected<void, std::string>;

  tl::unexpected<std::string> refused(std::string_view what) const {
    return tl::unexpected(fmt::format("line {}: {}", lines_.number(), what));
  }

  // `words 3772`: how many lines of a part follow.
  tl::expected<std::size_t, std::string> heading(std::string_view part) {
    const std::string_view line = lines_.next().value_or("");
    std::size_t count = 0;
    if (!line.starts_with(part) || line.substr(part.size(), 1) != " ") {
      return refused(fmt::format("found `{}` where `{}` and a number stand", line, part));
    }
    const auto [end, error] = std::from_chars(line.data() + part.size() + 1, line.data() + line.size(), count);
    if (error != std::errc() || end != line.data() + line.size())
      return refused(fmt::format("`{}` has no number", line));
    return count;
  }

  Read entries(std::string_view part) {
    const auto count = heading(part);
    if (!count) return tl::unexpected(count.error());
    entries_.clear();
    while (entries_.size() < *count) {
      const auto line = lines_.next();
      if (!line || line->empty()) return refused(fmt::format("{} of {} {} are there", entries_.size(), *count, part));
      entries_.push_back(*line);
    }
    return {};
  }

  Read read_services() {
    const auto count = heading("services");
    if (!count) return tl::unexpected(count.error());
    std::vector<Service>& services = table_.services_;
    while (const auto line = lines_.next()) {
      if (line->starts_with('@')) {
        services.push_back({line->substr(1), {}});
        const bool ascends = services.size() < 2 || services[services.size() - 2].name < services.back().name;
        if (!ascends) return refused(fmt::format("service `{}` does not ascend", services.back().name));
      } else if (services.empty()) {
        return refused("a call stands before the first service");
      } else if (const auto read = read_call(*line, services.back()); !read) {
        return read;
      }
    }
    if (services.size() != *count) return refused(fmt::format("{} of {} services are there", services.size(), *count));
    for (std::uint32_t i = 0; i < services.size(); ++i) {
      for (const Call& call : services[i].calls) table_.services_by_call_[call.name].push_back(i);
    }
    return {};
  }

  Read read_call(std::string_view line, Service& service) const {
    const std::string_view name = line.substr(0, line.find(' '));
    const std::string_view keys = name.size() == line.size() ? std::string_view() : line.substr(name.size() + 1);
    if (name.empty() || !are_codes(name, table_.words_.size()) || !are_codes(keys, table_.keys_.size())) {
      return refused(fmt::format("`{}` is no call", line));
    }
    service.calls.push_back({spelled(name, table_.words_), keys});
    const std::vector<Call>& calls = service.calls;
    const bool ascends = calls.size() < 2 || calls[calls.size() - 2].name < calls.back().name;
    if (!ascends) return refused(fmt::format("call `{}` does not ascend", calls.back().name));
    return {};
  }

  TableLines lines_;
  std::vector<std::string_view> entries_;
  ApiTable table_;
};

tl::expected<ApiTable, std::string> ApiTable::read(std::string_view text) { return Reader(text).read(); }

std::vector<std::string_view> ApiTable::services() const {
  std::vector<std::string_view> out;
  for (const Service& service : services_) out.push_back(service.name);
  return out;
}

const ApiTable::Service* ApiTable::find(std::string_view service) const {
  const auto found = std::lower_bound(services_.begin(), services_.end(), service,
                                      [](const Service& s, std::string_view name) { return s.name < name; });
  return found == services_.end() || found->name != service ? nullptr : &*found;
}

const std::vector<ApiTable::Call>* ApiTable::calls(std::string_view service) const {
  const Service* found = find(service);
  return found == nullptr ? nullptr : &found->calls;
}

const ApiTable::Call* ApiTable::call(std::string_view service, std::string_view name) const {
  const Service* of = find(service);
  if (of == nullptr) return nullptr;
  const auto found = std::lower_bound(of->calls.begin(), of->calls.end(), name,
                                      [](const Call& call, std::string_view wanted) { return call.name < wanted; });
  return found == of->calls.end() || found->name != name ? nullptr : &*found;
}

std::vector<std::string_view> ApiTable::services_of(std::string_view name) const {
  std::vector<std::string_view> out;
  const auto found = services_by_call_.find(name);
  if (found == services_by_call_.end()) return out;
  for (const std::uint32_t service : found->second) out.push_back(services_[service].name);
  return out;
}

std::vector<std::string> ApiTable::request_keys(const Call& call) const {
  std::vector<std::string> out;
  std::string_view codes = call.keys;
  while (!codes.empty()) {
    std::string key = spelled(keys_[*take_code(codes)], words_);
    if (key[0] >= 'A' && key[0] <= 'Z') key[0] = static_cast<char>(key[0] | 0x20);
    out.push_back(std::move(key));
  }
  return out;
}

const ApiTable& api_table() {
  static const ApiTable kTable = ApiTable::read(api_calls_text()).value();  // a test reads it too
  return kTable;
}

}  // namespace spoor
