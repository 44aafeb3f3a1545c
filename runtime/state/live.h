#pragma once

#include <cstddef>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "runtime/state/correlator.h"
#include "runtime/state/counts.h"
#include "runtime/state/identity_set.h"
#include "runtime/state/reorder_buffer.h"
#include "runtime/state/spans.h"

namespace spoor {

// Evaluates tuples as they arrive. A tuple waits until the watermark, the newest time seen less the lateness, has
// passed it; what comes after that is late. If nothing is late and no key had to leave, the firings are those of
// GroupCorrelation, in the order of their time. Not thread-safe.
class LiveCorrelation {
 public:
  struct Options {
    Time lateness = 0;
    std::size_t key_limit = 1;  // of all rules; those that were advanced least recently leave first
    bool keeps_doubles = false;
    Fire fire;
  };

  // The Program outlives it.
  LiveCorrelation(const Program& program, Options options);

  // A tuple, in no order. REQUIRES: well formed.
  void add(std::string_view tuple);

  // Time has come to that of a record, whether it matched anything or not.
  void see(Time time);

  // No tuple comes any more; waits end by `end`.
  void finish(Time end);

  // By rule. What waits is pending.
  std::vector<StateCounts> counts() const;
  Time watermark() const { return watermark_; }
  std::size_t key_count() const { return keys_.size(); }

 private:
  struct Key {
    Index rule = 0;
    std::string_view group;  // in keys_
    std::unique_ptr<Correlator> correlator;
    Time deadline = kNever;           // under which it stands in deadlines_
    std::list<Key*>::iterator place;  // in recent_
  };

  struct GroupHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view group) const { return std::hash<std::string_view>()(group); }
  };

  void evaluate_before(Time limit, Time end);
  void advance(std::string_view bytes);
  Key& key_of(const TupleFront& front, Time now);
  void let_go(Key& key, Time now);
  void end_first_wait();
  void queue(Key& key);

  const Program& program_;
  const Options options_;
  const Fire fire_;
  std::vector<StateCounts> counts_;
  ReorderBuffer waiting_;
  Time watermark_ = kLongAgo;

  std::unordered_map<std::string, Key, GroupHash, std::equal_to<>> keys_;
  std::list<Key*> recent_;                                       // the one advanced last comes last
  std::vector<std::vector<std::unique_ptr<Correlator>>> free_;   // by rule, cleared
  std::map<std::pair<Time, std::string_view>, Key*> deadlines_;  // by time and group
  std::string last_group_;                                       // of the tuple before
  Time last_time_ = kLongAgo;
  IdentitySet identities_;  // of that group and time
  std::string scratch_, saved_;
};

}  // namespace spoor
