#include "runtime/scan/tuple_maker.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "lang/clause.h"
#include "lang/values/wide_hash.h"
#include "runtime/json/separators.h"
#include "runtime/json/text_hash.h"
#include "runtime/scan/dedup_keys.h"
#include "runtime/scan/key_values.h"
#include "runtime/scan/message.h"
#include "runtime/scan/tuple_outputs.h"
#include "runtime/sort/sortable_bytes.h"
#include "runtime/state/tuple_key.h"
#include "runtime/state/tuple_values.h"

namespace spoor {

namespace {

StepSet bit_of(const Program& program, Index rule, Index step) {
  return StepSet{1} << (step - program.states[program.rules[rule].state].first_step);
}

// Of a record without id its text is the identity: another of the same text is another record, and none tells which.
UnsignedWide identity_of(const TupleMaker::Record& record) {
  WideHash hash;
  if (record.id.empty()) {
    hash.add(record.tokens.text());
    return hash.value();
  }
  hash.add(record.account);
  hash.add(record.id);
  const fmt::format_int time(record.time);
  hash.add({time.data(), time.size()});
  return hash.value();
}

// Millionths, to the nearest; what is beyond what sums are kept in stays within it.
Wide millionths_of(const Number& number) {
  constexpr Wide kMillion = 1'000'000;
  switch (number.kind) {
    case Number::Kind::integer: return static_cast<Wide>(number.integer()) * kMillion;
    case Number::Kind::natural: return static_cast<Wide>(number.natural()) * kMillion;
    case Number::Kind::real: break;
  }
  constexpr double kMost = 1e24;
  const double real = std::clamp(number.real(), -kMost, kMost);
  const double whole = std::trunc(real);
  return static_cast<Wide>(whole) * kMillion + static_cast<Wide>(std::llround((real - whole) * 1e6));
}

}  // namespace

TupleMaker::TupleMaker(const StatePlan& plan, const Program& program, Matcher& matcher, const Mask* mask,
                       TupleTexts texts)
    : plan_(plan), program_(program), matcher_(matcher), shown_(mask), texts_of_(texts) {}

bool TupleMaker::holds(Index condition) const {
  return std::binary_search(conditions_.begin(), conditions_.end(), condition);
}

bool TupleMaker::make(const Record& record, std::span<const Index> conditions, const Take& take) {
  conditions_ = conditions;
  drafts_.clear();
  without_key_.clear();
  has_cut_keys_ = false;
  for (std::size_t i = 0; i < conditions.size();) {
    const Index rule = program_.conditions[conditions[i]].rule;
    StepSet steps = 0;
    for (; i < conditions.size() && program_.conditions[conditions[i]].rule == rule; ++i) {
      const Index step = program_.conditions[conditions[i]].step;
      if (program_.steps[step].rule == kNone) steps |= bit_of(program_, rule, step);
    }
    if (steps != 0) draft(rule, steps);
  }
  if (drafts_.empty()) return true;
  identity_ = identity_of(record);
  text_hash_ = TextHash(record.tokens.text()).hash;
  shown_.forget();
  is_readable_ = !shown_.hides() || !has_to_show(record) || shown_.show(record.tokens.text(), matcher_);
  has_columns_ = false;
  bool is_wanted = true;
  for (const Draft& made : drafts_) {
    for (const KeySteps& key : made.keys) {
      bytes_.clear();
      append_tuple_of(record, made, key, texts_of_.have_events, bytes_);
      is_wanted = is_wanted && take(bytes_);
    }
  }
  if (shown_.is_changed()) {
    own_ = OwnedRecord::read(record.tokens.text());
    if (own_ != nullptr) matcher_.match(own_->record());
  }
  return is_wanted;
}

// Whether a tuple may show something that has to be hidden. Where separators are missing, secrets and what stands
// beside them are hidden together, so any key may be among them.
bool TupleMaker::has_to_show(const Record& record) const {
  const auto may_show_secret = [this](const Draft& made) {
    return !is_bare(made.rule) || plan_.may_have_secret_keys(made.rule);
  };
  return std::any_of(drafts_.begin(), drafts_.end(), may_show_secret) || !are_separators_strict(record.tokens);
}

// Reads keys and values from the record as it stands: secrets that differ are different keys.
void TupleMaker::draft(Index rule, StepSet steps) {
  const StateRow& state = program_.states[program_.rules[rule].state];
  Draft made;
  made.rule = rule;
  for (StepSet left = steps; left != 0;) {
    const Index first_key = program_.steps[state.first_step + static_cast<Index>(__builtin_ctzll(left))].first_key;
    StepSet same = 0;
    for (StepSet others = left; others != 0; others &= others - 1) {
      const auto step = static_cast<Index>(__builtin_ctzll(others));
      if (program_.steps[state.first_step + step].first_key == first_key) same |= StepSet{1} << step;
    }
    add_keys(state, first_key, same, made);
    left &= ~same;
  }
  if (made.keys.empty()) {
    without_key_.push_back(rule);
  } else if (add_values(state, made)) {
    if (is_bare(rule))
      note_cut_dedup_keys(made);
    else
      add_what_findings_need(made);
    drafts_.push_back(std::move(made));
  }
}

void TupleMaker::add_keys(const StateRow& state, Index first_key, StepSet steps, Draft& draft) {
  KeyValues made = key_values(program_, first_key, state.group_key_count, matcher_);
  has_cut_keys_ = has_cut_keys_ || made.is_cut;
  for (std::string& key : made.keys) {
    const auto known =
        std::find_if(draft.keys.begin(), draft.keys.end(), [&](const KeySteps& other) { return other.key == key; });
    if (known == draft.keys.end())
      draft.keys.push_back({std::move(key), steps, first_key});
    else
      known->steps |= steps;
  }
}

// False if the record takes no part, since it lacks a value.
bool TupleMaker::add_values(const StateRow& state, Draft& draft) {
  if (state.value_count == 0) return true;
  if (static_cast<StateKind>(state.kind) == StateKind::sum) {
    Wide sum = 0;
    bool has_number = false;
    for (const Value& value : matcher_.output(state.first_value)) {
      if (!value.is_number()) continue;
      sum += millionths_of(value.number());
      has_number = true;
    }
    if (has_number) append_sum(sum, draft.values);
    return has_number;
  }
  const KeyValues made = key_values(program_, state.first_value, state.value_count, matcher_);
  has_cut_keys_ = has_cut_keys_ || made.is_cut;
  for (const std::string& value : made.keys) append_value_text(value, draft.values);
  return !made.keys.empty();
}

// Whether a finding may stand at the record.
bool TupleMaker::may_fire(const Draft& draft) const {
  return std::any_of(draft.keys.begin(), draft.keys.end(),
                     [&](const KeySteps& key) { return may_fire(draft.rule, key.steps); });
}

void TupleMaker::note_cut_dedup_keys(const Draft& draft) {
  const RuleRow& row = program_.rules[draft.rule];
  if (!may_fire(draft)) return;
  has_cut_keys_ = has_cut_keys_ || has_cut_key_values(program_, row.first_output, row.key_count, matcher_);
}

// Keys of what a finding that stands at the record leads to, be it shown or taken by other rules.
void TupleMaker::add_what_findings_need(Draft& draft) {
  if (!may_fire(draft)) return;
  KeyValues made = dedup_keys(program_.rules[draft.rule], program_, matcher_);
  has_cut_keys_ = has_cut_keys_ || made.is_cut;
  draft.dedup_keys = std::move(made.keys);
  const std::span<const StatePlan::Taker> takers = plan_.takers(draft.rule);
  for (std::size_t i = 0; i < takers.size();) {
    Draft forwarded;
    forwarded.rule = takers[i].rule;
    const StateRow& state = program_.states[program_.rules[forwarded.rule].state];
    // Steps of one rule are one tuple: a finding is taken for one of them.
    for (; i < takers.size() && takers[i].rule == forwarded.rule; ++i) {
      const StepRow& step = program_.steps[takers[i].step];
      if (step.condition != kNone && !holds(step.condition)) continue;
      add_keys(state, step.first_key, bit_of(program_, forwarded.rule, takers[i].step), forwarded);
    }
    if (forwarded.keys.empty()) continue;
    add_what_findings_need(forwarded);
    draft.forwarded.push_back(std::move(forwarded));
  }
}

// From here on the matcher stands on the record as it may be shown.
void TupleMaker::append_tuple_of(const Record& record, const Draft& draft, const KeySteps& key, bool has_event,
                                 std::string& out) {
  std::string_view shown_key = key.key;
  std::string hidden_key, outputs;
  if (shown_.is_changed()) {
    const StateRow& state = program_.states[program_.rules[draft.rule].state];
    const KeyValues shown = key_values(program_, key.first_key, state.group_key_count, matcher_);
    const auto same = std::find(shown.keys.begin(), shown.keys.end(), key.key);
    if (same == shown.keys.end()) shown_key = hidden_key = without_secrets({key.key}, shown.keys).front();
  }
  const bool is_bare = this->is_bare(draft.rule);
  if (!is_bare) append_outputs_of(record, draft, key.steps, outputs);
  const StepSet taken = key.steps & plan_.taken_steps(draft.rule);
  Tuple tuple;
  tuple.rule = draft.rule;
  tuple.key = shown_key;
  tuple.time = record.time;
  tuple.steps = key.steps;
  tuple.rank = taken == 0 ? Tuple::kLastRank : static_cast<std::uint8_t>(__builtin_ctzll(taken));
  tuple.id = record.id;
  tuple.account = record.account;
  tuple.identity = identity_;
  tuple.values = draft.values;
  tuple.outputs = outputs;
  tuple.text_hash = text_hash_;
  if (has_event && !is_bare && may_fire(draft.rule, key.steps)) tuple.event = record.tokens.text();
  tuple.file = record.place.file;
  tuple.record = record.place.record;
  append_tuple(tuple, out);
}

void TupleMaker::append_outputs_of(const Record& record, const Draft& draft, StepSet steps, std::string& out) {
  const RuleRow& row = program_.rules[draft.rule];
  const Index first_step = program_.states[row.state].first_step;
  const bool may_fire = this->may_fire(draft.rule, steps);
  // These are tuples within this one, made before its own texts.
  const std::vector<std::string> forwarded = may_fire ? forwarded_of(record, draft) : std::vector<std::string>();
  outputs_.clear();
  texts_.clear();
  outputs_.forwarded.assign(forwarded.begin(), forwarded.end());
  bool has_texts = may_fire;
  for (Index i = row.first_output + row.key_count; i < row.first_output + row.output_count; ++i) {
    const Index step = program_.outputs[i].step;
    const bool is_text = program_.operands[program_.outputs[i].operand].source == OperandSource::constant;
    const bool is_carried = !is_text && (step == kNone ? may_fire : (steps >> (step - first_step) & 1) != 0);
    outputs_.values.push_back(is_carried ? std::optional(text_of(i)) : std::nullopt);
    has_texts = has_texts || is_carried;
  }
  if (may_fire) add_finding_texts(row, draft);
  if (has_texts) append_outputs(outputs_, out);
}

// What a finding that stands at the record says beside the rule's message and fields.
void TupleMaker::add_finding_texts(const RuleRow& row, const Draft& draft) {
  outputs_.columns.assign(columns().begin(), columns().end());
  const auto keep = [&](const std::string& key) { outputs_.keys.push_back(texts_.append(key)); };
  if (shown_.is_changed()) {
    const auto shown = without_secrets(draft.dedup_keys, dedup_keys(row, program_, matcher_).keys);
    std::for_each(shown.begin(), shown.end(), keep);
  } else {
    outputs_.keys.assign(draft.dedup_keys.begin(), draft.dedup_keys.end());
  }
  if (!outputs_.keys.empty() && is_readable_) outputs_.group = texts_.append(group_of(row, program_, matcher_));
}

const std::vector<std::string>& TupleMaker::columns() {
  if (has_columns_) return columns_;
  columns_.resize(plan_.column_outputs().size());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    columns_[i].clear();
    if (is_readable_) append_joined(matcher_.output(plan_.column_outputs()[i]), columns_[i]);
  }
  has_columns_ = true;
  return columns_;
}

// Of a message what it shows, of a field its JSON.
std::string_view TupleMaker::text_of(Index output) {
  if (!is_readable_) return "";
  const std::span<const Value> values = matcher_.output(output);
  text_.clear();
  if (program_.outputs[output].role == OutputRole::message) {
    if (values.empty()) return "-";
    append_joined(values, text_);
  } else if (!values.empty()) {
    append_json(values, text_);
  }
  return texts_.append(text_);
}

// What the record would be to rules that take a finding that stands at it. Their event and place are those of the tuple
// around, and are no part of what is said: of a log that is read in parts the place is not known yet.
std::vector<std::string> TupleMaker::forwarded_of(const Record& record, const Draft& draft) {
  std::vector<std::string> tuples;
  std::string tuple;
  Record unplaced = record;
  unplaced.place = {};
  for (const Draft& forwarded : draft.forwarded) {
    for (const KeySteps& key : forwarded.keys) {
      tuple.clear();
      append_tuple_of(unplaced, forwarded, key, false, tuple);
      for (const StatePlan::Taker& taker : plan_.takers(draft.rule)) {
        if (taker.rule != forwarded.rule || (key.steps & bit_of(program_, taker.rule, taker.step)) == 0) continue;
        append_number(taker.id, tuples.emplace_back());
        tuples.back() += tuple;
      }
    }
  }
  return tuples;
}

}  // namespace spoor
