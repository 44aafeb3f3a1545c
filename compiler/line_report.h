#pragma once

#include <string>
#include <utility>

#include "lang/diagnostic.h"

namespace spoor {

// Reports what is wrong with the lines of a data file, of each kind of finding the first kMostLines, and how many more
// there are.
class LineReport {
 public:
  LineReport(DiagnosticKind kind, Diagnostics& diagnostics) : kind_(kind), diagnostics_(diagnostics) {}
  LineReport(const LineReport&) = delete;
  LineReport& operator=(const LineReport&) = delete;
  ~LineReport() {
    if (count_ <= kMostLines) return;
    diagnostics_.push_back(
        {.kind = kind_,
         .span = next_,
         .message = "and " + std::to_string(count_ - kMostLines) + " more of this kind, from here on",
         .label = ""});
  }

  // `make` returns the diagnostic; it is called only for those that are reported.
  template <typename Make>
  void add(Span span, Make make) {
    if (++count_ <= kMostLines) diagnostics_.push_back(make());
    if (count_ == kMostLines + 1) next_ = span;
  }

  std::size_t count() const { return count_; }

 private:
  static constexpr std::size_t kMostLines = 20;

  DiagnosticKind kind_;
  Diagnostics& diagnostics_;
  std::size_t count_ = 0;
  Span next_;  // the first that is not reported
};

}  // namespace spoor
