#include "cli/workbench/diff/versions.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>

#include "cli/workbench/diff/rule_details.h"

namespace spoor {

namespace {

using Numbers = std::array<std::uint64_t, 3>;

// What stands behind them, `-rc1` for one, is left aside; numbers that are missing are zero.
std::optional<Numbers> numbers_of(const std::string& version) {
  Numbers out{};
  const char* at = version.data();
  const char* const end = at + version.size();
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto [behind, error] = std::from_chars(at, end, out[i]);
    if (error != std::errc()) return std::nullopt;
    at = behind;
    if (at == end || *at == '-' || *at == '+') return out;
    if (*at++ != '.' || i + 1 == out.size()) return std::nullopt;
  }
  return out;
}

}  // namespace

std::string_view to_text(VersionStep step) {
  static constexpr std::string_view kNames[] = {"none", "patch", "minor", "major"};
  return kNames[static_cast<std::size_t>(step)];
}

std::vector<PackPair> paired_packs(const Side& before, const Side& after) {
  std::map<std::string, PackPair> by_name;
  for (const LoadedPack* pack : before.inspected.packs) by_name[pack->name].first = pack;
  for (const LoadedPack* pack : after.inspected.packs) by_name[pack->name].second = pack;
  std::vector<PackPair> out, left;
  for (const auto& [name, pair] : by_name) {
    const bool is_paired = pair.first != nullptr && pair.second != nullptr;
    (is_paired ? out : left).push_back(pair);
  }
  if (left.size() == 2 && (left[0].first == nullptr) != (left[1].first == nullptr)) {
    out.push_back(left[0].first == nullptr ? PackPair(left[1].first, left[0].second)
                                           : PackPair(left[0].first, left[1].second));
  } else {
    out.insert(out.end(), left.begin(), left.end());
  }
  return out;
}

PackVersion pack_version(const PackPair& pair) {
  static const std::vector<ast::Meta> kNothing;
  const auto& [before, after] = pair;
  PackVersion out{.name = (after != nullptr ? after : before)->name,
                  .old_name = {},
                  .is_added = before == nullptr,
                  .is_removed = after == nullptr,
                  .before = before == nullptr ? "" : meta_text(before->metas, MetaKey::version),
                  .after = after == nullptr ? "" : meta_text(after->metas, MetaKey::version),
                  .least = {}};
  if (before == nullptr || after == nullptr) return out;
  if (before->name != after->name) {
    out.old_name = before->name;
    out.step = VersionStep::major;
  }
  for (std::size_t i = 0; i < meta_keys().size(); ++i) {
    const auto key = static_cast<MetaKey>(i);
    const std::string old_text = meta_text(before->metas, key), new_text = meta_text(after->metas, key);
    if (key == MetaKey::version || old_text == new_text) continue;
    ChangedText changed{RuleChange::metadata, std::string(spelling(key))};
    if (!old_text.empty()) changed.before = old_text;
    if (!new_text.empty()) changed.after = new_text;
    out.header.push_back(std::move(changed));
    const bool is_of_records = key == MetaKey::time_path || key == MetaKey::id_path || key == MetaKey::schema;
    out.step = std::max(out.step, is_of_records ? VersionStep::minor : VersionStep::patch);
  }
  return out;
}

std::string next_version(const std::string& version, VersionStep step) {
  auto numbers = numbers_of(version);
  if (!numbers) return {};
  const bool is_unstable = (*numbers)[0] == 0;
  if (is_unstable && step == VersionStep::major) step = VersionStep::minor;
  switch (step) {
    case VersionStep::none: return version;
    case VersionStep::patch: ++(*numbers)[2]; break;
    case VersionStep::minor: numbers = {(*numbers)[0], (*numbers)[1] + 1, 0}; break;
    case VersionStep::major: numbers = {(*numbers)[0] + 1, 0, 0}; break;
  }
  return fmt::format("{}", fmt::join(*numbers, "."));
}

void judge(PackVersion& version) {
  if (version.is_added || version.is_removed) return;
  version.least = next_version(version.before, version.step);
  const auto wanted = numbers_of(version.least), given = numbers_of(version.after);
  if (!version.least.empty() && wanted) version.is_enough = given && *given >= *wanted;
}

}  // namespace spoor
