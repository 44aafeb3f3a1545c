#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "runtime/log/frame_state.h"

namespace spoor {

// A stretch of a JSON text that is framed by itself.
struct TextPart {
  std::string_view text;
  std::uint64_t offset = 0;  // of its first byte in the (inflated) log
  bool is_last = true;       // nothing follows
  std::string error;         // behind the last part: why the log ends there; empty: it is whole
  FrameState start;
};

// How the framing of a part ended.
struct PartEnd {
  FrameState state;           // in which what follows begins
  std::size_t left = 0;       // bytes at the part's end that have to be framed with what follows
  std::uint64_t numbers = 0;  // of records, bad ones counted as well
  bool has_objects = false;   // objects were found
  bool has_damage = false;    // records were searched for: what was found hangs on all of `start`
  bool is_stopped = false;    // nothing more of this log is wanted, or can be read
};

// True if framing that began as `assumed` found what it would have found beginning as `actual`.
bool begins_alike(const FrameState& assumed, const FrameState& actual, bool has_damage);

// The state behind a part that was framed beginning as assumed, where in truth it began as `actual`. REQUIRES: they
// begin alike.
FrameState state_behind(const PartEnd& part, const FrameState& actual);

// Where the text is best cut in two, each to be framed by itself: behind its last record, as far as can be told without
// framing it. `state`: as it was somewhere before the text. 0: nowhere.
std::size_t find_cut(std::string_view text, const FrameState& state);

}  // namespace spoor
