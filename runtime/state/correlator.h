#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/program/program.h"
#include "runtime/state/tuple.h"

namespace spoor {

// That a rule with memory holds for a key. Views are valid during the call that it is handed out with.
struct Firing {
  static constexpr std::size_t kMaxRecords = 100;

  Index rule = 0;
  std::string_view key;
  Time time = 0;          // of the record that fired, or the moment at which a wait ended
  Time from = 0, to = 0;  // first and last record that took part; of a wait that ended `to` is its end
  // Tuples of the records that took part, in their order, the newest kMaxRecords of them. The last one is the record
  // that fired, or the last one before a wait.
  std::vector<std::string_view> records;
  std::uint64_t record_count = 0;  // all that took part
  UnsignedWide identities = 0;     // a sum of their identities, which tells them from any other records
  // By step: the last record that it took, empty for none; kinds with steps.
  std::vector<std::string_view> step_records;
  // In millionths, what was compared with the bound: count, distinct, sum, ratio. Of spike the records in the bucket.
  std::optional<Wide> measure;
};

using Fire = std::function<void(const Firing&)>;

// The state machine of one rule, at one of its keys. Reuses its memory from key to key.
class Correlator {
 public:
  virtual ~Correlator() = default;

  // Forgets all: a key begins.
  virtual void clear() = 0;

  // The next tuple of the key. They come in their order (see append_tuple()), each record once; `bytes` are those that
  // it was read from. REQUIRES: expire(tuple.time) was called before.
  virtual void advance(const Tuple& tuple, std::string_view bytes, const Fire& fire) = 0;

  // Time has come to `now`: waits that end by then, `now` included, fire. Never goes back.
  virtual void expire(Time now, const Fire& fire);

  // When a wait ends next, so that expire() has something to do; kNever if nothing waits.
  virtual Time deadline() const;

  // What later tuples, none before `now`, can still depend on. Nothing is appended if that is what a cleared one holds.
  virtual void save(Time now, std::string& out) const = 0;

  // Goes on from what was saved. False if this is not what save() writes, and the correlator is cleared again.
  // REQUIRES: cleared. Safe with any bytes.
  virtual bool load(std::string_view saved) = 0;

  // How many waits are open, for the report.
  virtual std::uint64_t pending() const;
};

// REQUIRES: the rule has memory. The Program outlives it.
std::unique_ptr<Correlator> make_correlator(const Program& program, Index rule);

}  // namespace spoor
