#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "runtime/state/counts.h"

namespace spoor {

struct BadRecord {
  std::string file;
  std::uint64_t record = 0;  // 0: the file itself
  std::uint64_t offset = 0;
  std::string reason;
};

// A record over a day ahead of every other one.
struct AheadRecord {
  std::string file;
  std::uint64_t record = 0;
  std::string time;
};

struct SkippedFile {
  std::string file;
  std::string reason;
};

// What a run did, for the end of it.
struct Report {
  static constexpr std::size_t kMaxBad = 1000;  // of those kept; all are counted

  std::uint64_t files = 0, records = 0, bytes = 0;
  std::uint64_t logs = 0;  // of the files: those that were not skipped
  double seconds = 0;
  std::uint64_t rules = 0;
  std::array<std::uint64_t, 5> findings_by_level{};
  std::uint64_t findings = 0, duplicates = 0, late = 0;
  std::uint64_t suppressed = 0;  // by the `dedup` of their rules
  std::uint64_t cut_keys = 0;    // findings with more combinations of keys than `dedup` looks at
  std::uint64_t left_out = 0;    // by limits
  std::array<std::uint64_t, 5> left_out_by_level{};
  // Of a rule with memory.
  struct OfMemory {
    std::string rule;
    StateCounts counts;
    std::uint64_t without_key = 0;  // records that met a step of it, and had no value for a key
  };
  std::vector<OfMemory> memory;     // of those that met any record
  std::uint64_t spilled_bytes = 0;  // of their tuples
  // Nanoseconds, of all threads, that tuples and what is made of them took; of a run that measures them.
  double tuple_time = 0, correlate_time = 0;
  std::uint64_t untimed = 0;         // records that met a step, and had no time of the years 2000 to 2100
  std::uint64_t held = 0;            // findings of rules with `dedup` that wait for the next run
  std::uint64_t dropped = 0;         // findings that waited, of rules that have changed since
  std::optional<AheadRecord> ahead;  // that did not move the time of a run that continues
  std::uint64_t bad_count = 0;
  std::vector<BadRecord> bad;
  std::vector<SkippedFile> skipped;
  bool interrupted = false;
  std::string failure;  // not empty: the run could not be done, a full disk for one
};

// Figures of a run under way; any thread may read them.
struct Progress {
  std::atomic<std::uint64_t> files_total{0}, files{0}, bytes_total{0}, bytes_of_files{0}, bytes{0}, records{0},
      findings{0};
  std::atomic<bool> stop{false};  // set from outside, by a signal for one: the run ends with what it has
};

}  // namespace spoor
