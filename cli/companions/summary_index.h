#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/companions/companion_folders.h"
#include "cli/companions/file_summary.h"
#include "lang/values/wide_hash.h"

namespace spoor {

// The summaries of a folder's files, to be kept from one run to the next. As bytes, little-endian:
//
//   IndexHead
//   for each file: IndexRowHead, its hashes (names, declares, uses), its name
//
// A file whose stamp is another one than its row's has to be read; so has one that was changed just before the rows
// were made, for it may have been written again with the same stamp.
struct IndexRow {
  std::string name;  // in its folder
  FileStamp stamp;
  UnsignedWide content = 0;  // hash of it
  FileSummary summary;
};

struct SummaryIndex {
  std::int64_t made_at = 0;    // nanoseconds since 1970, before any of the files was looked at
  std::vector<IndexRow> rows;  // in name order
};

// Disks count time in steps of up to two seconds.
inline constexpr std::int64_t kClockStep = 2'000'000'000;

// Whether the row still holds for the file.
bool is_current(const IndexRow& row, const SummaryIndex& index, const FileStamp& stamp);

// `build`: of the Spoor that made it, since another one may make other summaries.
std::string to_bytes(const SummaryIndex& index, std::uint64_t build);

// Nothing if these are not the bytes that to_bytes() of this build gave.
std::optional<SummaryIndex> read_index(std::string_view bytes, std::uint64_t build);

}  // namespace spoor
