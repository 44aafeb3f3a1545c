#include "runtime/match/index/selectivity.h"

#include <algorithm>
#include <cmath>

namespace spoor {

namespace {

// Relative to the equality with a string, which lets in the least.
constexpr double kPoint = 2, kNetwork = 3, kRegex = 24, kRange = 48, kPresence = 64, kTruth = 128;
constexpr double kFolded = 1.5, kCalled = 16;  // what is computed costs something for every record
constexpr double kEmptyText = 128;

// The longer a part that has to be found, the rarer it is.
double of_part(std::string_view part) {
  return part.empty() ? kEmptyText : 2 + 62 / static_cast<double>(part.size() * part.size());
}

double of_items(Index count) { return 1 + std::log2(1 + count) / 4; }

bool is_point(const NumberRangeRow& row) { return row.low.bits == row.high.bits && row.low.kind == row.high.kind; }

}  // namespace

Selectivity::Selectivity(const Program& program) : program_(program), mentions_(program.predicates.size()) {
  for (const Instruction instruction : program.code) {
    if (instruction.op() == Opcode::test) ++mentions_[instruction.b];
  }
}

double Selectivity::of(Witness witness) const {
  const Instruction predicate = program_.predicates[witness.predicate];
  const double weight = witness.is_presence ? kPresence : by_operator(predicate);
  return weight * by_field(predicate.a()) * std::max(1U, mentions_[witness.predicate]);
}

double Selectivity::by_field(Index operand) const {
  const std::optional<Field> field = field_of(program_, operand);
  if (!field) return kCalled;
  switch (field->source) {
    case FieldSource::slot: return 1;
    case FieldSource::folded_slot: return kFolded;
    case FieldSource::operand: return kCalled;
  }
  return kCalled;
}

double Selectivity::by_operator(Instruction predicate) const {
  const auto text = [&] { return program_.string(predicate.b); };
  switch (predicate.op()) {
    case Opcode::equals_string: return text().empty() ? kPoint : 1;
    case Opcode::contains: return of_part(text());
    case Opcode::startswith:
    case Opcode::endswith: return of_part(text()) - 0.5;
    case Opcode::matches: return kRegex;
    case Opcode::in_network: return kNetwork;
    case Opcode::in_number_range: return is_point(program_.number_ranges[predicate.b]) ? kPoint : kRange;
    case Opcode::in_time_range: return kRange;
    case Opcode::equals_boolean: return kTruth;
    case Opcode::exists: return kPresence;
    case Opcode::in_set: {
      const SetRow& set = program_.sets[predicate.b];
      double weight = of_items(set.string_count) + (set.network_count > 0 ? kNetwork : 0) +
                      (set.time_range_count > 0 ? kRange : 0) + (set.booleans != 0 ? kTruth : 0);
      for (Index i = 0; i < set.number_range_count && weight < kTruth; ++i) {
        weight += is_point(program_.number_ranges[set.first_number_range + i]) ? 0.5 : kRange;
      }
      return weight;
    }
    case Opcode::equals_operand:
    case Opcode::less_operand:
    case Opcode::less_equal_operand:
    case Opcode::contains_operand:
    case Opcode::startswith_operand:
    case Opcode::endswith_operand:
      return kPresence;

      // Ask nothing.
#include "compiler/program/control_cases.def"
      break;
  }
  return kTruth;
}

}  // namespace spoor
