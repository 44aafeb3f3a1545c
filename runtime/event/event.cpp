#include "runtime/event/event.h"

#include <algorithm>

namespace spoor {

Event::Event(const Program& program)
    : slots_(program.slots.size()), many_(program.slots.size()), scopes_(program.scopes.size()) {
  for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
    if (program.slots[slot].scope == 0) continue;
    slots_[slot].scoped = static_cast<Index>(scoped_.size());
    scoped_.emplace_back();
  }
  for (std::size_t scope = 0; scope < scopes_.size(); ++scope) scopes_[scope].parent = program.scopes[scope].parent;
}

std::span<const Value> Event::values(Index slot, Element element) const {
  if (slots_[slot].scoped == kNone || slots_[slot].record != record_) return values(slot);
  const ScopedValues& row = scoped_[slots_[slot].scoped];
  const std::vector<Element>& elements = row.elements;
  // Where each element has one value, as is usual, its ordinal is its place.
  auto first = elements.begin() + std::min<std::ptrdiff_t>(element, std::ssize(elements));
  if (first == elements.end() || *first != element || (first != elements.begin() && *(first - 1) == element)) {
    first = std::lower_bound(elements.begin(), elements.end(), element);
  }
  auto last = first;
  if (last != elements.end() && *last == element && ++last != elements.end() && *last == element) {
    last = std::upper_bound(last, elements.end(), element);
  }
  return std::span(row.values)
      .subspan(static_cast<std::size_t>(first - elements.begin()), static_cast<std::size_t>(last - first));
}

Event::ElementRange Event::elements(Index scope, Element parent) const {
  if (scope == 0) return {0, 1};
  const std::vector<Element>& parents = scopes_[scope].parents;
  const auto [first, last] = std::equal_range(parents.begin(), parents.end(), parent);
  return {static_cast<Element>(first - parents.begin()), static_cast<Element>(last - parents.begin())};
}

void Event::clear() {
  if (++record_ == 0) {
    record_ = 1;
    for (Slot& slot : slots_) slot.record = 0;
  }
  filled_slots_.clear();
  for (const Index scope : touched_scopes_) scopes_[scope].parents.clear();
  touched_scopes_.clear();
  standing_.clear();
  arena_.clear();
}

Value& Event::further_value(Slot& row, Index slot, Element element) {
  const Value none = Value::from_boolean(false);
  if (row.scoped == kNone) {
    std::vector<Value>& many = many_[slot];
    if (++row.count == 2) many.assign(1, row.first);
    return many.emplace_back(none);
  }
  ScopedValues& scoped = scoped_[row.scoped];
  if (row.record != record_) {
    row.record = record_;
    filled_slots_.push_back(slot);
    scoped.values.clear();
    scoped.elements.clear();
  }
  scoped.elements.push_back(element);
  return scoped.values.emplace_back(none);
}

void Event::add_element(Index scope) {
  Scope& row = scopes_[scope];
  if (row.parents.empty()) touched_scopes_.push_back(scope);
  row.current = static_cast<Element>(row.parents.size());
  row.parents.push_back(scopes_[row.parent].current);
}

}  // namespace spoor
