#include "compiler/program/state_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "lang/clause.h"
#include "lang/literal.h"

namespace spoor {

namespace {

std::string length_text(std::uint64_t milliseconds) {
  return to_text(Literal(Duration{std::chrono::milliseconds(milliseconds)}));
}

std::string millionths_text(std::int64_t millionths) {
  return to_text(Number::from_real(static_cast<double>(millionths) / 1e6));
}

std::string bound_text(const StateRow& row) {
  return fmt::format(" {} {}", (row.flags & StateRow::kAbove) != 0 ? ">" : ">=", millionths_text(row.bound));
}

std::string least_text(const StateRow& row) { return row.least == 0 ? "" : fmt::format(" min {}", row.least); }

std::string keys_text(const std::vector<std::string>& keys) {
  return keys.empty() ? "" : fmt::format(" by {}", fmt::join(keys, ", "));
}

std::string look_back_text(const StateRow& row) { return fmt::format(" over {}", length_text(row.window)); }
std::string warmup_text(const StateRow& row) { return fmt::format(" warmup {}", length_text(row.warmup)); }

}  // namespace

std::string state_text(const StateRow& row, const StateNames& names) {
  const auto kind = static_cast<StateKind>(row.kind);
  const std::string by = keys_text(names.keys);
  const std::string within = fmt::format(" within {}", length_text(row.window));
  std::string out(spelling(kind));
  if (!names.values.empty()) out += fmt::format(" {}", fmt::join(names.values, ", "));
  switch (kind) {
    case StateKind::count:
    case StateKind::distinct:
    case StateKind::sum: return out + bound_text(row) + by + within;
    case StateKind::ratio:
      return fmt::format("{} ({}){}{}{}{}", out, names.share, bound_text(row), least_text(row), by, within);
    case StateKind::first: return out + by + look_back_text(row) + warmup_text(row);
    case StateKind::spike:
      return fmt::format("{} >= {}{}{} per {}{}{}{}", out, millionths_text(row.bound),
                         (row.flags & StateRow::kDeviations) != 0 ? "sd" : "x", by, length_text(row.per),
                         look_back_text(row), least_text(row), warmup_text(row));
    case StateKind::sequence:
    case StateKind::together: return out + by + within;
  }
  return out;
}

std::string step_text(StepRole role, std::uint32_t repeat, const StepNames& names) {
  if (role == StepRole::until) return "until";
  if (names.name.empty()) return {};
  std::string out = fmt::format("{}{}{}", role == StepRole::absent ? "not " : "", names.name, keys_text(names.keys));
  if (repeat > 1) out += fmt::format(" x{}", repeat);
  if (!names.rule.empty()) out += fmt::format(": rule {}", names.rule);
  return out;
}

}  // namespace spoor
