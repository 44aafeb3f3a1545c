#include "tests/bench/timing.h"

#include <time.h>

#include <algorithm>
#include <chrono>

namespace spoor::bench {

double seconds(const std::function<void()>& work) {
  const auto begin = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double worked_seconds(const std::function<void()>& work) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  };
  const double begin = now();
  work();
  return now() - begin;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

std::vector<std::vector<double>> alternate(const std::vector<std::function<void()>>& works, std::size_t rounds) {
  for (const auto& work : works) work();
  std::vector<std::vector<double>> times(works.size());
  while (rounds-- != 0) {
    for (std::size_t i = 0; i < works.size(); ++i) times[i].push_back(seconds(works[i]));
  }
  return times;
}

double ratio(const std::vector<double>& times, const std::vector<double>& floor) {
  std::vector<double> ratios;
  for (std::size_t i = 0; i < times.size(); ++i) ratios.push_back(times[i] / floor[i]);
  return median(std::move(ratios));
}

}  // namespace spoor::bench
