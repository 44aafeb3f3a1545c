#include "cli/report_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cli/render/cells.h"
#include "cli/render/quantities.h"
#include "cli/report_memory.h"
#include "lang/clause.h"
#include "lang/visible.h"
#include "runtime/json/print.h"
#include "runtime/scan/dedup_keys.h"

namespace spoor {

namespace {

constexpr std::size_t kShownBad = 10;
constexpr std::size_t kShownNames = 3;

void add_bad(const Report& report, std::string& out) {
  if (report.bad_count == 0) return;
  out += fmt::format("could not be read: {}\n", plural(report.bad_count, "place"));
  const std::size_t shown = std::min(kShownBad, report.bad.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const BadRecord& bad = report.bad[i];
    const std::string where = bad.record == 0 ? "" : fmt::format(" record {} (byte {})", bad.record, bad.offset);
    out += fmt::format("  {}{}: {}\n", visible(bad.file), where, visible(bad.reason));
  }
  if (report.bad_count > shown) out += fmt::format("  and {} more\n", grouped(report.bad_count - shown));
}

// Of runs that continue.
std::string resumed_text(const Report& report) {
  std::string out;
  const auto add = [&](std::uint64_t count, std::string_view what, std::string_view one, std::string_view more) {
    if (count > 0) out += fmt::format("{} {}\n", plural(count, what), count == 1 ? one : more);
  };
  add(report.held, "finding", "waits for the next run", "wait for the next run");
  add(report.dropped, "finding", "that waited is of a rule that changed, and is gone",
      "that waited are of rules that changed, and are gone");
  add(report.late, "record", "came too late for rules with memory", "came too late for rules with memory");
  if (report.ahead) {
    out += fmt::format("{} record {} is over a day ahead of all others ({}): no finding is final for it\n",
                       visible(report.ahead->file), report.ahead->record, report.ahead->time);
  }
  return out;
}

}  // namespace

std::string skipped_text(const Report& report) {
  std::string out;
  std::map<std::string, std::vector<std::string>> by_reason;
  for (const SkippedFile& skipped : report.skipped) by_reason[skipped.reason].push_back(skipped.file);
  for (const auto& [reason, files] : by_reason) {
    out += fmt::format("skipped {}: {}\n", plural(files.size(), "file"), visible(reason));
    for (std::size_t i = 0; i < std::min(kShownNames, files.size()); ++i) {
      out += fmt::format("  {}\n", visible(files[i]));
    }
    if (files.size() > kShownNames) out += fmt::format("  and {} more\n", grouped(files.size() - kShownNames));
  }
  return out;
}

std::string report_text(const Report& report, Wanted wanted, bool is_verbose) {
  const double seconds = std::max(report.seconds, 1e-6);
  std::string out = fmt::format("{}, {}, {} in {:.2f} s", plural(report.files, "file"),
                                plural(report.records, "record"), bytes_text(report.bytes), report.seconds);
  out += fmt::format(" ({} records/s)\n",
                     grouped(static_cast<std::uint64_t>(static_cast<double>(report.records) / seconds)));
  if (wanted == Wanted::findings) {
    out += fmt::format("{} from {}", plural(report.findings, "finding"), plural(report.rules, "rule"));
    std::string levels;
    for (std::size_t level = report.findings_by_level.size(); level-- > 0;) {
      const std::uint64_t count = report.findings_by_level[level];
      if (count > 0)
        levels += fmt::format("{}{} {}", levels.empty() ? ": " : ", ", grouped(count), level_names()[level]);
    }
    out += levels + "\n";
  } else if (wanted == Wanted::records) {
    out += fmt::format("{} found\n", plural(report.findings, "record"));
  }
  out += memory_figures(report, is_verbose);
  if (report.left_out > 0) out += fmt::format("{} left out by limits\n", plural(report.left_out, "finding"));
  if (report.duplicates > 0 || is_verbose)
    out += fmt::format("{} of records delivered twice\n", plural(report.duplicates, "finding"));
  if (report.suppressed > 0)
    out += fmt::format("{} suppressed by the `dedup` of their rules\n", plural(report.suppressed, "finding"));
  if (report.cut_keys > 0)
    out += fmt::format("{} with more than {} combinations of keys: the first of them counted\n",
                       plural(report.cut_keys, "record"), kMaxCombinations);
  out += memory_faults(report) + resumed_text(report);
  if (report.interrupted) out += "interrupted: what was found so far was written\n";
  add_bad(report, out);
  return out + skipped_text(report);
}

std::string report_json(const Report& report) {
  std::string levels, bad, skipped, ahead = "null";
  for (std::size_t level = 0; level < report.findings_by_level.size(); ++level) {
    levels +=
        fmt::format("{}\"{}\": {}", level == 0 ? "" : ", ", level_names()[level], report.findings_by_level[level]);
  }
  for (const BadRecord& b : report.bad) {
    bad += fmt::format("{}{{\"file\": {}, \"record\": {}, \"offset\": {}, \"reason\": {}}}", bad.empty() ? "" : ", ",
                       json_string(b.file), b.record, b.offset, json_string(b.reason));
  }
  if (report.ahead) {
    ahead = fmt::format(R"({{"file": {}, "record": {}, "time": {}}})", json_string(report.ahead->file),
                        report.ahead->record, json_string(report.ahead->time));
  }
  for (const SkippedFile& s : report.skipped) {
    skipped += fmt::format("{}{{\"file\": {}, \"reason\": {}}}", skipped.empty() ? "" : ", ", json_string(s.file),
                           json_string(s.reason));
  }
  return fmt::format(
      "{{\"files\": {}, \"records\": {}, \"bytes\": {}, \"seconds\": {:.6f}, \"rules\": {}, \"findings\": {}, "
      "\"findings_by_severity\": {{{}}}, \"duplicates\": {}, \"late\": {}, \"held\": {}, \"dropped\": {}, \"ahead\": "
      "{}, \"suppressed\": {}, \"cut_keys\": {}, "
      "\"left_out\": {}, \"memory\": {}, \"bad_count\": {}, "
      "\"bad\": [{}], \"skipped\": [{}]}}\n",
      report.files, report.records, report.bytes, report.seconds, report.rules, report.findings, levels,
      report.duplicates, report.late, report.held, report.dropped, ahead, report.suppressed, report.cut_keys,
      report.left_out, memory_json(report), report.bad_count, bad, skipped);
}

}  // namespace spoor
