#include "runtime/json/mask.h"

#include <algorithm>
#include <array>

#include "lang/values/base_name.h"
#include "runtime/json/characters.h"
#include "runtime/json/members.h"

namespace spoor {

namespace {

constexpr std::array<std::string_view, 6> kSecretKeys = {"sessionToken",       "secretAccessKey", "password",
                                                         "masterUserPassword", "privateKey",      "idToken"};
// Each ends with one of these, which begin with a letter that is rare in logs.
constexpr std::array<std::string_view, 3> kSecretKeyEnds = {"Token", "Key", "word"};
static_assert(std::all_of(kSecretKeys.begin(), kSecretKeys.end(), [](std::string_view key) {
  return std::any_of(kSecretKeyEnds.begin(), kSecretKeyEnds.end(),
                     [key](std::string_view end) { return key.ends_with(end); });
}));

constexpr std::string_view kMasked = "\"***\"";

// How often a record may name its event: keys may stand twice, but need not stand a thousand times.
constexpr std::size_t kMostNames = 8;

// Takes what stands before the first separator from the front of a text, and the separator.
std::string_view take_field(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view field = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return field;
}

// Services differ in the case of the first letter.
bool is_same_name(std::string_view wanted, std::string_view key) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
  return wanted.size() == key.size() && !key.empty() && lower(wanted[0]) == lower(key[0]) &&
         wanted.substr(1) == key.substr(1);
}

// Collects the strings that a top-level key has.
void add_name(std::string_view value, std::vector<std::string>& names) {
  Arena arena;
  if (names.size() == kMostNames || value.size() < 2 || value.front() != '"' || value.back() != '"') return;
  if (const auto name = decode_string(value.substr(1, value.size() - 2), arena)) names.emplace_back(*name);
}

// Whether visit(offset behind it) is true for one of the places where the part stands.
template <typename Visit>
bool any_place(std::string_view text, std::string_view part, Visit visit) {
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at)) {
    at += part.size();
    if (visit(at)) return true;
  }
  return false;
}

// Whether the letters of a secret key stand anywhere.
bool has_secret_letters(std::string_view text) {
  return std::any_of(kSecretKeyEnds.begin(), kSecretKeyEnds.end(), [text](std::string_view end) {
    return any_place(text, end, [text](std::size_t behind) {
      return std::any_of(kSecretKeys.begin(), kSecretKeys.end(),
                         [&](std::string_view key) { return text.substr(0, behind).ends_with(key); });
    });
  });
}

}  // namespace

bool is_secret_key(std::string_view key) {
  return std::find(kSecretKeys.begin(), kSecretKeys.end(), key) != kSecretKeys.end();
}

bool may_hold_declared_secrets(std::string_view top) { return top == "requestParameters" || top == "responseElements"; }

Mask::Mask(std::string_view table) {
  while (!table.empty()) {
    std::string_view line = take_field(table, '\n');
    if (line.empty() || line.starts_with('#')) continue;
    std::string event(take_field(line, '\t'));
    event += '\t';
    const std::string_view operation = take_field(line, '\t');
    event += operation;
    operations_.insert(operation);
    paths_.emplace(std::move(event), line);
  }
}

// A key, however it stands in the text, has its letters there, or has a backslash.
bool Mask::may_have_secrets(std::string_view record) const {
  return record.find('\\') != std::string_view::npos || has_secret_letters(record) || may_have_sensitive_paths(record);
}

// By the names of events alone, whatever has their source. REQUIRES: no backslash.
bool Mask::may_have_sensitive_paths(std::string_view record) const {
  if (paths_.empty()) return false;
  return any_place(record, "Name", [&](std::size_t at) {  // rarer than what begins with an `e`
    if (!record.substr(0, at).ends_with("eventName")) return false;
    if (record.substr(at).starts_with('"')) ++at;
    while (at < record.size() && (is_space(record[at]) || record[at] == ':')) ++at;
    if (!record.substr(at).starts_with('"')) return false;
    const std::size_t end = record.find('"', at + 1);
    const bool is_alone = end < record.size() - 1 && (record[end + 1] == ',' || record[end + 1] == '}');
    // What is not alone may be no string, or more than one.
    return !is_alone || operations_.contains(base_name(record.substr(at + 1, end - at - 1)));
  });
}

Mask::SensitivePaths Mask::sensitive_paths(std::string_view record) const {
  SensitivePaths paths;
  if (paths_.empty()) return paths;
  std::vector<std::string> sources, names;
  for (Members members(record); members.next();) {
    const bool is_source = members.key() == "eventSource";
    const bool is_name = members.key() == "eventName";
    const auto [begin, end] = members.take_value();
    if (is_source || is_name) add_name(record.substr(begin, end - begin), is_source ? sources : names);
  }
  for (const std::string& source : sources) {
    for (const std::string& name : names) {
      const auto entry = paths_.find(source + '\t' + std::string(base_name(name)));
      if (entry == paths_.end()) continue;
      for (std::string_view rest = entry->second; !rest.empty();) {
        std::string_view key = take_field(rest, ',');
        const bool has_parent = key.find('.') != std::string_view::npos;
        const std::string_view parent = has_parent ? take_field(key, '.') : std::string_view();
        paths.push_back({parent, key});
      }
    }
  }
  return paths;
}

bool Mask::is_sensitive(const SensitivePaths& paths, std::string_view parent, std::string_view key) {
  return std::any_of(paths.begin(), paths.end(), [&](const SensitivePath& path) {
    return is_same_name(path.key, key) && (path.parent.empty() || is_same_name(path.parent, parent));
  });
}

void Mask::append_masked(std::string_view record, std::string& out) const {
  const SensitivePaths paths = sensitive_paths(record);
  std::size_t copied = 0;
  for (Members members(record); members.next();) {
    const bool is_secret = is_secret_key(members.key()) || (may_hold_declared_secrets(members.top()) &&
                                                            is_sensitive(paths, members.parent(), members.key()));
    if (!is_secret) continue;
    const auto [begin, end] = members.take_value();
    if (begin == end) continue;
    out.append(record, copied, begin - copied);
    out += kMasked;
    copied = end;
  }
  out.append(record, copied);
}

}  // namespace spoor
