#pragma once

#include <benchmark/benchmark.h>
#include <simdjson.h>

namespace spoor::bench {

// simdjson's On-Demand walk of every key and value, strings unescaped and numbers read: what a program that looks at
// all of a record cannot be quicker than.
inline void walk_value(simdjson::ondemand::value value);

template <typename Object>
void walk_object(Object&& object) {
  for (auto field : object) {
    benchmark::DoNotOptimize(field.unescaped_key().value());
    walk_value(field.value().value());
  }
}

inline void walk_value(simdjson::ondemand::value value) {
  switch (value.type()) {
    case simdjson::ondemand::json_type::array:
      for (auto element : value.get_array()) walk_value(element.value());
      break;
    case simdjson::ondemand::json_type::object: walk_object(value.get_object()); break;
    case simdjson::ondemand::json_type::string: benchmark::DoNotOptimize(value.get_string().value()); break;
    case simdjson::ondemand::json_type::number: benchmark::DoNotOptimize(value.get_number().value()); break;
    case simdjson::ondemand::json_type::boolean: benchmark::DoNotOptimize(value.get_bool().value()); break;
    case simdjson::ondemand::json_type::null: benchmark::DoNotOptimize(value.is_null()); break;
  }
}

// Counters of a benchmark whose every iteration goes over so many records.
inline void count_records(benchmark::State& state, std::size_t records) {
  using benchmark::Counter;
  const auto count = static_cast<double>(records);
  state.counters["time/record"] = Counter(count, Counter::kIsIterationInvariantRate | Counter::kInvert);
  state.counters["records/s"] = Counter(count, Counter::kIsIterationInvariantRate);
}

}  // namespace spoor::bench
