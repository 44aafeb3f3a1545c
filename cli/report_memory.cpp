#include "cli/report_memory.h"

#include <fmt/format.h>

#include "cli/render/quantities.h"
#include "lang/visible.h"
#include "runtime/json/print.h"
#include "runtime/state/tuple_key.h"

namespace spoor {

namespace {

constexpr std::size_t kShownRules = 10;

StateCounts total_of(const Report& report) {
  StateCounts total;
  for (const Report::OfMemory& memory : report.memory) {
    total.tuples += memory.counts.tuples;
    total.keys += memory.counts.keys;
    total.doubles += memory.counts.doubles;
    total.pending += memory.counts.pending;
  }
  return total;
}

// Its values as JSON, as they may be shown; an optional key that is missing shows as `-`.
std::string key_values(std::string_view key) {
  std::string out;
  for (const std::string_view part : key_parts(key)) {
    out += fmt::format("{}{}", out.empty() ? "" : ", ", part.empty() ? "-" : visible(part));
  }
  return out.empty() ? "all records" : out;
}

// As an array; null is an optional key that is missing.
std::string key_json(std::string_view key) {
  std::string out;
  for (const std::string_view part : key_parts(key)) {
    out += fmt::format("{}{}", out.empty() ? "" : ", ", part.empty() ? "null" : part);
  }
  return "[" + out + "]";
}

std::string rule_json(const Report::OfMemory& memory) {
  std::string largest;
  for (const StateCounts::LargeKey& large : memory.counts.largest) {
    largest += fmt::format("{}{{\"key\": {}, \"tuples\": {}}}", largest.empty() ? "" : ", ", key_json(large.key),
                           large.tuples);
  }
  return fmt::format(
      "{{\"rule\": {}, \"tuples\": {}, \"keys\": {}, \"pending\": {}, \"doubles\": {}, \"without_key\": {}, "
      "\"largest\": [{}]}}",
      json_string(memory.rule), memory.counts.tuples, memory.counts.keys, memory.counts.pending, memory.counts.doubles,
      memory.without_key, largest);
}

}  // namespace

std::string memory_figures(const Report& report, bool is_verbose) {
  if (report.memory.empty()) return "";
  const StateCounts total = total_of(report);
  std::string out =
      fmt::format("rules with memory: {} of {}", plural(total.tuples, "tuple"), plural(total.keys, "key"));
  if (total.pending > 0) out += fmt::format(", {} still open", plural(total.pending, "wait"));
  if (report.spilled_bytes > 0) out += fmt::format(", {} spilled", bytes_text(report.spilled_bytes));
  out += "\n";
  if (!is_verbose) return out;
  for (const Report::OfMemory& memory : report.memory) {
    out += fmt::format("  {}: {} of {}\n", memory.rule, plural(memory.counts.tuples, "tuple"),
                       plural(memory.counts.keys, "key"));
    for (const StateCounts::LargeKey& large : memory.counts.largest) {
      out += fmt::format("    {} of {}\n", plural(large.tuples, "tuple"), key_values(large.key));
    }
  }
  return out;
}

std::string memory_faults(const Report& report) {
  std::string out;
  if (const std::uint64_t doubles = total_of(report).doubles; doubles > 0)
    out += fmt::format("{} of records delivered twice\n", plural(doubles, "tuple"));
  if (report.untimed > 0) {
    out += fmt::format("{} met a rule with memory but {} no time of the years 2000 to 2100\n",
                       plural(report.untimed, "record"), report.untimed == 1 ? "has" : "have");
  }
  std::size_t shown = 0, more = 0;
  for (const Report::OfMemory& memory : report.memory) {
    if (memory.without_key == 0) continue;
    if (++shown > kShownRules) {
      ++more;
      continue;
    }
    out += fmt::format("{} {} a key of {}\n", plural(memory.without_key, "record"),
                       memory.without_key == 1 ? "lacks" : "lack", memory.rule);
  }
  if (more > 0) out += fmt::format("  and keys of {}\n", plural(more, "more rule"));
  return out;
}

std::string memory_json(const Report& report) {
  const StateCounts total = total_of(report);
  std::string rules;
  for (const Report::OfMemory& memory : report.memory) {
    rules += fmt::format("{}{}", rules.empty() ? "" : ", ", rule_json(memory));
  }
  return fmt::format(
      "{{\"tuples\": {}, \"keys\": {}, \"pending\": {}, \"doubles\": {}, \"untimed\": {}, \"spilled_bytes\": {}, "
      "\"rules\": [{}]}}",
      total.tuples, total.keys, total.pending, total.doubles, report.untimed, report.spilled_bytes, rules);
}

}  // namespace spoor
