#include <libdeflate.h>

#include <atomic>
#include <cstring>
#include <fstream>
#include <iterator>
#include <thread>

#include "runtime/scan/scan.h"
#include "tests/bench/benchmarks.h"
#include "tests/bench/on_demand.h"
#include "tests/bench/rules.h"

namespace spoor::bench {

namespace {

// Unpacks files of one gzip member each, as CloudTrail writes them, into one buffer that is used again.
class Unpacker {
 public:
  Unpacker() : decompressor_(libdeflate_alloc_decompressor()) {}
  ~Unpacker() { libdeflate_free_decompressor(decompressor_); }
  Unpacker(const Unpacker&) = delete;
  Unpacker& operator=(const Unpacker&) = delete;

  // The file's text, padded for simdjson; empty if it is none of these files.
  std::string_view unpack(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    packed_.assign(std::istreambuf_iterator<char>(in), {});
    std::uint32_t size = 0;  // a member ends with its size
    if (packed_.size() < sizeof size) return {};
    std::memcpy(&size, packed_.data() + packed_.size() - sizeof size, sizeof size);
    text_.resize(std::max<std::size_t>(text_.size(), size + simdjson::SIMDJSON_PADDING));
    std::size_t made = 0;
    const auto result =
        libdeflate_gzip_decompress(decompressor_, packed_.data(), packed_.size(), text_.data(), size, &made);
    return result == LIBDEFLATE_SUCCESS ? std::string_view(text_.data(), made) : std::string_view();
  }

 private:
  libdeflate_decompressor* decompressor_;
  std::string packed_, text_;
};

// Calls visit(text) for every file, on so many threads, as a scan goes over them; each thread makes a visit of its own.
template <typename MakeVisit>
void for_each_file(const Walked& logs, std::int64_t threads, MakeVisit make_visit) {
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    auto visit = make_visit();
    Unpacker unpacker;
    for (std::size_t file = next++; file < logs.files.size(); file = next++) {
      visit(unpacker.unpack(logs.files[file].input.path));
    }
  };
  std::vector<std::thread> others;
  for (std::int64_t i = 1; i < threads; ++i) others.emplace_back(work);
  work();
  for (std::thread& other : others) other.join();
}

Report scan_once(const ScanRequest& request) {
  Progress progress;
  return scan(request, progress, [](const Finding& finding) {
    benchmark::DoNotOptimize(finding.event.data());
    return true;
  });
}

void unpack_folder(benchmark::State& state, const Walked& logs, std::size_t records) {
  for ([[maybe_unused]] auto _ : state) {
    for_each_file(logs, state.range(0),
                  [] { return [](std::string_view text) { benchmark::DoNotOptimize(text.data()); }; });
  }
  count_records(state, records);
}

void unpack_and_walk_folder(benchmark::State& state, const Walked& logs, std::size_t records) {
  for ([[maybe_unused]] auto _ : state) {
    for_each_file(logs, state.range(0), [] {
      return [parser = simdjson::ondemand::parser()](std::string_view text) mutable {
        auto document = parser.iterate(text.data(), text.size(), text.size() + simdjson::SIMDJSON_PADDING);
        walk_object(document.get_object());
      };
    });
  }
  count_records(state, records);
}

void scan_folder(benchmark::State& state, const Walked& logs, std::size_t records) {
  ScanRequest request;
  request.prepared = rules_with(0);
  request.logs = logs;
  request.threads = static_cast<unsigned>(state.range(0));
  std::uint64_t findings = 0;
  for ([[maybe_unused]] auto _ : state) findings = scan_once(request).findings;
  state.counters["findings"] = static_cast<double>(findings);
  count_records(state, records);
}

}  // namespace

void add_folder_benchmarks(const std::string& folder) {
  const auto logs = std::make_shared<const Walked>(walk({folder}, {}));
  ScanRequest request;
  request.prepared = rules_with(0);
  request.logs = *logs;
  const std::size_t records = scan_once(request).records;
  const auto add = [&](const char* name, auto function) {
    benchmark::RegisterBenchmark(name, [=](benchmark::State& state) { function(state, *logs, records); })
        ->ArgName("threads")
        ->Arg(1)
        ->Arg(2)
        ->UseRealTime()
        ->MeasureProcessCPUTime()
        ->Unit(benchmark::kMillisecond);
  };
  add("unpack", unpack_folder);
  add("unpack_and_on_demand_walk", unpack_and_walk_folder);
  add("scan", scan_folder);
}

}  // namespace spoor::bench
