#include "runtime/match/matcher.h"
#include "tests/bench/benchmarks.h"
#include "tests/bench/on_demand.h"
#include "tests/bench/rules.h"

namespace spoor::bench {

namespace {

// A scan's window: what is read stays in the second-level cache until it is walked.
constexpr std::size_t kBlock = 256U << 10;

// Finds the tokens of the corpus, block by block, and calls visit(record) for each record.
template <typename Visit>
void for_each_record(const Corpus& corpus, TokenIndex& index, std::vector<std::uint32_t>& closers, Visit visit) {
  for (auto record = corpus.records.begin(); record != corpus.records.end();) {
    const char* const begin = record->data();
    while (record != corpus.records.end() && record->data() + record->size() < begin + kBlock) ++record;
    const char* const end = std::prev(record)->data() + std::prev(record)->size();
    const TokenIndex::Result result = index.read({begin, static_cast<std::size_t>(end - begin)});
    closers.resize(result.starts.size());
    for (std::uint32_t token = 0; token < result.starts.size(); ++token) {
      const BracketResult brackets = match_brackets(begin, result.starts, token, closers);
      if (brackets.status != BracketResult::Status::balanced) return;
      visit(RecordTokens{{begin, result.starts, closers}, token, brackets.token});
      token = brackets.token;
    }
  }
}

void on_demand_walk(benchmark::State& state, const Corpus& corpus) {
  simdjson::ondemand::parser parser;
  for ([[maybe_unused]] auto _ : state) {
    for (const std::string_view record : corpus.records) {
      auto document = parser.iterate(record.data(), record.size(), record.size() + simdjson::SIMDJSON_PADDING);
      walk_object(document.get_object());
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

}  // namespace

void add_match_benchmarks(const Corpus& corpus) {
  const auto add = [&](const char* name, auto function) {
    return benchmark::RegisterBenchmark(name,
                                        [&corpus, function](benchmark::State& state) { function(state, corpus); });
  };
  add("on_demand_walk", on_demand_walk);
  add("tokens", tokens);
  add("tokens_and_slots", tokens_and_slots)->Arg(0);
  add("tokens_slots_and_rules", tokens_slots_and_rules)->Arg(0)->Arg(1000);
}

}  // namespace spoor::bench
