#include "cli/workbench/explain/wanted_values.h"

#include <chrono>

#include "cli/workbench/explain/regex_sample.h"
#include "compiler/loaded_table.h"

namespace spoor {

namespace {

Json json_of(const Number& number) {
  switch (number.kind) {
    case Number::Kind::integer: return number.integer();
    case Number::Kind::natural: return number.natural();
    case Number::Kind::real: break;
  }
  return number.real();
}

std::string time_text(Instant instant, std::int64_t seconds = 0) {
  return to_text(Instant{instant.seconds + seconds, instant.nanoseconds});
}

// One that equals the literal; nothing if it is none that a record can have.
std::vector<Json> equal_to(const Literal& literal) {
  if (const auto* text = std::get_if<std::string>(&literal)) return {*text};
  if (const auto* number = std::get_if<Number>(&literal)) return {json_of(*number)};
  if (const auto* boolean = std::get_if<bool>(&literal)) return {*boolean};
  if (const auto* times = std::get_if<TimeRange>(&literal)) return {time_text(times->begin)};
  if (const auto* network = std::get_if<Network>(&literal)) return {to_text(network->base)};
  return {};
}

// A text that a glob matches: runs become nothing, single characters an `x`.
std::string glob_sample(const std::string& glob) {
  std::string out;
  for (std::size_t i = 0; i < glob.size(); ++i) {
    if (glob[i] == '\\' && i + 1 < glob.size())
      out += glob[++i];
    else if (glob[i] == '?')
      out += 'x';
    else if (glob[i] != '*')
      out += glob[i];
  }
  return out;
}

std::vector<Json> matching(Operator op, const Literal& literal) {
  const auto* text = std::get_if<std::string>(&literal);
  if (text != nullptr && op == Operator::like) return {glob_sample(*text)};
  if (text != nullptr) return {*text};
  const auto* regex = std::get_if<Regex>(&literal);
  const auto sample = regex == nullptr ? std::nullopt : regex_sample(regex->pattern);
  return sample ? std::vector<Json>{*sample} : std::vector<Json>{};
}

std::vector<Json> ordered(Operator op, const Literal& literal) {
  const bool wants_less = op == Operator::less || op == Operator::less_equal;
  const bool is_bound_enough = op == Operator::less_equal || op == Operator::greater_equal;
  if (const auto* number = std::get_if<Number>(&literal)) {
    if (is_bound_enough) return {json_of(*number)};
    const double step = wants_less ? -1 : 1;
    if (number->kind == Number::Kind::integer) return {number->integer() + static_cast<std::int64_t>(step)};
    if (number->kind == Number::Kind::natural) return {number->natural() + (wants_less ? ~std::uint64_t{0} : 1)};
    return {number->real() + step};
  }
  if (const auto* times = std::get_if<TimeRange>(&literal)) {
    if (is_bound_enough) return {time_text(times->begin)};
    return {wants_less ? time_text(times->begin, -1) : time_text(times->end)};
  }
  return {};
}

std::vector<Json> of_list(const LoadedList& list) {
  if (!list.strings.empty()) return {std::string(list.string(0))};
  if (!list.numbers.empty()) return {json_of(list.numbers[0])};
  if (!list.networks.empty()) return {to_text(list.networks[0].base)};
  return {};
}

std::vector<Json> in_set(const ClosedTree& tree, const closed::Set& set) {
  for (const NodeId item : set.items) {
    const auto* range = tree.get_if<closed::Range>(item);
    const auto* constant = tree.get_if<closed::Constant>(range != nullptr ? range->low : item);
    if (constant != nullptr) return equal_to(constant->value);
  }
  if (!set.lists.empty()) return of_list(tree.list(set.lists[0]));
  if (!set.tables.empty()) return of_list(tree.table(set.tables[0]).keys);
  return {};
}

std::vector<Json> of_strings(const ClosedTree& tree, const closed::Test& test, const closed::Set& set) {
  std::string all;
  for (const NodeId item : set.items) {
    const auto* constant = tree.get_if<closed::Constant>(item);
    const auto one = constant == nullptr ? std::vector<Json>{} : matching(test.op, constant->value);
    if (one.empty()) return {};
    if (!test.needs_all) return one;
    all += one[0].get<std::string>();
  }
  return {all};
}

std::vector<Json> met_values(const ClosedTree& tree, const closed::Test& test) {
  if (const auto* set = tree.get_if<closed::Set>(test.right)) {
    return test.op == Operator::in ? in_set(tree, *set) : of_strings(tree, test, *set);
  }
  const auto* constant = tree.get_if<closed::Constant>(test.right);
  if (constant == nullptr) return {};
  switch (test.op) {
    case Operator::equal:
    case Operator::not_equal:
    case Operator::in: return equal_to(constant->value);
    case Operator::less:
    case Operator::less_equal:
    case Operator::greater:
    case Operator::greater_equal: return ordered(test.op, constant->value);
    case Operator::contains:
    case Operator::startswith:
    case Operator::endswith:
    case Operator::like:
    case Operator::matches: return matching(test.op, constant->value);
  }
  return {};
}

}  // namespace

std::vector<Json> wanted_values(const ClosedTree& tree, const closed::Test& test, bool met) {
  if (test.op == Operator::not_equal) met = !met;
  std::vector<Json> values = met_values(tree, test);
  if (met || values.empty()) return values;
  if (values[0].is_string()) return {"other", "198.51.100.7"};
  if (values[0].is_boolean()) return {!values[0].get<bool>()};
  if (values[0].is_number()) return {values[0].get<double>() == 0 ? Json(1) : Json(0), Json(-1), Json(1'000'000'000)};
  return {};
}

}  // namespace spoor
