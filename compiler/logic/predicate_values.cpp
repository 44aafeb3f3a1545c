#include <algorithm>

#include "compiler/logic/predicates.h"
#include "compiler/program/regex.h"
#include "lang/functions/each.h"

// What predicates say of one value, exactly.
namespace spoor::logic {

namespace {

std::optional<Instant> time_of(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return read_instant(*text);
  if (const auto* number = std::get_if<Number>(&value)) return instant_from_epoch(to_double(*number));
  return std::nullopt;
}

std::optional<Value> result_of(Function function, const Value& value) {
  if (std::holds_alternative<Object>(value)) return std::nullopt;
  Scalar scalar = false;
  if (const auto* text = std::get_if<std::string>(&value)) scalar = std::string_view(*text);
  if (const auto* number = std::get_if<Number>(&value)) scalar = *number;
  if (const auto* truth = std::get_if<bool>(&value)) scalar = *truth;
  std::string made;
  const auto result = each_function(function)(scalar, made);
  if (!result) return std::nullopt;
  if (const auto* text = std::get_if<std::string_view>(&*result)) return std::string(*text);
  if (const auto* number = std::get_if<Number>(&*result)) return *number;
  if (const auto* truth = std::get_if<bool>(&*result)) return *truth;
  return Object{};  // a version
}

}  // namespace

bool Predicates::finds(const Pattern& pattern, PredicateId id, std::string_view text) {
  auto& regex = regexes_[id];
  if (regex == nullptr) {
    auto compiled = compile_regex(pattern.pattern, pattern.flags);
    if (!compiled) return false;  // such a rule does not compile
    regex = std::move(*compiled);
  }
  return re2::RE2::PartialMatch(text, *regex);
}

bool Predicates::holds(PredicateId id, const Value& value) {
  const PredicateNode& node = (*this)[id];
  if (const bool* truth = std::get_if<bool>(&node)) return *truth;
  if (const auto* negated = std::get_if<NotOf>(&node)) return !holds(negated->of, value);
  const auto holds_one = [&](PredicateId operand) { return holds(operand, value); };
  if (const auto* all = std::get_if<AllOf>(&node)) return std::all_of(all->of.begin(), all->of.end(), holds_one);
  if (const auto* some = std::get_if<SomeOf>(&node)) return std::any_of(some->of.begin(), some->of.end(), holds_one);
  if (const auto* via = std::get_if<Via>(&node)) {
    const auto result = result_of(via->function, value);
    return result && holds(via->of, *result);
  }
  if (const auto* numbers = std::get_if<NumberIn>(&node)) {
    const auto* number = std::get_if<Number>(&value);
    return number != nullptr && is_in(*number, numbers->spans);
  }
  if (const auto* truth = std::get_if<IsTruth>(&node)) {
    const bool* boolean = std::get_if<bool>(&value);
    return boolean != nullptr && *boolean == truth->value;
  }
  if (const auto* times = std::get_if<TimeIn>(&node)) {
    const auto time = time_of(value);
    return time && is_in(*time, times->spans);
  }
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return false;
  if (const auto* set = std::get_if<TextIn>(&node)) {
    return std::binary_search(set->texts.begin(), set->texts.end(), std::string_view(*text));
  }
  if (const auto* has = std::get_if<TextHas>(&node)) {
    switch (has->part) {
      case TextPart::begin: return text->starts_with(has->text);
      case TextPart::end: return text->ends_with(has->text);
      case TextPart::anywhere: return text->find(has->text) != std::string::npos;
    }
  }
  if (const auto* pattern = std::get_if<Pattern>(&node)) return finds(*pattern, id, *text);
  const auto address = parse_address(*text);
  const auto& networks = std::get<AddressIn>(node).networks;
  return address && std::any_of(networks.begin(), networks.end(),
                                [&](const Network& network) { return contains(network, *address); });
}

}  // namespace spoor::logic
