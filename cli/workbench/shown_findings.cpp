#include "cli/workbench/shown_findings.h"

#include "cli/workbench/memory_test.h"
#include "runtime/scan/dedup.h"
#include "runtime/sort/spill_sorter.h"

namespace spoor {

tl::expected<std::uint64_t, std::string> count_shown(const Program& program, const FindingBytes& form, Index rule,
                                                     const std::vector<const Finding*>& findings) {
  if (program.rules[rule].key_count == 0) return findings.size();
  SpillSorter sorted(kTestMemory);
  for (const Finding* finding : findings) {
    std::string bytes;
    form.append(*finding, bytes);
    if (const auto added = sorted.add(bytes); !added) return tl::unexpected(added.error());
  }
  Dedup dedup(program, kTestMemory);
  tl::expected<void, std::string> added;
  auto done = sorted.drain([&](std::string_view bytes) {
    added = dedup.add(form.read(bytes));
    return added.has_value();
  });
  if (done) done = added;
  if (done) done = dedup.judge();
  if (!done) return tl::unexpected(done.error());
  std::uint64_t shown = 0;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const auto verdict = dedup.verdict();
    if (!verdict) return tl::unexpected(verdict.error());
    if (verdict->is_shown) ++shown;
  }
  return shown;
}

}  // namespace spoor
