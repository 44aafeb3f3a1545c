#pragma once

#include <cstdint>

#include "compiler/program/instruction.h"
#include "lang/function.h"
#include "lang/values/address.h"

// The rows of a Program's tables: plain bytes without padding, written to a file and mapped from it as they are. A
// field named after a table is an index into it.
namespace spoor {

using Index = std::uint32_t;
inline constexpr Index kNone = 0xFFFFFFFF;

struct StringRow {  // bytes of Program::text
  Index offset = 0;
  Index length = 0;
};

struct NumberRow {
  std::uint64_t bits = 0;
  std::uint32_t kind = 0;       // Number::Kind
  std::uint32_t inclusive = 1;  // of a range's end: 1 if the end itself belongs to it
};

struct NumberRangeRow {
  NumberRow low;
  NumberRow high;
};

struct InstantRow {
  std::int64_t seconds = 0;
  std::uint32_t nanoseconds = 0;
  std::uint32_t reserved = 0;
};

struct TimeRangeRow {  // begin <= t < end
  InstantRow begin;
  InstantRow end;
};

struct RegexRow {
  Index pattern = 0;  // strings
  std::uint32_t flags = 0;

  static constexpr std::uint32_t kIgnoreCase = 1, kMultiLine = 2, kDotAll = 4;
};

// A value is in the set if it is one of the strings, lies in one of the ranges or networks, or is a truth value
// named by a bit.
struct SetRow {
  Index first_string = 0, string_count = 0;  // set_strings
  Index first_number_range = 0, number_range_count = 0;
  Index first_time_range = 0, time_range_count = 0;
  Index first_network = 0, network_count = 0;
  std::uint32_t booleans = 0;  // 1: false, 2: true
};

// Rows by keys that differ from each other. Of networks that hold an address the one with the longest prefix has its
// row.
enum class TableKey : std::uint32_t {
  string,    // set_strings
  number,    // number_ranges, each a single number
  network,   // networks
  database,  // none: a MaxMind database has the rows; first_key: strings, its path, empty for one that is not there
};

struct TableRow {
  Index name = 0;  // strings
  TableKey key = TableKey::string;
  Index first_key = 0;    // in the table of its kind
  Index first_value = 0;  // table_values
  Index row_count = 0;
};

// A node of the trie of paths. Node 0 is the record, node 1 a value that is walked on its own (what a function
// returned, an element of such values); every other node is one step below its parent, and parents come first.
// The steps mean what R1 of the language says. An `element` node stands for the elements that a quantifier binds: each
// non-null value, arrays flattened, that the parent's path reaches.
enum class PathStepKind : std::uint32_t { root, key, index, each, element };

struct PathNodeRow {
  Index parent = kNone;  // paths
  PathStepKind kind = PathStepKind::root;
  std::uint32_t argument = 0;  // key: strings; index: an int32 as its bits; element: scopes
  Index slot = kNone;          // slots: where the values that end here are kept
};
inline constexpr Index kRecordNode = 0;
inline constexpr Index kValueNode = 1;

// Where elements bound by a quantifier stand. Scope 0 is the record itself, one element.
struct ScopeRow {
  Index node = 0;        // paths: the element node; scope 0: the record
  Index parent = kNone;  // scopes: in whose elements these stand
};

struct SlotRow {
  Index node = 0;   // paths
  Index scope = 0;  // scopes: whose elements the values belong to
};

// A set of values that predicates ask about.
enum class OperandSource : std::uint32_t {
  slot,      // index: slots; of the element in `reg` where the slot's scope is not the record
  constant,  // index: constants
  call,      // index: calls; then `path` from each value of the result
  element,   // the element in `reg`, which a loop over values bound; then `path` from it
};

struct OperandRow {
  OperandSource source = OperandSource::slot;
  Index index = 0;
  Index path = kValueNode;      // paths, below node 1; node 1 itself: the value as it is
  std::uint32_t reg = 0;        // register of the quantifier's variable
  std::uint32_t is_closed = 1;  // 1: the same for the whole record, so it is worked out at most once
};

enum class ConstantKind : std::uint32_t { string, number, boolean };

struct ConstantRow {
  ConstantKind kind = ConstantKind::string;
  Index string = kNone;  // strings
  NumberRow number = {};
  std::uint64_t boolean = 0;
};

enum class ArgumentKind : std::uint32_t { operand, condition };

struct ArgumentRow {
  ArgumentKind kind = ArgumentKind::operand;
  Index index = 0;  // operands; or code, where the condition's instructions begin
};

struct CallRow {
  std::uint32_t function = 0;  // Function
  Index first_argument = 0, argument_count = 0;
  Index table = kNone;  // tables: the call is a lookup of its one argument, and `function` is 0
};

// What a quantifier goes over. It puts each element in `reg` and runs its body.
enum class LoopSource : std::uint32_t {
  scope,   // index: scopes; those elements that stand in the element of `parent_reg`
  values,  // index: operands; each of its values
};

struct LoopRow {
  LoopSource source = LoopSource::scope;
  Index index = 0;
  std::uint32_t reg = 0;         // from 1
  std::uint32_t parent_reg = 0;  // 0: the record
};

// Registers 1 to kMaxRegisters hold elements; 0 stands for the record.
inline constexpr std::uint32_t kMaxRegisters = 64;

// Calls that stand in one another, as arguments or in the conditions of `case`.
inline constexpr std::uint32_t kMaxCallDepth = 512;

struct LineRow {
  Index source = 0;  // sources
  std::uint32_t line = 0;
};

struct RuleRow {
  std::uint64_t dedup_milliseconds = 0;            // how long findings of a key are shown once; 0: always
  Index name = 0;                                  // strings: with its pack, `aws.core.trail_stopped`
  Index title = 0;                                 // strings; the name where there is none
  std::uint32_t level = 0;                         // Level
  Index first_condition = 0, condition_count = 0;  // conditions
  Index state = kNone;                             // states; kNone: each record that it holds for is a finding
  Index first_meta = 0, meta_count = 0;            // metas
  Index first_output = 0, output_count = 0;        // outputs: keys of `dedup`, then its message and fields
  std::uint32_t key_count = 0;                     // of `dedup`
  std::uint32_t is_hidden = 0;                     // 1: it runs for those that take its findings, and shows none
  LineRow line;
};

// What a record is asked: of a rule without memory its condition; of one with memory what one of its steps needs. Those
// of a rule stand together, rules in their order.
struct ConditionRow {
  Index rule = 0;                                      // rules
  Index step = kNone;                                  // steps; kNone: the rule has no memory
  Index first_instruction = 0, instruction_count = 0;  // code
};

// The memory of a rule. Times are milliseconds; numbers are millionths, as far as a kind has them.
struct StateRow {
  std::uint64_t window = 0;  // `within` or `over`
  std::uint64_t per = 0;     // spike: a bucket
  std::uint64_t warmup = 0;  // first, spike
  std::int64_t bound = 0;    // count, distinct, sum, ratio: is reached at; spike: the factor
  std::uint64_t least = 0;   // ratio, spike: `min`, in records
  std::uint32_t kind = 0;    // StateKind
  std::uint32_t flags = 0;
  Index first_step = 0, step_count = 0;    // steps
  std::uint32_t group_key_count = 0;       // of each step
  Index first_value = 0, value_count = 0;  // outputs: distinct, sum, first
  std::uint32_t reserved = 0;

  static constexpr std::uint32_t kAbove = 1;       // sum, ratio: the bound itself is not enough
  static constexpr std::uint32_t kDeviations = 2;  // spike: the factor is of standard deviations above the mean
};

// taken: the rule needs such records. absent: `not`. until: ends what has begun.
enum class StepRole : std::uint32_t { taken, absent, until };

// What one record can be to a rule with memory. Kinds without steps have one, of their `where`; ratio has a second one,
// of the records that count above the line.
struct StepRow {
  Index name = 0;  // strings; empty for kinds without steps
  StepRole role = StepRole::taken;
  std::uint32_t repeat = 1;  // how many records it needs
  Index condition = kNone;   // conditions; kNone: it takes findings
  Index rule = kNone;        // rules: whose findings it takes; has memory
  Index first_key = 0;       // outputs: what tells groups apart, as many as the state says
};
inline constexpr std::uint32_t kMaxSteps = 64;          // of a rule
inline constexpr std::uint32_t kMaxRepeat = 1'000'000;  // of a step

struct MetaRow {
  std::uint32_t key = 0;  // MetaKey
  Index value = 0;        // strings
};

// Values that are read from a record besides what its rules ask. The first four are of every record; a rule's are its
// keys, the message, part for part, and the fields of its findings. A finding without a key that is not optional
// belongs to no group. A step's are its keys, a state's the values that it counts.
enum class OutputRole : std::uint32_t { time, id, account, column, message, field, key, optional_key, value };

struct OutputRow {
  OutputRole role = OutputRole::column;
  Index name = 0;      // strings; of a message's part the empty one, of a value that is counted its text
  Index operand = 0;   // operands
  Index step = kNone;  // steps, of which record it is read; kNone: of the one that the finding stands at
};

}  // namespace spoor
