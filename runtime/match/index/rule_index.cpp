#include "runtime/match/index/rule_index.h"

#include <algorithm>
#include <map>
#include <utility>

namespace spoor {

namespace {

// From so many rules on, setting their bits one by one takes longer than going through all words once. (64 rules are a
// word, and words are many at a time.)
bool is_many(std::size_t count, std::size_t rules) { return count > 16 && count > rules / 64; }

// A rule whose witnesses let in more than this is held against its refuters, too.
constexpr double kManyCandidates = 64;

}  // namespace

// Gives triggers numbers, and questions to fields.
struct RuleIndex::Builder {
  const Program& program;
  RuleIndex& index;
  std::map<std::pair<Index, bool>, Trigger> triggers = {};
  std::map<Field, std::vector<FieldIndex::Question>> questions = {};

  Effect& effect(Witness witness) {
    const auto [entry, is_new] = triggers.emplace(std::pair(witness.predicate, witness.is_presence),
                                                  static_cast<Trigger>(index.effects_.size()));
    if (is_new) {
      const Field field = *field_of(program, program.predicates[witness.predicate].a());
      questions[field].push_back({witness.predicate, witness.is_presence, entry->second});
      index.effects_.emplace_back();
      if (!witness.is_presence && lookup_of(program, witness.predicate) == Lookup::exact) {
        index.effects_.back().predicate = witness.predicate;
        index.is_answered_[witness.predicate] = true;
      }
    }
    return index.effects_[entry->second];
  }

  void add(Index rule, const Requirement& requirement) {
    for (const Witness witness : requirement.witnesses) effect(witness).candidates.push_back(rule);
    if (!requirement.has_witnesses) {
      if (!index.always_) index.always_.emplace(program.conditions.size());
      index.always_->add(rule);
    }
    if (requirement.has_witnesses && requirement.expected_candidates <= kManyCandidates) return;
    for (const Index refuter : requirement.refuters) effect({refuter, false}).refuted.push_back(rule);
  }

  void make_sets() {
    const auto make = [&](std::vector<Index>& list, std::optional<RuleSet>& set) {
      if (!is_many(list.size(), program.conditions.size())) return;
      set.emplace(program.conditions.size());
      for (const Index rule : list) set->add(rule);
      list = {};
    };
    for (Effect& effect : index.effects_) {
      make(effect.candidates, effect.candidate_set);
      make(effect.refuted, effect.refuted_set);
    }
  }
};

RuleIndex::RuleIndex(const Program& program) : of_slot_(program.slots.size()), is_answered_(program.predicates.size()) {
  Builder builder{program, *this};
  const std::vector<Requirement> requirements = requirements_of(program);
  for (Index rule = 0; rule < requirements.size(); ++rule) builder.add(rule, requirements[rule]);
  builder.make_sets();
  fields_.reserve(builder.questions.size());
  for (const auto& [field, questions] : builder.questions) {
    const auto place = static_cast<std::uint32_t>(fields_.size());
    switch (field.source) {
      case FieldSource::slot: of_slot_[field.index].exact = place; break;
      case FieldSource::folded_slot: of_slot_[field.index].folded = place; break;
      case FieldSource::operand: computed_.push_back(place); break;
    }
    fields_.push_back({field, FieldIndex(program, questions)});
  }
  const auto call_of = [&](std::uint32_t place) { return program.operands[fields_[place].field.index].index; };
  std::stable_sort(computed_.begin(), computed_.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return call_of(a) < call_of(b); });
}

}  // namespace spoor
