#include "runtime/match/candidates.h"

#include "lang/values/fold.h"
#include "runtime/json/text_hash.h"

namespace spoor {

namespace {

constexpr std::size_t kRemembered = 512;         // strings, for each field
constexpr std::size_t kLongestRemembered = 512;  // bytes

}  // namespace

Candidates::Candidates(const RuleIndex& index, std::size_t rules) : index_(index), rules_(rules) {
  for (const RuleIndex::IndexedField& field : index.fields()) {
    FieldState& state = fields_.emplace_back();
    field.index.prepare(state.scratch);
    if (field.index.is_costly() || field.field.source == FieldSource::folded_slot) state.remembered.resize(kRemembered);
  }
}

// A computed value may ask predicates on its way. Those that the index answers are of slots, or of calls before its
// own: fields stand in that order, and what is known of one is told before the next is worked out.
void Candidates::find(Machine& machine) {
  triggers_.clear();
  for (const Index slot : machine.event.filled_slots()) {
    const RuleIndex::SlotFields& fields = index_.of_slot(slot);
    for (const std::uint32_t field : {fields.exact, fields.folded}) {
      if (field == RuleIndex::kNotIndexed) continue;
      for (const Value& value : machine.event.values(slot)) look_up(field, value);
    }
  }
  std::size_t told = tell(machine, 0);
  for (const std::uint32_t field : index_.computed()) {
    ValueBuffers::Loan loan(machine.buffers);
    for (const Value& value : values_of(machine, index_.fields()[field].field.index, loan)) look_up(field, value);
    told = tell(machine, told);
  }
  choose();
}

std::size_t Candidates::tell(Machine& machine, std::size_t told) const {
  for (; told < triggers_.size(); ++told) {
    const Index predicate = index_.effect(triggers_[told]).predicate;
    if (predicate != kNone) machine.answers[predicate] = {machine.record, true};
  }
  return told;
}

void Candidates::look_up(std::size_t field, const Value& value) {
  FieldState& state = fields_[field];
  const RuleIndex::IndexedField& indexed = index_.fields()[field];
  const bool is_folded = indexed.field.source == FieldSource::folded_slot;
  if (is_folded && !value.is_string()) return;
  if (state.remembered.empty() || !value.is_string() || value.text().size() > kLongestRemembered) {
    return indexed.index.find(is_folded ? folded_value(value) : value, state.scratch, triggers_);
  }
  const std::uint64_t hash = TextHash(value.text()).hash;
  Remembered& remembered = state.remembered[hash % kRemembered];
  if (!remembered.is_set || remembered.text != value.text()) {
    remembered.is_set = true;
    remembered.text = value.text();
    remembered.triggers.clear();
    indexed.index.find(is_folded ? folded_value(value) : value, state.scratch, remembered.triggers);
  }
  triggers_.insert(triggers_.end(), remembered.triggers.begin(), remembered.triggers.end());
}

Value Candidates::folded_value(const Value& value) {
  folded_.clear();
  append_folded(value.text(), folded_);
  return Value::from_string(folded_);
}

// What refutes comes last: a rule that one value makes a candidate may be refuted by another.
void Candidates::choose() {
  if (index_.always() != nullptr) rules_.add(*index_.always());
  bool has_refuters = false;
  for (const Trigger trigger : triggers_) {
    const RuleIndex::Effect& effect = index_.effect(trigger);
    for (const Index rule : effect.candidates) rules_.add(rule);
    if (effect.candidate_set) rules_.add(*effect.candidate_set);
    has_refuters |= effect.refutes();
  }
  if (!has_refuters) return;
  for (const Trigger trigger : triggers_) {
    const RuleIndex::Effect& effect = index_.effect(trigger);
    for (const Index rule : effect.refuted) rules_.remove(rule);
    if (effect.refuted_set) rules_.remove(*effect.refuted_set);
  }
}

}  // namespace spoor
