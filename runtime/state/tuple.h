#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "compiler/program/program.h"
#include "lang/values/wide_hash.h"

namespace spoor {

// Nanoseconds since 1970, UTC. Records that take part in rules with memory lie in the years 2000 to 2100.
using Time = std::int64_t;
inline constexpr Time kEarliest = 946'684'800'000'000'000, kLatest = 4'102'444'800'000'000'000;
inline constexpr Time kNever = std::numeric_limits<Time>::max();
inline constexpr Time kMillisecond = 1'000'000;

using StepSet = std::uint64_t;  // bit i: step i of its rule

__extension__ using Wide = __int128;

// What one record contributes to one key of one rule with memory; texts are views into its bytes.
struct Tuple {
  Index rule = 0;
  std::string_view key;  // see tuple_key.h
  Time time = 0;
  StepSet steps = 0;      // those that the record meets, at least one
  std::uint8_t rank = 0;  // among records of one time: the first step that it is taken for
  std::string_view id;    // with `account` and `time` the identity of the record; empty: it has none
  std::string_view account;
  UnsignedWide identity = 0;  // a hash of it; of the record's text where there is no id
  std::string_view values;    // distinct, sum, first: see tuple_values.h
  std::uint64_t text_hash = 0;
  std::string_view outputs;  // what a finding says of the record: opaque to correlators
  std::string_view event;    // the record's text; both are empty if they are not carried
  std::uint32_t file = 0;    // where the record stands: in the run's list of files
  std::uint64_t record = 0;

  static constexpr std::uint8_t kLastRank = 255;  // of records that meet only steps that must not be, or end all
};

// As bytes, which compared one by one put tuples in the order in which they are read: those of a rule and key together,
// then by time, rank, id, account, content, place.
//
// Layout: hash of rule and key (8), rule (4), key (length and text), kind (1), time (8), rank (1), id, account
// (see sortable_bytes.h), identity (16), steps (8), values (length and text), text_hash (8), outputs, event (lengths
// and texts), file (4), record (8). Numbers are big endian. Records of one identity stand in one order whether what is
// said of them is carried or not, as it stands behind the hash of their text.
void append_tuple(const Tuple& tuple, std::string& out);

// Another place for the tuple's record.
void set_place(std::string& bytes, std::uint32_t file, std::uint64_t record);

// What a correlator has saved of a key stands before the key's tuples, and has their layout up to the kind.
void append_saved(Index rule, std::string_view key, std::string_view saved, std::string& out);

enum class TupleKind : std::uint8_t { saved, tuple };

// The front of either: rule, key and kind, and what follows.
struct TupleFront {
  std::string_view group;  // the bytes that tell groups apart
  Index rule = 0;
  std::string_view key;
  TupleKind kind = TupleKind::tuple;
  std::string_view rest;  // saved: what was saved
};
// REQUIRES: written by append_tuple() or append_saved(), as for the next two.
TupleFront read_front(std::string_view bytes);

// `scratch` takes texts that hold zero bytes, which others are never copied for; the tuple views into both.
Tuple read_tuple(const TupleFront& front, std::string& scratch);

// Whether bytes from elsewhere, a file for one, can be read: every length and number within them, and the rule known.
bool is_well_formed(std::string_view bytes, std::uint32_t rule_count);

// Whether a record of a log can be this to the Program's rules: the rule has memory and such steps, the time is one at
// which records take part.
bool is_possible(const Tuple& tuple, const Program& program);

}  // namespace spoor
