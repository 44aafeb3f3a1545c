#include "runtime/match/index/field_index.h"

#include <functional>

#include "runtime/lookup/times.h"

namespace spoor {

// What the structures are made of.
struct FieldIndex::Entries {
  std::vector<Entry<Index>> texts, regexes;
  std::vector<Entry<std::string_view>> beginnings, endings, parts;
  std::vector<Entry<Network>> networks;
  std::vector<Entry<NumberRange>> numbers;
  std::vector<Entry<TimeRange>> times;
};

FieldIndex::FieldIndex(const Program& program, const std::vector<Question>& questions) {
  Entries entries;
  for (const Question& question : questions) add(program, question, entries);
  texts_ = TextPostings(program, entries.texts);
  beginnings_ = NestedKeys<BeginningOrder>(std::move(entries.beginnings));
  endings_ = NestedKeys<EndingOrder>(std::move(entries.endings));
  networks_ = NestedKeys<NetworkOrder>(std::move(entries.networks));
  numbers_ = Intervals<NumberRange>(std::move(entries.numbers));
  times_ = Intervals<TimeRange>(std::move(entries.times));
  part_triggers_ = Postings<std::string_view>(std::move(entries.parts), std::less<std::string_view>());
  const auto parts = part_triggers_.keys();
  parts_ = Parts({parts.begin(), parts.end()});
  patterns_ = Patterns(program, entries.regexes);
  is_costly_ = !beginnings_.empty() || !endings_.empty() || !networks_.empty() || !times_.empty() || !parts_.empty() ||
               !patterns_.empty();
}

void FieldIndex::add(const Program& program, const Question& question, Entries& entries) {
  const Trigger trigger = question.trigger;
  if (question.is_presence) {
    present_.push_back(trigger);
    return;
  }
  const Instruction test = program.predicates[question.predicate];
  const auto add_text = [&](std::vector<Entry<std::string_view>>& into) {
    const std::string_view text = program.string(test.b);
    if (text.empty())
      any_string_.push_back(trigger);
    else
      into.push_back({text, trigger});
  };
  switch (test.op()) {
    case Opcode::exists: present_.push_back(trigger); break;
    case Opcode::equals_boolean: booleans_[test.b].push_back(trigger); break;
    case Opcode::equals_string: entries.texts.push_back({test.b, trigger}); break;
    case Opcode::contains: add_text(entries.parts); break;
    case Opcode::startswith: add_text(entries.beginnings); break;
    case Opcode::endswith: add_text(entries.endings); break;
    case Opcode::matches: entries.regexes.push_back({test.b, trigger}); break;
    case Opcode::in_number_range:
      entries.numbers.push_back({NumberRange::from(program.number_ranges[test.b]), trigger});
      break;
    case Opcode::in_time_range: entries.times.push_back({to_time_range(program.time_ranges[test.b]), trigger}); break;
    case Opcode::in_network: entries.networks.push_back({program.networks[test.b], trigger}); break;
    case Opcode::in_set: add_set(program, program.sets[test.b], trigger, entries); break;

    // Tell no more than whether there is a value, or ask nothing.
    case Opcode::equals_operand:
    case Opcode::less_operand:
    case Opcode::less_equal_operand:
    case Opcode::contains_operand:
    case Opcode::startswith_operand:
    case Opcode::endswith_operand:
#include "compiler/program/control_cases.def"
      present_.push_back(trigger);
      break;
  }
}

void FieldIndex::add_set(const Program& program, const SetRow& set, Trigger trigger, Entries& entries) {
  const auto add_all = [&](const auto& table, Index first, Index count, auto add_one) {
    for (Index i = first; i < first + count; ++i) add_one(table[i]);
  };
  add_all(program.set_strings, set.first_string, set.string_count, [&](Index string) {
    entries.texts.push_back({string, trigger});
  });
  add_all(program.number_ranges, set.first_number_range, set.number_range_count, [&](const auto& row) {
    entries.numbers.push_back({NumberRange::from(row), trigger});
  });
  add_all(program.time_ranges, set.first_time_range, set.time_range_count, [&](const auto& row) {
    entries.times.push_back({to_time_range(row), trigger});
  });
  add_all(program.networks, set.first_network, set.network_count, [&](const Network& network) {
    entries.networks.push_back({network, trigger});
  });
  for (const std::size_t truth : {std::size_t{0}, std::size_t{1}}) {
    if ((set.booleans >> truth & 1) != 0) booleans_[truth].push_back(trigger);
  }
}

void FieldIndex::prepare(Scratch& scratch) const {
  parts_.prepare(scratch.parts);
  patterns_.prepare(scratch.patterns);
}

void FieldIndex::find(const Value& value, Scratch& scratch, std::vector<Trigger>& out) const {
  const auto append = [&](const std::vector<Trigger>& triggers) {
    out.insert(out.end(), triggers.begin(), triggers.end());
  };
  append(present_);
  switch (value.type()) {
    case ValueType::string: find_string(value.text(), scratch, out); return find_time(value, out);
    case ValueType::number:
      if (!numbers_.empty()) numbers_.find(value.number(), out);
      return find_time(value, out);
    case ValueType::boolean: return append(booleans_[value.boolean() ? 1 : 0]);
    case ValueType::version:
    case ValueType::object: return;
  }
}

void FieldIndex::find_string(std::string_view text, Scratch& scratch, std::vector<Trigger>& out) const {
  out.insert(out.end(), any_string_.begin(), any_string_.end());
  texts_.find(text, out);
  if (!beginnings_.empty()) beginnings_.find(text, out);
  if (!endings_.empty()) endings_.find(text, out);
  if (!networks_.empty()) {
    if (const std::optional<Address> address = parse_address(text)) networks_.find(*address, out);
  }
  if (!parts_.empty()) {
    scratch.found.clear();
    parts_.find(text, scratch.parts, scratch.found);
    for (const std::uint32_t place : scratch.found) part_triggers_.append_at(place, out);
  }
  if (!patterns_.empty()) patterns_.find(text, scratch.patterns, out);
}

void FieldIndex::find_time(const Value& value, std::vector<Trigger>& out) const {
  if (times_.empty()) return;
  if (const std::optional<Instant> instant = instant_of(value)) times_.find(*instant, out);
}

}  // namespace spoor
