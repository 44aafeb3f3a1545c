// What stands between the text of 10,000 rules and the first record.
#include "tests/bench/engine.h"
#include "tests/bench/figures.h"
#include "tests/bench/timing.h"
#include "tests/bench/workload.h"

namespace spoor::bench {

namespace {

VerifiedProgram loaded(std::string_view bytes) { return or_exit(load(bytes)); }

}  // namespace

void add_compile_figures(const Effort& effort, Results& results) {
  const Workload& workload = workloads().front();
  const std::string bytes = save(program_of(workload, kManyRules));
  const auto times = alternate(
      {[&] { keep(program_of(workload, kManyRules).rules.size()); }, [&] { keep(loaded(bytes)->rules.size()); },
       [&] { keep(prepared(loaded(bytes))->program().rules.size()); }},
      effort.rounds);
  results.add({"compile 10,000 selective rules from source", median(times[0]), "s", 1});
  results.add({"load 10,000 selective rules, without their index", median(times[1]) * 1e3, "ms"});
  results.add({"load 10,000 selective rules, ready to run", median(times[2]) * 1e3, "ms", 20});
}

}  // namespace spoor::bench
