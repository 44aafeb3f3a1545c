#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "runtime/json/mask.h"
#include "runtime/log/walk.h"
#include "runtime/match/prepared.h"
#include "runtime/scan/finding.h"
#include "runtime/scan/report.h"
#include "runtime/state/spans.h"

namespace spoor {

// Which records count, by their own time: from <= t < to. Relative ones go back from the newest record.
struct TimeWindow {
  std::optional<Instant> from, to;
  std::optional<std::int64_t> from_seconds_back, to_seconds_back;

  bool is_set() const { return from || to || is_relative(); }
  bool is_relative() const { return from_seconds_back || to_seconds_back; }
};

struct ScanRequest {
  std::shared_ptr<const PreparedProgram> prepared;
  Walked logs;
  unsigned threads = 1;
  std::uint64_t shared_from = std::uint64_t{512} << 10;  // bytes on disk: from here on idle workers help with a file
  std::size_t part_size = std::size_t{512} << 10;        // of such a file's text, for one worker
  std::size_t memory = std::size_t{1} << 30;  // bytes of findings; what is over is spilled, or, unordered, forgotten
  const Mask* mask = nullptr;  // columns are read from the record without its secrets; nothing: with them
  TimeWindow window;
  std::vector<bool> shown_rules;           // by rule; empty: all
  bool keeps_doubles = false;              // --no-dedup
  bool is_unordered = false;               // findings go out as they come; REQUIRES: no relative window
  bool is_strict = false;                  // stop at the first bad record
  bool wants_events = true;                // findings have their records' texts
  bool keeps_state = false;                // what rules remember outlives the run
  bool keeps_texts = false;                // so do the texts of records, for findings that another run makes
  bool measures_memory = false;            // the report has the times of rules with memory
  Time begin = kLongAgo;                   // earlier runs are done with what is before it: such records are late
  std::uint32_t first_file = 0;            // files of earlier runs, which stand before those of this one in Place::file
  std::vector<std::int64_t> change_times;  // by file, before it is read; of runs that continue
  std::vector<std::uint64_t> known_records;  // by file: those that an earlier run has read; empty: none
  std::optional<std::uint64_t> limit, limit_per_rule;

  // Whether tuples must hold all that findings say of their records, as these cannot be read again.
  bool carries_texts() const;
};

// Every rule on every record; one file a worker, and a large one for all that have none. Findings come in their order,
// whatever the number of threads, after the last file (or, unordered, at once), one call at a time; false from `take`
// ends the run. Of doubles one comes: the first in the order of findings, or, unordered, the first that was found; see
// SeenFindings for how long it is known.
Report scan(const ScanRequest& request, Progress& progress, const std::function<bool(const Finding&)>& take);

// The records for which rule 0 holds, in the order of files and records, as they are found. `take` gets the finding
// that scan() would make of the record; false ends the run.
Report find(const ScanRequest& request, Progress& progress, const std::function<bool(const Finding&)>& take);

}  // namespace spoor
