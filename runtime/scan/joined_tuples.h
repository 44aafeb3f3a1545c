#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "runtime/scan/state_plan.h"

namespace spoor {

// Of rules that take findings: what one record is to a key by itself, and by each finding that stands at it, comes as
// tuples of their own. They are handed on as one that has all of its steps, so that a record counts once.
class JoinedTuples {
 public:
  using Take = std::function<tl::expected<void, std::string>(std::string_view item)>;

  // The plan outlives it. `keeps_doubles`: a record that came twice is two.
  JoinedTuples(const StatePlan& plan, bool keeps_doubles, Take take)
      : plan_(plan), keeps_doubles_(keeps_doubles), take_(std::move(take)) {}

  // The next item, as GroupCorrelation has it. Views handed on are valid during the call.
  tl::expected<void, std::string> add(std::string_view item);
  // Hands on what is held. Nothing is added afterwards.
  tl::expected<void, std::string> finish() { return hand_on(); }

 private:
  struct Held {
    std::string bytes, scratch;
    Tuple tuple;  // views into them
  };
  // Tuples of one record, joined, and those of its doubles.
  struct Joined {
    std::size_t first = 0;  // of those held
    std::uint8_t rank = 0;
    std::string bytes;
    std::vector<std::size_t> doubles;
  };

  tl::expected<void, std::string> hand_on();
  std::vector<Joined> joined() const;
  Joined join(const std::size_t* begin, const std::size_t* end, StepSet steps) const;

  const StatePlan& plan_;
  const bool keeps_doubles_;
  const Take take_;
  std::string group_;
  Time time_ = 0;
  std::vector<Held> held_;  // of that group and time
};

}  // namespace spoor
