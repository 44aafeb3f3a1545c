#pragma once

#include <functional>
#include <vector>

namespace spoor::bench {

// Makes the compiler believe that the value is needed.
template <typename T>
inline void keep(const T& value) {
  asm volatile("" : : "g"(&value) : "memory");
}

// Seconds that one call takes, by the wall clock.
double seconds(const std::function<void()>& work);

// Seconds that the calling thread works on one call: what others do on its core meanwhile does not count.
double worked_seconds(const std::function<void()>& work);

double median(std::vector<double> values);

// Calls all works once to warm up, then one after the other so many rounds, and returns the seconds of each: by work,
// then by round. What disturbs the machine for a while disturbs all alike.
std::vector<std::vector<double>> alternate(const std::vector<std::function<void()>>& works, std::size_t rounds);

// The median over the rounds of one work's time over another's in the same round.
double ratio(const std::vector<double>& times, const std::vector<double>& floor);

}  // namespace spoor::bench
