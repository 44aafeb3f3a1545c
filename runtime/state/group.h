#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/state/correlator.h"
#include "runtime/state/counts.h"
#include "runtime/state/identity_set.h"
#include "runtime/state/spans.h"
#include "tl/expected.hpp"

namespace spoor {

struct GroupTimes {
  // Tuples before it came too late: an earlier run is done with that time.
  Time begin = kLongAgo;
  // Tuples from it on are left for the next run. kNever: none are.
  Time limit = kNever;
  // Waits end by then, or by `limit` if that is earlier: the time of the newest record; kNever ends them all.
  Time end = kNever;
};

// Evaluates sorted tuples, one group of a rule and key after the other, each exactly: memory is that of one group. Used
// in two ways:
//
//   all at once   limit = kNever, end = time of the newest record; what still waits is counted as pending
//   resumed       limit = watermark; what keys remember and the tuples from there on are kept for the next run, whose
//                 `begin` is this `limit`
//
// Runs that continue give together what one gives that has all.
class GroupCorrelation {
 public:
  struct Options {
    GroupTimes times;
    bool keeps_doubles = false;  // each record counts, as often as it comes
    // Takes items for the next run, ascending if the items came so. Empty: nothing is saved.
    std::function<tl::expected<void, std::string>(std::string_view item)> keep;
    Fire fire;
  };

  // The Program outlives it.
  GroupCorrelation(const Program& program, Options options);

  // The next item, of append_tuple() or append_saved(). REQUIRES: well formed; ascending; findings that a rule takes
  // for its steps stand among them. A group does not go on in another GroupCorrelation.
  tl::expected<void, std::string> add(std::string_view item);

  // Ends the last group. Nothing is added afterwards.
  tl::expected<void, std::string> finish();

  // By rule.
  const std::vector<StateCounts>& counts() const { return counts_; }

 private:
  tl::expected<void, std::string> begin_group(const TupleFront& front);
  tl::expected<void, std::string> end_group();
  tl::expected<void, std::string> load(const TupleFront& front);
  tl::expected<void, std::string> evaluate_rest();
  void advance(const Tuple& tuple, std::string_view item);

  const Program& program_;
  const Options options_;
  const Fire fire_;                                       // counts, and hands on
  std::vector<std::unique_ptr<Correlator>> correlators_;  // by rule, made when first needed
  std::vector<StateCounts> counts_;

  std::string group_;  // whose tuples come now; empty before the first one
  Index rule_ = 0;
  std::string_view key_;  // in group_
  Correlator* correlator_ = nullptr;
  bool has_memory_ = false;    // it was loaded
  bool is_evaluated_ = false;  // up to the limit
  std::uint64_t tuples_ = 0;   // of the group
  Time time_ = kLongAgo;       // of the tuple before
  IdentitySet identities_;     // of that time
  std::string scratch_;
};

}  // namespace spoor
