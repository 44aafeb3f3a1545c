// Packed files, opening and reading included: a folder of small ones as a bucket holds them, and one large file.
#include <fmt/format.h>

#include <fstream>
#include <thread>

#include "tests/bench/engine.h"
#include "tests/bench/figures.h"
#include "tests/bench/on_demand.h"
#include "tests/bench/packed_folder.h"
#include "tests/bench/scan_works.h"
#include "tests/bench/timing.h"
#include "tests/bench/workload.h"

namespace spoor::bench {

namespace {

namespace fs = std::filesystem;

const Workload& selective() { return workloads().front(); }

std::function<void()> unpacking(const Walked& logs, Unpacker& unpacker) {
  return [&] {
    for (const WalkedFile& file : logs.files) keep(unpacker.unpack(file.input.path).size());
  };
}

// Reading, libdeflate and the walk, on so many threads that take the files by turns. Each has buffers that it uses
// again in every round, so that the floor pays for no fresh memory.
std::function<void()> unpacking_and_walking(const Walked& logs, std::size_t threads) {
  struct Buffers {
    Unpacker unpacker;
    OnDemand floor;
  };
  const auto buffers = std::make_shared<std::vector<Buffers>>(threads);
  return [&logs, threads, buffers] {
    const auto work = [&](std::size_t first) {
      Buffers& own = (*buffers)[first];
      for (std::size_t file = first; file < logs.files.size(); file += threads) {
        own.floor.walk(own.unpacker.unpack(logs.files[file].input.path));
      }
    };
    std::vector<std::thread> others;
    for (std::size_t first = 1; first < threads; ++first) others.emplace_back(work, first);
    work(0);
    for (std::thread& other : others) other.join();
  };
}

// A scan keeps only what its rules found: the same, and as much, is found by asking every rule.
void check_findings(const Program& program, const Walked& logs, std::size_t records, Results& results) {
  const Report indexed = scan_once(request_of(prepared(program), logs, 2));
  const Report exhaustive = scan_once(request_of(prepared(program, Search::exhaustive), logs, 2));
  if (indexed.records == records && indexed.findings == exhaustive.findings && indexed.findings != 0) return;
  results.failures.push_back(fmt::format("folder: {} findings in {} records; asking every rule gives {} in {}",
                                         indexed.findings, indexed.records, exhaustive.findings, records));
}

void add_folder(const Walked& logs, std::size_t records, const Effort& effort, Results& results) {
  const Program program = program_of(selective(), 5'000);
  check_findings(program, logs, records, results);
  const auto ready = prepared(program);
  const ScanRequest one = request_of(ready, logs, 1), two = request_of(ready, logs, 2);
  Unpacker unpacker;
  const auto times =
      alternate({unpacking_and_walking(logs, 1), unpacking(logs, unpacker), [&] { keep(scan_once(one).findings); },
                 [&] { keep(scan_once(two).findings); }, unpacking_and_walking(logs, 2)},
                effort.rounds);
  results.add({"gz folder, 5,000 rules, over libdeflate and walk", ratio(times[2], times[0]), "x", 1.3});
  results.add({"stage reading and libdeflate, over the same", ratio(times[1], times[0]), "x"});
  results.add({"gz folder, two threads over one", ratio(times[2], times[3]), "x", 1.9, true});
  results.add({"the same of libdeflate and walk: what the machine gives", ratio(times[0], times[4]), "x"});
}

// One large file cannot be given to two workers as a whole: they take it part by part.
void add_large_file(const Walked& packed, const Walked& plain, const Effort& effort, Results& results) {
  const auto ready = prepared(program_of(selective(), 5'000));
  const ScanRequest one = request_of(ready, packed, 1), two = request_of(ready, packed, 2);
  const ScanRequest plain_one = request_of(ready, plain, 1), plain_two = request_of(ready, plain, 2);
  const std::uint64_t findings = scan_once(one).findings;
  for (const ScanRequest* request : {&two, &plain_one, &plain_two}) {
    if (scan_once(*request).findings == findings && findings != 0) continue;
    results.failures.push_back("one large file: not every way of reading it gives the same findings");
    return;
  }
  const auto scanning = [](const ScanRequest& request) { return [&] { keep(scan_once(request).findings); }; };
  const auto times = alternate(
      {unpacking_and_walking(packed, 1), scanning(one), scanning(two), scanning(plain_one), scanning(plain_two)},
      effort.rounds);
  const std::string size = fmt::format("{} MB", effort.big_bytes / 1'000'000);
  results.add(
      {fmt::format("one gz of {}, 5,000 rules, over libdeflate and walk", size), ratio(times[1], times[0]), "x"});
  results.add({fmt::format("one gz of {}, two threads over one", size), ratio(times[1], times[2]), "x"});
  results.add({fmt::format("one plain file of {}, two threads over one", size), ratio(times[3], times[4]), "x"});
}

void add_memory(const std::string& spoor, const fs::path& folder, const fs::path& logs, Results& results) {
  const fs::path rules = folder / "rules.spoor";
  std::ofstream(rules) << selective().rules(kManyRules);
  const SpoorRun run = run_spoor(
      spoor, {"--memory", "64M", "--format", "ndjson", "-o", "/dev/null", "--rules", rules.string(), logs.string()});
  if (!run.is_good) {
    results.failures.push_back(spoor + " did not scan the folder");
    return;
  }
  results.add({"peak memory, 10,000 rules, --memory 64M", static_cast<double>(run.peak_kilobytes) / 1024, "MB", 200});
}

}  // namespace

void add_folder_figures(const Effort& effort, const std::string& spoor, Results& results) {
  const TemporaryFolder folder;
  const fs::path small = folder.path() / "small", large = folder.path() / "large.json.gz",
                 plain = folder.path() / "plain.json";
  fs::create_directories(small);
  const std::size_t records = write_trail(small, effort.seed, effort.files);
  write_large_file(large, effort.seed, effort.big_bytes);
  std::ofstream(plain, std::ios::binary) << Unpacker().unpack(large.string());
  add_folder(walk({small.string()}, {}), records, effort, results);
  add_large_file(walk({large.string()}, {}), walk({plain.string()}, {}), effort, results);
  add_memory(spoor, folder.path(), small, results);
}

}  // namespace spoor::bench
