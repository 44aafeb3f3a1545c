// Rules with memory over logs: what they cost while records are matched, and when their tuples are more than memory
// holds.
#include <fmt/format.h>

#include <fstream>
#include <map>

#include "runtime/scan/worker.h"
#include "tests/bench/engine.h"
#include "tests/bench/figures.h"
#include "tests/bench/memory_rules.h"
#include "tests/bench/packed_folder.h"
#include "tests/bench/records.h"
#include "tests/bench/rules.h"
#include "tests/bench/scan_works.h"
#include "tests/bench/timing.h"
#include "tests/bench/workload.h"

namespace spoor::bench {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kRules = 5'000, kWithMemory = 200;

void write_lines(const fs::path& path, const std::vector<std::string>& lines) {
  std::ofstream out(path, std::ios::binary);
  for (const std::string& line : lines) out << line << '\n';
}

// Findings of the rules with memory, by their number.
std::vector<std::uint64_t> findings_of(const ScanRequest& request, std::size_t rules) {
  const Program& program = request.prepared->program();
  std::map<std::string, std::uint64_t> by_name;
  Progress progress;
  scan(request, progress, [&](const Finding& finding) {
    ++by_name[std::string(program.rule_name(finding.rule))];
    return true;
  });
  std::vector<std::uint64_t> counts;
  for (std::size_t i = 0; i < rules; ++i) counts.push_back(by_name[memory_rule_name(i)]);
  return counts;
}

// Whether a scan finds of each rule what the oracle does, and of half of them anything.
bool check_findings(const char* name, const ScanRequest& request, const std::vector<std::uint64_t>& wanted,
                    Results& results) {
  const auto found = findings_of(request, wanted.size());
  std::uint64_t all = 0;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    all += found[i];
    if (found[i] == wanted[i]) continue;
    results.failures.push_back(
        fmt::format("{}: {} has {} findings, the oracle says {}", name, memory_rule_name(i), found[i], wanted[i]));
    return false;
  }
  if (all != 0) return true;
  results.failures.push_back(fmt::format("{}: there are no findings", name));
  return false;
}

// Only what is done while logs are read: findings and tuples go nowhere.
void match_once(const ScanRequest& request) {
  Progress progress;
  spoor::Workload workload(request, progress);
  run_workers(workload, {[](const Finding& finding) {
                           keep(finding.event.size());
                           return true;
                         },
                         [](std::uint32_t) {},
                         [](std::string_view tuple) {
                           keep(tuple.size());
                           return true;
                         }});
}

// Some rules with memory among many without, over the same without their clauses.
void add_matching(const Effort& effort, Results& results) {
  constexpr std::size_t kActors = 10;
  const auto rules = selective_memory_rules(kWithMemory);
  Random random(effort.seed);
  const auto records = actor_records(random, effort.trail_records, kActors);
  const TemporaryFolder folder;
  write_lines(folder.path() / "records.ndjson", records);
  const Walked logs = walk({folder.path().string()}, {});
  const std::string others = selective_rules(kRules - kWithMemory);
  const auto remembering = request_of(prepared(program_of(others + memory_rules_text(rules))), logs, 1),
             forgetful = request_of(prepared(program_of(others + memoryless_rules_text(rules))), logs, 1);
  if (!check_findings("matching", remembering, counted_findings(rules, records), results)) return;
  const auto times =
      alternate({[&] { match_once(forgetful); }, [&] { match_once(remembering); },
                 [&] { keep(scan_once(forgetful).findings); }, [&] { keep(scan_once(remembering).findings); }},
                effort.rounds);
  const std::string name = fmt::format("{} rules with memory among 5,000", kWithMemory);
  results.add({fmt::format("matching, {}, over without memory", name), ratio(times[1], times[0]), "x", 1.15});
  results.add({"the same of the whole scan", ratio(times[3], times[2]), "x"});
}

// Bytes of tuples that a scan makes, known from what is spilled where memory holds nearly none.
std::uint64_t tuple_bytes(ScanRequest request) {
  request.memory = std::size_t{64} << 10;
  return scan_once(request).spilled_bytes;
}

// Ten times as many tuples as may be held, over a run that holds all.
void add_spilling(const Effort& effort, const std::string& spoor, Results& results) {
  constexpr std::size_t kOfActor = 30, kTimes = 10;
  const auto rules = crowded_memory_rules();
  Random random(effort.seed);
  const auto records = actor_records(random, effort.crowd_records, effort.crowd_records / kOfActor);
  const TemporaryFolder folder;
  const fs::path source = folder.path() / "rules.spoor", trail = folder.path() / "trail";
  std::ofstream(source) << memory_rules_text(rules);
  fs::create_directories(trail);
  write_lines(trail / "records.ndjson", records);
  auto request = request_of(prepared(program_of(memory_rules_text(rules))), walk({trail.string()}, {}), 2);
  const auto wanted = counted_findings(rules, records);
  if (!check_findings("in memory", request, wanted, results)) return;
  const std::size_t memory = tuple_bytes(request) / kTimes;
  request.memory = memory;
  if (!check_findings("beyond memory", request, wanted, results)) return;
  std::vector<double> held, spilled;
  long peak = 0;
  for (std::size_t round = 0; round < effort.rounds; ++round) {
    const auto run = [&](const std::string& most) {
      return run_spoor(spoor, {"--memory", most, "--format", "ndjson", "-o", "/dev/null", "--rules", source.string(),
                               trail.string()});
    };
    const SpoorRun all = run("8G"), few = run(std::to_string(memory));
    if (!all.is_good || !few.is_good) return results.failures.push_back(spoor + " did not scan the folder");
    held.push_back(all.seconds);
    spilled.push_back(few.seconds);
    peak = std::max(peak, few.peak_kilobytes);
  }
  constexpr double kMegabyte = 1 << 20;
  results.add({"tuples of ten times --memory, over all in memory", ratio(spilled, held), "x", 2.5});
  results.add(
      {fmt::format("the same, peak memory beyond --memory of {:.0f} MB", static_cast<double>(memory) / kMegabyte),
       static_cast<double>(peak) / 1024 - static_cast<double>(memory) / kMegabyte, "MB", 100});
}

}  // namespace

void add_memory_figures(const Effort& effort, const std::string& spoor, Results& results) {
  add_matching(effort, results);
  add_spilling(effort, spoor, results);
}

}  // namespace spoor::bench
