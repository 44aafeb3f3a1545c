// What decoding and matching cost, as nanoseconds a record, beside simdjson's On-Demand walk of every field of the same
// bytes. Compare figures of one run only.
//
//   spoor_benchmark [folder of .ndjson files] [options of Google Benchmark]

#include <benchmark/benchmark.h>
#include <simdjson.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "compiler/compile.h"
#include "runtime/match/matcher.h"

namespace spoor {
namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> files_of(const fs::path& folder, std::string_view extension) {
  std::vector<fs::path> out;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == extension) out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

// Records a line, one behind the other in one padded buffer.
struct Corpus {
  std::string text;
  std::size_t size = 0;  // without padding
  std::vector<std::string_view> records;
};

Corpus read_corpus(const fs::path& folder) {
  Corpus corpus;
  for (const fs::path& path : files_of(folder, ".ndjson")) corpus.text += read_file(path);
  corpus.size = corpus.text.size();
  corpus.text.resize(corpus.size + kPadding);
  const std::string_view text(corpus.text.data(), corpus.size);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin) corpus.records.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return corpus;
}

// The packs of the source tree.
class Packs : public Source {
 public:
  tl::expected<std::vector<SourceText>, std::string> pack(std::string_view name) const override {
    std::vector<SourceText> out;
    for (const fs::path& path : files_of(fs::path(SPOOR_SOURCE_DIR) / "rules" / name, ".spoor")) {
      out.push_back({path.string(), read_file(path)});
    }
    return out;
  }
  std::vector<std::string> pack_names() const override { return {"cloudtrail", "aws"}; }
};

// The rules that ship, and `count` that each name one event that never happens.
std::shared_ptr<const PreparedProgram> rules_with(std::int64_t count) {
  CompileRequest request;
  request.files = Packs().pack("aws").value();
  std::string text = "pack generated { title \"Generated\" }\n";
  for (std::int64_t rule = 0; rule < count; ++rule) {
    const std::string number = std::to_string(rule);
    text += "rule rule_" + number + " { title \"Rule\" severity low where eventSource == \"service" +
            std::to_string(rule % 150) + ".amazonaws.com\" and eventName == \"Call" + number + "\" }\n";
  }
  if (count != 0) request.files.push_back({"generated.spoor", text});
  Compiled compiled = compile(std::move(request), Packs());
  for (const Diagnostic& diagnostic : compiled.diagnostics) std::fprintf(stderr, "%s\n", diagnostic.message.c_str());
  auto prepared = PreparedProgram::make(std::move(compiled.program));
  if (!prepared) std::fprintf(stderr, "%s\n", prepared.error().c_str());
  return prepared.value();
}

// Finds the tokens of the whole corpus and calls visit(record) for each record.
template <typename Visit>
void for_each_record(const Corpus& corpus, TokenIndex& index, std::vector<std::uint32_t>& closers, Visit visit) {
  const TokenIndex::Result result = index.read({corpus.text.data(), corpus.size});
  closers.resize(result.starts.size());
  for (std::uint32_t token = 0; token < result.starts.size(); ++token) {
    const BracketResult brackets = match_brackets(corpus.text.data(), result.starts, token, closers);
    if (brackets.status != BracketResult::Status::balanced) return;
    visit(RecordTokens{{corpus.text.data(), result.starts, closers}, token, brackets.token});
    token = brackets.token;
  }
}

void count_records(benchmark::State& state, std::size_t records) {
  state.counters["time/record"] = benchmark::Counter(
      static_cast<double>(records), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void walk(simdjson::ondemand::value value) {
  switch (value.type()) {
    case simdjson::ondemand::json_type::array:
      for (auto element : value.get_array()) walk(element.value());
      break;
    case simdjson::ondemand::json_type::object:
      for (auto field : value.get_object()) {
        benchmark::DoNotOptimize(field.unescaped_key().value());
        walk(field.value().value());
      }
      break;
    case simdjson::ondemand::json_type::string: benchmark::DoNotOptimize(value.get_string().value()); break;
    case simdjson::ondemand::json_type::number: benchmark::DoNotOptimize(value.get_number().value()); break;
    case simdjson::ondemand::json_type::boolean: benchmark::DoNotOptimize(value.get_bool().value()); break;
    case simdjson::ondemand::json_type::null: benchmark::DoNotOptimize(value.is_null()); break;
  }
}

void on_demand_walk(benchmark::State& state, const Corpus& corpus) {
  simdjson::ondemand::parser parser;
  for ([[maybe_unused]] auto _ : state) {
    for (const std::string_view record : corpus.records) {
      auto document = parser.iterate(record.data(), record.size(), record.size() + simdjson::SIMDJSON_PADDING);
      for (auto field : document.get_object()) {
        benchmark::DoNotOptimize(field.unescaped_key().value());
        walk(field.value().value());
      }
    }
  }
  count_records(state, corpus.records.size());
}

void tokens(benchmark::State& state, const Corpus& corpus) {
  TokenIndex index;
  std::vector<std::uint32_t> closers;
  for ([[maybe_unused]] auto _ : state) {
    for_each_record(corpus, index, closers, [](const RecordTokens& record) { benchmark::DoNotOptimize(record.last); });
  }
  count_records(state, corpus.records.size());
}

void tokens_and_slots(benchmark::State& state, const Corpus& corpus) {
  const auto prepared = rules_with(state.range(0));
  Event event(prepared->program());
  TokenIndex index;
  std::vector<std::uint32_t> closers;
  for ([[maybe_unused]] auto _ : state) {
    for_each_record(corpus, index, closers,
                    [&](const RecordTokens& record) { prepared->decoder().decode(record, event); });
  }
  count_records(state, corpus.records.size());
}

void tokens_slots_and_rules(benchmark::State& state, const Corpus& corpus) {
  const auto prepared = rules_with(state.range(0));
  Matcher matcher(prepared);
  TokenIndex index;
  std::vector<std::uint32_t> closers;
  std::size_t matches = 0;
  for ([[maybe_unused]] auto _ : state) {
    matches = 0;
    for_each_record(corpus, index, closers,
                    [&](const RecordTokens& record) { matches += matcher.match(record).size(); });
  }
  state.counters["rules"] = static_cast<double>(prepared->program().rules.size());
  state.counters["matches"] = static_cast<double>(matches);
  count_records(state, corpus.records.size());
}

int run(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  const fs::path folder = argc > 1 ? fs::path(argv[1]) : fs::path(SPOOR_SOURCE_DIR) / "../shared/data/cloudtrail";
  const Corpus corpus = read_corpus(folder);
  if (corpus.records.empty()) {
    std::fprintf(stderr, "no records: %s has no .ndjson files; name a folder that has\n", folder.c_str());
    return 0;
  }
  const auto add = [&](const char* name, auto function) {
    return benchmark::RegisterBenchmark(name,
                                        [&corpus, function](benchmark::State& state) { function(state, corpus); });
  };
  add("on_demand_walk", on_demand_walk);
  add("tokens", tokens);
  add("tokens_and_slots", tokens_and_slots)->Arg(0);
  add("tokens_slots_and_rules", tokens_slots_and_rules)->Arg(0)->Arg(1000);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}

}  // namespace
}  // namespace spoor

int main(int argc, char** argv) { return spoor::run(argc, argv); }
