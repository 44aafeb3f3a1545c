#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "compiler/program/program.h"
#include "lang/literal.h"
#include "lang/quote.h"
#include "lang/values/utf8.h"

namespace spoor {

namespace {

constexpr std::size_t kMostItems = 8;     // of a set
constexpr std::size_t kMostBytes = 120;   // of a string
constexpr std::size_t kMostText = 1'000;  // of calls in calls, which could double at every level

Number number(const NumberRow& row) { return {static_cast<Number::Kind>(row.kind), row.bits}; }
Instant instant(const InstantRow& row) { return {row.seconds, row.nanoseconds}; }
bool is_equal(const NumberRow& a, const NumberRow& b) { return number(a) == number(b) && a.inclusive == b.inclusive; }
bool is_below_all(const NumberRow& row) {
  return number(row) == Number::from_real(-std::numeric_limits<double>::infinity());
}
bool is_above_all(const NumberRow& row) {
  return number(row) == Number::from_real(std::numeric_limits<double>::infinity());
}
bool is_in_calendar(const InstantRow& row) {
  constexpr std::int64_t kYear = 366 * kSecondsOfDay;
  return row.seconds >= -1970 * kYear && row.seconds <= 8030 * kYear;
}

std::string shortened(std::string_view text) {
  if (text.size() <= kMostBytes) return string_text(text);
  return fmt::format("{}... ({} bytes)", string_text(whole_characters(text, kMostBytes)), text.size());
}

// Midnight as its day, which in a comparison means the same.
std::string time_text(const InstantRow& row) {
  const std::string text = to_text(instant(row));
  return text.ends_with("T00:00:00Z") ? text.substr(0, text.find('T')) : text;
}

bool is_one_day(const TimeRangeRow& row) {
  return row.begin.nanoseconds == 0 && row.end.nanoseconds == 0 && row.begin.seconds % kSecondsOfDay == 0 &&
         is_in_calendar(row.begin) && row.end.seconds == row.begin.seconds + kSecondsOfDay;
}

bool is_one_instant(const TimeRangeRow& row) {
  constexpr std::uint32_t kLast = 999'999'999;
  const auto [seconds, nanoseconds, reserved] = row.begin;
  if (!is_in_calendar(row.begin)) return false;
  return nanoseconds == kLast ? row.end.seconds == seconds + 1 && row.end.nanoseconds == 0
                              : row.end.seconds == seconds && row.end.nanoseconds == nanoseconds + 1;
}

// As an item of a set.
std::string item_text(const NumberRangeRow& row) {
  const std::string low = to_text(number(row.low));
  return is_equal(row.low, row.high) ? low : fmt::format("{}..{}", low, to_text(number(row.high)));
}
std::string item_text(const TimeRangeRow& row) {
  if (is_one_day(row) || is_one_instant(row)) return time_text(row.begin);
  return fmt::format("{}..<{}", time_text(row.begin), time_text(row.end));
}

class Describer {
 public:
  Describer(const Program& program, Conditions conditions) : program_(program), conditions_(conditions) {}

  std::string take() { return std::move(out_); }

  void path(Index node) {
    const std::vector<Index> steps = steps_from(node, kNone);
    const bool is_of_record = root_ == kRecordNode;
    const bool has_head = is_of_record && !steps.empty() && program_.paths[steps[0]].kind == PathStepKind::key;
    if (has_head) {
      out_ += head_text(program_.string(program_.paths[steps[0]].argument));
    } else {
      out_ += is_of_record ? "record" : "value";
    }
    for (std::size_t i = has_head ? 1 : 0; i < steps.size(); ++i) step(steps[i]);
  }

  void operand(Index index) {
    if (is_full()) return;
    const OperandRow& row = program_.operands[index];
    switch (row.source) {
      case OperandSource::slot: {
        const SlotRow& slot = program_.slots[row.index];
        return in_scope(slot.node, slot.scope, row.reg);
      }
      case OperandSource::constant: return constant(program_.constants[row.index]);
      case OperandSource::call: call(program_.calls[row.index]); break;
      case OperandSource::element: out_ += fmt::format("v{}", row.reg); break;
    }
    for (const Index node : steps_from(row.path, kNone)) step(node);
  }

  void loop(const LoopRow& row) {
    out_ += fmt::format("v{} in ", row.reg);
    switch (row.source) {
      case LoopSource::scope: {
        const ScopeRow& scope = program_.scopes[row.index];
        return in_scope(program_.paths[scope.node].parent, scope.parent, row.parent_reg);
      }
      case LoopSource::values: return operand(row.index);
    }
  }

  void predicate(const Instruction& test) {
    switch (test.op()) {
      case Opcode::exists: out_ += "exists "; return operand(test.a());
      case Opcode::equals_boolean: return binary(test, "==", test.b != 0 ? "true" : "false");
      case Opcode::equals_string: return binary(test, "==", shortened(program_.string(test.b)));
      case Opcode::contains: return binary(test, "contains", shortened(program_.string(test.b)));
      case Opcode::startswith: return binary(test, "startswith", shortened(program_.string(test.b)));
      case Opcode::endswith: return binary(test, "endswith", shortened(program_.string(test.b)));
      case Opcode::matches: return binary(test, "matches", regex(program_.regexes[test.b]));
      case Opcode::in_number_range: return number_range(test, program_.number_ranges[test.b]);
      case Opcode::in_time_range: return time_range(test, program_.time_ranges[test.b]);
      case Opcode::in_network: return binary(test, "in", fmt::format("({})", to_text(program_.networks[test.b])));
      case Opcode::in_set: return binary(test, "in", set(program_.sets[test.b]));
      case Opcode::equals_operand: return pair(test, "==");
      case Opcode::less_operand: return pair(test, "<");
      case Opcode::less_equal_operand: return pair(test, "<=");
      case Opcode::contains_operand: return pair(test, "contains");
      case Opcode::startswith_operand: return pair(test, "startswith");
      case Opcode::endswith_operand: return pair(test, "endswith");
#include "compiler/program/control_cases.def"
        return;  // no predicates
    }
  }

 private:
  // True, with a mark, once there is so much text that the rest is left out.
  bool is_full() {
    if (out_.size() < kMostText) return false;
    if (!out_.ends_with("...")) out_ += "...";
    return true;
  }

  // The nodes below `stop`, or below the root, down to `node`.
  std::vector<Index> steps_from(Index node, Index stop) {
    std::vector<Index> steps;
    while (node != stop && program_.paths[node].kind != PathStepKind::root) {
      steps.push_back(node);
      node = program_.paths[node].parent;
    }
    root_ = node;
    std::reverse(steps.begin(), steps.end());
    return steps;
  }

  void step(Index node) {
    const PathNodeRow& row = program_.paths[node];
    switch (row.kind) {
      case PathStepKind::root: return;
      case PathStepKind::key: out_ += '.' + key_text(program_.string(row.argument)); return;
      case PathStepKind::index: out_ += fmt::format("[{}]", static_cast<std::int32_t>(row.argument)); return;
      case PathStepKind::each:
      case PathStepKind::element: out_ += "[*]"; return;
    }
  }

  // A path from the element in a register, where it stands in one.
  void in_scope(Index node, Index scope, std::uint32_t reg) {
    if (scope == 0) return path(node);
    out_ += fmt::format("v{}", reg);
    for (const Index below : steps_from(node, program_.scopes[scope].node)) step(below);
  }

  void constant(const ConstantRow& row) {
    switch (row.kind) {
      case ConstantKind::string: out_ += shortened(program_.string(row.string)); return;
      case ConstantKind::number: out_ += to_text(number(row.number)); return;
      case ConstantKind::boolean: out_ += row.boolean != 0 ? "true" : "false"; return;
    }
  }

  void call(const CallRow& row) {
    const FunctionInfo& function = info(static_cast<Function>(row.function));
    const bool is_lookup = row.table != kNone;
    out_ += fmt::format("{}(", is_lookup ? program_.string(program_.tables[row.table].name) : function.name);
    for (Index i = 0; i < row.argument_count && !is_full(); ++i) {
      if (i > 0) out_ += ", ";
      const ArgumentRow& argument = program_.arguments[row.first_argument + i];
      switch (argument.kind) {
        case ArgumentKind::operand: operand(argument.index); break;
        case ArgumentKind::condition: condition(argument.index); break;
      }
    }
    out_ += ')';
    if (!is_lookup && !function.part.empty()) out_ += fmt::format(".{}", function.part);
  }

  void condition(Index first) {
    if (conditions_ == Conditions::addresses)
      out_ += fmt::format("@{}", first);
    else
      block(first, kNone);
  }

  enum class Binding { loose, tight };  // whether it has to stand in brackets to be a part of another condition

  // The instructions from `at` on, to `end` or to the `finish` before it.
  Binding block(Index at, Index end) {
    const std::size_t begin = out_.size();
    Binding binding = Binding::tight;
    for (; at != end && !is_full(); ++at) {
      const Instruction& instruction = program_.code[at];
      const std::uint32_t b = instruction.b;
      switch (instruction.op()) {
        case Opcode::test: predicate(program_.predicates[b]); break;
        case Opcode::constant: out_ += b != 0 ? "true" : "false"; break;
        case Opcode::negate:
          bracket(begin, binding);
          out_.insert(begin, "not ");
          binding = Binding::tight;
          break;
        case Opcode::jump_if_false:
        case Opcode::jump_if_true:
          bracket(begin, binding);
          out_ += instruction.op() == Opcode::jump_if_false ? " and " : " or ";
          in_brackets(at + 1, at + 1 + b);
          binding = Binding::loose;
          at += b;
          break;
        case Opcode::any:
        case Opcode::all:
        case Opcode::none:
          out_ += fmt::format("{} ", info(instruction.op()).name);
          loop(program_.loops[instruction.a()]);
          out_ += ": ";
          in_brackets(at + 1, at + 1 + b);
          binding = Binding::loose;
          at += b;
          break;
        case Opcode::finish: return binding;
#include "compiler/program/test_cases.def"
          break;  // no code
      }
    }
    return binding;
  }

  void in_brackets(Index at, Index end) {
    const std::size_t begin = out_.size();
    bracket(begin, block(at, end));
  }

  void bracket(std::size_t begin, Binding binding) {
    if (binding == Binding::tight) return;
    out_.insert(begin, "(");
    out_ += ')';
  }

  void binary(const Instruction& test, std::string_view op, std::string_view right) {
    operand(test.a());
    out_ += fmt::format(" {} {}", op, right);
  }

  void pair(const Instruction& test, std::string_view op) {
    operand(test.a());
    out_ += fmt::format(" {} ", op);
    operand(test.b);
  }

  std::string regex(const RegexRow& row) const {
    const std::string_view pattern = program_.string(row.pattern);
    const std::string text =
        to_text(Literal(Regex{std::string(pattern.substr(0, kMostBytes)), (row.flags & RegexRow::kIgnoreCase) != 0,
                              (row.flags & RegexRow::kMultiLine) != 0, (row.flags & RegexRow::kDotAll) != 0}));
    return pattern.size() <= kMostBytes ? text : fmt::format("{}... ({} bytes)", text, pattern.size());
  }

  void number_range(const Instruction& test, const NumberRangeRow& row) {
    const auto bound = [](const NumberRow& end) { return to_text(number(end)); };
    if (is_equal(row.low, row.high)) return binary(test, "==", bound(row.low));
    if (is_below_all(row.low)) return binary(test, row.high.inclusive != 0 ? "<=" : "<", bound(row.high));
    if (is_above_all(row.high)) return binary(test, row.low.inclusive != 0 ? ">=" : ">", bound(row.low));
    return binary(test, "in", fmt::format("({})", item_text(row)));
  }

  void time_range(const Instruction& test, const TimeRangeRow& row) {
    if (is_one_day(row) || is_one_instant(row)) return binary(test, "==", time_text(row.begin));
    if (!is_in_calendar(row.begin)) return binary(test, "<", time_text(row.end));
    if (!is_in_calendar(row.end)) return binary(test, ">=", time_text(row.begin));
    return binary(test, "in", fmt::format("({})", item_text(row)));
  }

  std::string set(const SetRow& row) const {
    std::vector<std::string> items;
    std::size_t total = 0;
    const auto add = [&](Index count, const auto& text) {
      for (Index i = 0; i < count && items.size() < kMostItems; ++i) items.push_back(text(i));
      total += count;
    };
    add(row.string_count,
        [&](Index i) { return shortened(program_.string(program_.set_strings[row.first_string + i])); });
    add(row.number_range_count, [&](Index i) { return item_text(program_.number_ranges[row.first_number_range + i]); });
    add(row.time_range_count, [&](Index i) { return item_text(program_.time_ranges[row.first_time_range + i]); });
    add(row.network_count, [&](Index i) { return to_text(program_.networks[row.first_network + i]); });
    if ((row.booleans & 1) != 0) add(1, [](Index) { return std::string("false"); });
    if ((row.booleans & 2) != 0) add(1, [](Index) { return std::string("true"); });
    if (total > items.size()) items.push_back(fmt::format("... {} more", total - items.size()));
    return fmt::format("({})", fmt::join(items, ", "));
  }

  const Program& program_;
  Conditions conditions_;
  std::string out_;
  Index root_ = kRecordNode;  // of the path that steps_from() saw last
};

}  // namespace

std::string describe_path(const Program& program, Index node) {
  Describer describer(program, Conditions::written_out);
  describer.path(node);
  return describer.take();
}

std::string describe_operand(const Program& program, Index operand, Conditions conditions) {
  Describer describer(program, conditions);
  describer.operand(operand);
  return describer.take();
}

std::string describe_predicate(const Program& program, Index predicate, Conditions conditions) {
  Describer describer(program, conditions);
  describer.predicate(program.predicates[predicate]);
  return describer.take();
}

std::string describe_loop(const Program& program, Index loop, Conditions conditions) {
  Describer describer(program, conditions);
  describer.loop(program.loops[loop]);
  return describer.take();
}

}  // namespace spoor
