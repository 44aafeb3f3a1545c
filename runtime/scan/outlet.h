#pragma once

#include <functional>
#include <vector>

#include "runtime/scan/scan.h"

namespace spoor {

// Hands findings on as far as limits allow, and counts.
class Outlet {
 public:
  using Take = std::function<bool(const Finding&)>;

  // Both outlive it.
  Outlet(const ScanRequest& request, const Take& take);

  // False when nothing more is wanted.
  bool put(const Finding& finding);

  void count_double() { ++counted_.duplicates; }
  void count_suppressed() { ++counted_.suppressed; }

  void report_to(Report& report) const;

 private:
  const ScanRequest& request_;
  const Take& take_;
  std::vector<std::uint64_t> per_rule_;
  Report counted_;
};

}  // namespace spoor
