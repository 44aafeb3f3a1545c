#include "compiler/program/meaning.h"

#include <optional>
#include <string>
#include <string_view>

#include "lang/clause.h"

namespace spoor {

namespace {

// Parts of a meaning, each with its length or of a fixed one, so that no two lists of parts are the same bytes.
class Parts {
 public:
  Parts& text(std::string_view text) {
    number(text.size());
    bytes_ += text;
    return *this;
  }
  Parts& number(std::uint64_t number) {
    bytes_.append(reinterpret_cast<const char*>(&number), sizeof number);
    return *this;
  }
  Parts& hash(UnsignedWide hash) {
    return number(static_cast<std::uint64_t>(hash >> 64)).number(static_cast<std::uint64_t>(hash));
  }

  UnsignedWide value() const {
    WideHash hash;
    hash.add(bytes_);
    return hash.value();
  }

 private:
  std::string bytes_;
};

template <typename Kind>
std::uint64_t number_of(Kind kind) {
  return static_cast<std::uint64_t>(kind);
}

void add(const NumberRow& row, Parts& parts) { parts.number(row.kind).number(row.bits).number(row.inclusive); }

UnsignedWide meaning(const NumberRangeRow& row) {
  Parts parts;
  parts.text("numbers");
  add(row.low, parts);
  add(row.high, parts);
  return parts.value();
}

UnsignedWide meaning(const TimeRangeRow& row) {
  Parts parts;
  parts.text("times");
  for (const InstantRow& end : {row.begin, row.end}) {
    parts.number(static_cast<std::uint64_t>(end.seconds)).number(end.nanoseconds);
  }
  return parts.value();
}

UnsignedWide meaning(const Network& network) {
  const auto& bytes = network.base.bytes;
  return Parts()
      .text("network")
      .number(number_of(network.base.family))
      .number(network.prefix)
      .text({reinterpret_cast<const char*>(bytes.data()), bytes.size()})
      .value();
}

// Follows the tables from those that stand on no other to rules; each row is worked out once. Calls ask only those
// before them, so none of this goes deeper than a table.
class Reader {
 public:
  explicit Reader(const Program& program)
      : program_(program),
        sets_(program.sets.size()),
        tables_(program.tables.size()),
        operands_(program.operands.size()),
        predicates_(program.predicates.size()) {
    for (const PathNodeRow& node : program.paths) paths_.push_back(path(node));
    for (const CallRow& call : program.calls) calls_.push_back(this->call(call));
  }

  Meanings read() {
    Meanings made;
    // Those that take findings stand behind those whose findings they take.
    for (const RuleRow& row : program_.rules) made.rules.push_back(rule(row, made.rules));
    Parts record;
    for (const OutputRow& row : program_.outputs) {
      const bool is_of_all = row.role == OutputRole::time || row.role == OutputRole::id ||
                             row.role == OutputRole::account || row.role == OutputRole::column;
      if (is_of_all) record.hash(output(row, 0));
    }
    made.record = record.value();
    return made;
  }

 private:
  using Memo = std::vector<std::optional<UnsignedWide>>;

  template <typename Work>
  static UnsignedWide once(Memo& memo, Index row, Work work) {
    if (!memo[row]) memo[row] = work();
    return *memo[row];
  }

  UnsignedWide text(Index string) const { return Parts().text("text").text(program_.string(string)).value(); }

  UnsignedWide path(const PathNodeRow& node) const {
    Parts parts;
    parts.number(number_of(node.kind));
    if (node.kind == PathStepKind::root) return parts.number(paths_.size()).value();
    parts.hash(paths_[node.parent]);
    if (node.kind == PathStepKind::key) parts.text(program_.string(node.argument));
    if (node.kind == PathStepKind::index) parts.number(node.argument);
    return parts.value();
  }

  // Where the elements stand that a loop binds; the record's own is the first scope.
  UnsignedWide scope(Index scope) const { return paths_[program_.scopes[scope].node]; }

  UnsignedWide regex(const RegexRow& row) const {
    return Parts().text(program_.string(row.pattern)).number(row.flags).value();
  }

  UnsignedWide constant(const ConstantRow& row) const {
    Parts parts;
    parts.number(number_of(row.kind));
    switch (row.kind) {
      case ConstantKind::string: parts.text(program_.string(row.string)); break;
      case ConstantKind::number: add(row.number, parts); break;
      case ConstantKind::boolean: parts.number(row.boolean); break;
    }
    return parts.value();
  }

  // The order of members does not count.
  UnsignedWide set(Index index) {
    return once(sets_, index, [&] {
      const SetRow& row = program_.sets[index];
      UnsignedWide members = 0;
      for (Index i = 0; i < row.string_count; ++i) members += text(program_.set_strings[row.first_string + i]);
      for (Index i = 0; i < row.number_range_count; ++i) {
        members += meaning(program_.number_ranges[row.first_number_range + i]);
      }
      for (Index i = 0; i < row.time_range_count; ++i) {
        members += meaning(program_.time_ranges[row.first_time_range + i]);
      }
      for (Index i = 0; i < row.network_count; ++i) members += meaning(program_.networks[row.first_network + i]);
      return Parts().hash(members).number(row.booleans).value();
    });
  }

  UnsignedWide key_of(const TableRow& row, Index i) const {
    switch (row.key) {
      case TableKey::string: return text(program_.set_strings[row.first_key + i]);
      case TableKey::number: return meaning(program_.number_ranges[row.first_key + i]);
      case TableKey::network: return meaning(program_.networks[row.first_key + i]);
      case TableKey::database: return text(row.first_key);
    }
    return 0;
  }

  // Nor does that of rows.
  UnsignedWide table(Index index) {
    return once(tables_, index, [&] {
      const TableRow& row = program_.tables[index];
      if (row.key == TableKey::database) return Parts().number(number_of(row.key)).hash(key_of(row, 0)).value();
      UnsignedWide rows = 0;
      for (Index i = 0; i < row.row_count; ++i) {
        const Index value = program_.table_values[row.first_value + i];
        rows += Parts().hash(key_of(row, i)).text(program_.string(value)).value();
      }
      return Parts().number(number_of(row.key)).hash(rows).value();
    });
  }

  UnsignedWide call(const CallRow& row) {
    Parts parts;
    if (row.table == kNone)
      parts.text(info(static_cast<Function>(row.function)).name).text(info(static_cast<Function>(row.function)).part);
    else
      parts.text("lookup").hash(table(row.table));
    for (Index i = row.first_argument; i < row.first_argument + row.argument_count; ++i) {
      const ArgumentRow& argument = program_.arguments[i];
      parts.number(number_of(argument.kind));
      switch (argument.kind) {
        case ArgumentKind::operand: parts.hash(operand(argument.index)); break;
        case ArgumentKind::condition: parts.hash(block(argument.index)); break;
      }
    }
    return parts.value();
  }

  UnsignedWide operand(Index index) {
    return once(operands_, index, [&] {
      const OperandRow& row = program_.operands[index];
      Parts parts;
      parts.number(number_of(row.source)).number(row.reg).hash(paths_[row.path]);
      switch (row.source) {
        case OperandSource::slot: {
          const SlotRow& slot = program_.slots[row.index];
          parts.hash(paths_[slot.node]).hash(scope(slot.scope));
          break;
        }
        case OperandSource::constant: parts.hash(constant(program_.constants[row.index])); break;
        case OperandSource::call: parts.hash(calls_[row.index]); break;
        case OperandSource::element: break;
      }
      return parts.value();
    });
  }

  UnsignedWide loop(const LoopRow& row) {
    const UnsignedWide over = row.source == LoopSource::scope ? scope(row.index) : operand(row.index);
    return Parts().number(number_of(row.source)).hash(over).number(row.reg).number(row.parent_reg).value();
  }

  UnsignedWide predicate(Index index) {
    return once(predicates_, index, [&] {
      const Instruction& test = program_.predicates[index];
      const OpcodeInfo& opcode = info(test.op());
      return Parts().text(opcode.name).hash(operand(test.a())).hash(what(opcode.b, test.b)).value();
    });
  }

  // The second operand of a predicate.
  UnsignedWide what(OperandKind kind, std::uint32_t index) {
    switch (kind) {
      case OperandKind::string: return text(index);
      case OperandKind::number_range: return meaning(program_.number_ranges[index]);
      case OperandKind::time_range: return meaning(program_.time_ranges[index]);
      case OperandKind::network: return meaning(program_.networks[index]);
      case OperandKind::regex: return regex(program_.regexes[index]);
      case OperandKind::set: return set(index);
      case OperandKind::other:
      case OperandKind::operand: return operand(index);
      case OperandKind::loop: return loop(program_.loops[index]);
      case OperandKind::predicate: return predicate(index);
      case OperandKind::flag:
      case OperandKind::skip:
      case OperandKind::body:
      case OperandKind::none: return index;
    }
    return 0;
  }

  // From `first` to the `finish` that belongs to it.
  UnsignedWide block(Index first) {
    Parts parts;
    std::uint32_t depth = 0;
    for (Index at = first;; ++at) {
      const Instruction& instruction = program_.code[at];
      const OpcodeInfo& opcode = info(instruction.op());
      parts.text(opcode.name).hash(what(opcode.a, instruction.a())).hash(what(opcode.b, instruction.b));
      if (opcode.b == OperandKind::body) ++depth;
      if (instruction.op() != Opcode::finish) continue;
      if (depth-- == 0) return parts.value();
    }
  }

  // A finding shows the names of keys and fields; that of a value that is counted says nothing.
  UnsignedWide output(const OutputRow& row, Index first_step) {
    return Parts()
        .number(number_of(row.role))
        .text(row.role == OutputRole::value ? std::string_view() : program_.string(row.name))
        .hash(operand(row.operand))
        .number(row.step == kNone ? kNone : row.step - first_step)
        .value();
  }

  void add_outputs(Index first, std::uint32_t count, Index first_step, Parts& parts) {
    parts.number(count);
    for (Index i = first; i < first + count; ++i) parts.hash(output(program_.outputs[i], first_step));
  }

  // `known`: meanings of the rules before it.
  UnsignedWide rule(const RuleRow& row, const std::vector<UnsignedWide>& known) {
    Parts parts;
    parts.text(program_.string(row.name)).number(row.dedup_milliseconds).number(row.key_count);
    const Index first_step = row.state == kNone ? 0 : program_.states[row.state].first_step;
    add_outputs(row.first_output, row.output_count, first_step, parts);
    if (row.state == kNone) {
      parts.hash(block(program_.conditions[row.first_condition].first_instruction));
    } else {
      add_state(program_.states[row.state], known, parts);
    }
    return parts.value();
  }

  void add_state(const StateRow& state, const std::vector<UnsignedWide>& known, Parts& parts) {
    parts.number(state.kind).number(state.flags).number(state.window).number(state.per).number(state.warmup);
    parts.number(static_cast<std::uint64_t>(state.bound)).number(state.least);
    add_outputs(state.first_value, state.value_count, state.first_step, parts);
    parts.number(state.step_count);
    for (Index i = state.first_step; i < state.first_step + state.step_count; ++i) {
      const StepRow& step = program_.steps[i];
      parts.text(program_.string(step.name)).number(number_of(step.role)).number(step.repeat);
      parts.hash(step.condition == kNone ? 0 : block(program_.conditions[step.condition].first_instruction));
      parts.hash(step.rule == kNone ? 0 : known[step.rule]);
      add_outputs(step.first_key, state.group_key_count, state.first_step, parts);
    }
  }

  const Program& program_;
  std::vector<UnsignedWide> paths_, calls_;
  Memo sets_, tables_, operands_, predicates_;
};

}  // namespace

Meanings meanings_of(const Program& program) { return Reader(program).read(); }

}  // namespace spoor
