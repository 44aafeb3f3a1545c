#pragma once

#include <utility>
#include <vector>

#include "runtime/json/scalar.h"
#include "runtime/json/value.h"

namespace spoor {

// Lends vectors, and memory for decoded text, to sets of values that live no longer than the question they answer.
// Vectors keep their memory from loan to loan; text is given up when nothing is on loan.
class ValueBuffers {
 public:
  class Loan {
   public:
    explicit Loan(ValueBuffers& owner) : owner_(owner) {}
    ~Loan() {
      if (is_taken_) owner_.give_back(std::move(values_));
    }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;

    // An empty vector. REQUIRES: called once.
    std::vector<Value>& take() {
      is_taken_ = true;
      values_ = owner_.lend();
      return values_;
    }
    Arena& arena() { return owner_.arena_; }  // REQUIRES: taken

   private:
    ValueBuffers& owner_;
    std::vector<Value> values_;
    bool is_taken_ = false;
  };

 private:
  std::vector<Value> lend() {
    if (loans_++ == 0) arena_.clear();
    if (free_.empty()) return {};
    std::vector<Value> values = std::move(free_.back());
    free_.pop_back();
    return values;
  }

  void give_back(std::vector<Value> values) {
    --loans_;
    values.clear();
    free_.push_back(std::move(values));
  }

  std::vector<std::vector<Value>> free_;
  std::size_t loans_ = 0;
  Arena arena_;
};

}  // namespace spoor
