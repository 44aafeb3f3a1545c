#include <algorithm>
#include <iterator>

#include "compiler/logic/predicates.h"

// Junctions of predicates: flat, sorted, tests of one kind merged.
namespace spoor::logic {

namespace {

std::vector<std::string_view> merged(const TextIn& a, const TextIn& b, bool is_both) {
  std::vector<std::string_view> out;
  if (is_both) {
    std::set_intersection(a.texts.begin(), a.texts.end(), b.texts.begin(), b.texts.end(), std::back_inserter(out));
  } else {
    std::set_union(a.texts.begin(), a.texts.end(), b.texts.begin(), b.texts.end(), std::back_inserter(out));
  }
  return out;
}

}  // namespace

PredicateId Predicates::negation(PredicateId id) {
  if (const bool* truth = get_if<bool>(id)) return *truth ? PredicateId::never : PredicateId::always;
  if (const auto* negated = get_if<NotOf>(id)) return negated->of;
  const auto all_negated = [this](const std::vector<PredicateId>& operands) {
    std::vector<PredicateId> out;
    for (const PredicateId operand : operands) out.push_back(negation(operand));
    return out;
  };
  if (const auto* all = get_if<AllOf>(id)) return disjunction(all_negated(all->of));
  if (const auto* some = get_if<SomeOf>(id)) return conjunction(all_negated(some->of));
  return intern(NotOf{id}, "!" + std::to_string(static_cast<std::uint32_t>(id)));
}

PredicateId Predicates::conjunction(std::vector<PredicateId> operands) { return junction(std::move(operands), true); }
PredicateId Predicates::disjunction(std::vector<PredicateId> operands) { return junction(std::move(operands), false); }

// Replaces what `is_both ? each : some` of them asks by one test for every kind that can be merged.
void Predicates::merge_tests(std::vector<PredicateId>& operands, bool is_both) {
  std::vector<std::string_view> texts;
  std::optional<Spans<Number>> numbers;
  std::optional<Spans<Instant>> times;
  std::vector<Network> networks;
  std::map<Function, std::vector<PredicateId>> results;
  std::vector<PredicateId> rest;
  std::vector<const TextIn*> sets;
  PredicateId only_set{};
  for (const PredicateId operand : operands) {
    if (const auto* set = get_if<TextIn>(operand)) {
      sets.push_back(set);
      only_set = operand;
    } else if (const auto* number = get_if<NumberIn>(operand)) {
      if (!numbers) {
        numbers = number->spans;
      } else if (is_both) {
        numbers = intersection_of(*numbers, number->spans);
      } else {
        numbers->insert(numbers->end(), number->spans.begin(), number->spans.end());
      }
    } else if (const auto* time = get_if<TimeIn>(operand)) {
      if (!times) {
        times = time->spans;
      } else if (is_both) {
        times = intersection_of(*times, time->spans);
      } else {
        times->insert(times->end(), time->spans.begin(), time->spans.end());
      }
    } else if (const auto* address = get_if<AddressIn>(operand); address != nullptr && !is_both) {
      networks.insert(networks.end(), address->networks.begin(), address->networks.end());
    } else if (const auto* via = get_if<Via>(operand)) {
      results[via->function].push_back(via->of);
    } else {
      rest.push_back(operand);
    }
  }
  if (sets.size() == 1) {
    rest.push_back(only_set);
  } else if (!sets.empty() && is_both) {
    texts = sets[0]->texts;
    for (std::size_t i = 1; i < sets.size(); ++i) texts = merged({texts}, *sets[i], true);
    rest.push_back(text_views(std::move(texts)));
  } else if (!sets.empty()) {
    for (const TextIn* set : sets) texts.insert(texts.end(), set->texts.begin(), set->texts.end());
    rest.push_back(text_views(std::move(texts)));
  }
  if (numbers) rest.push_back(number_in(std::move(*numbers)));
  if (times) rest.push_back(time_in(std::move(*times)));
  if (!networks.empty()) rest.push_back(address_in(std::move(networks)));
  for (auto& [function, of] : results) rest.push_back(via(function, junction(std::move(of), is_both)));
  operands = std::move(rest);
}

PredicateId Predicates::junction(std::vector<PredicateId> operands, bool is_all) {
  const PredicateId neutral = is_all ? PredicateId::always : PredicateId::never;
  const PredicateId decisive = is_all ? PredicateId::never : PredicateId::always;
  std::vector<PredicateId> positive, negative, flat;
  for (const PredicateId operand : operands) {
    const auto* all = is_all ? get_if<AllOf>(operand) : nullptr;
    const auto* some = is_all ? nullptr : get_if<SomeOf>(operand);
    const std::vector<PredicateId>* inner = all != nullptr ? &all->of : some != nullptr ? &some->of : nullptr;
    if (inner != nullptr) {
      flat.insert(flat.end(), inner->begin(), inner->end());
    } else {
      flat.push_back(operand);
    }
  }
  for (const PredicateId operand : flat) {
    if (operand == decisive) return decisive;
    if (operand == neutral) continue;
    const auto* negated = get_if<NotOf>(operand);
    (negated == nullptr ? positive : negative).push_back(negated == nullptr ? operand : negated->of);
  }
  merge_tests(positive, is_all);
  merge_tests(negative, !is_all);
  for (const PredicateId operand : negative) positive.push_back(negation(operand));
  std::sort(positive.begin(), positive.end());
  positive.erase(std::unique(positive.begin(), positive.end()), positive.end());
  std::erase(positive, neutral);
  for (const PredicateId operand : positive) {
    if (operand == decisive) return decisive;
    const auto* negated = get_if<NotOf>(operand);
    if (negated != nullptr && std::binary_search(positive.begin(), positive.end(), negated->of)) return decisive;
  }
  if (positive.empty()) return neutral;
  if (positive.size() == 1) return positive[0];
  std::string key = is_all ? "&" : "|";
  for (const PredicateId operand : positive) key += std::to_string(static_cast<std::uint32_t>(operand)) + ',';
  if (is_all) return intern(AllOf{std::move(positive)}, std::move(key));
  return intern(SomeOf{std::move(positive)}, std::move(key));
}

}  // namespace spoor::logic
