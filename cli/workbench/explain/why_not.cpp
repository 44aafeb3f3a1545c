#include "cli/workbench/explain/why_not.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "cli/workbench/explain/wanted_values.h"

namespace spoor {

namespace {

constexpr std::size_t kMostWays = 12;  // of a part, the cheapest

// Where of the real record something is to change: below the place, along the path.
struct Edit {
  JsonPlace base;
  std::vector<PathStep> path;
  std::optional<Json> value;
  std::string wish = {};
  bool is_said = true;  // false: it only makes room for another one
};

using Way = std::vector<Edit>;
using Ways = std::vector<Way>;

void keep_cheapest(Ways& ways) {
  std::stable_sort(ways.begin(), ways.end(), [](const Way& a, const Way& b) { return a.size() < b.size(); });
  if (ways.size() > kMostWays) ways.resize(kMostWays);
}

PathStep key_step(std::string key) { return {PathStep::Kind::key, std::move(key), 0, {}}; }

// `requestParameters.items[2].port` for a place of the record.
std::vector<PathStep> steps_of(const Json& record, JsonPlace place) {
  std::vector<PathStep> steps;
  while (!place.empty()) {
    const JsonPlace parent = place.parent_pointer();
    const bool is_element = record.contains(parent) && record.at(parent).is_array();
    steps.push_back(is_element ? PathStep{PathStep::Kind::index, "", std::stoll(place.back()), {}}
                               : key_step(place.back()));
    place = parent;
  }
  std::reverse(steps.begin(), steps.end());
  return steps;
}

class ChangeSearch {
 public:
  explicit ChangeSearch(Explainer& explainer) : explainer_(explainer) {}

  // Ways to make a part come out as wanted. `text`: the record that it was explained with.
  Ways ways(const ExplainedPart& part, bool wanted, const std::string& text) {
    if (part.holds == wanted) return {Way()};
    switch (part.kind) {
      case ExplainedPart::Kind::call: return ways(part.parts[0], wanted, text);
      case ExplainedPart::Kind::negation: return ways(part.parts[0], !wanted, text);
      case ExplainedPart::Kind::conjunction: return wanted ? all_of(part, wanted, text) : one_of(part, wanted, text);
      case ExplainedPart::Kind::disjunction: return wanted ? one_of(part, wanted, text) : all_of(part, wanted, text);
      case ExplainedPart::Kind::question: return of_question(part, wanted, text);
      case ExplainedPart::Kind::quantifier: return of_quantifier(part, wanted, text);
    }
    return {};
  }

 private:
  static Ways both(const Ways& a, const Ways& b) {
    Ways out;
    for (const Way& first : a) {
      for (const Way& second : b) {
        out.push_back(first);
        out.back().insert(out.back().end(), second.begin(), second.end());
      }
    }
    keep_cheapest(out);
    return out;
  }

  Ways all_of(const ExplainedPart& part, bool wanted, const std::string& text) {
    Ways out = {Way()};
    for (const ExplainedPart& child : part.parts) out = both(out, ways(child, wanted, text));
    return out;
  }

  Ways one_of(const ExplainedPart& part, bool wanted, const std::string& text) {
    Ways out;
    for (const ExplainedPart& child : part.parts) {
      const Ways own = ways(child, wanted, text);
      out.insert(out.end(), own.begin(), own.end());
    }
    keep_cheapest(out);
    return out;
  }

  // Where a path stands in the real record: behind the element that its first key stands for.
  std::pair<JsonPlace, std::vector<PathStep>> real(const std::vector<PathStep>& path) const {
    const auto element = elements_.find(path[0].key);
    if (element == elements_.end()) return {JsonPlace(), path};
    return {element->second, {path.begin() + 1, path.end()}};
  }

  Way set(const std::vector<PathStep>& path, Json value) const {
    auto [base, rest] = real(path);
    return {{base, rest, std::move(value)}};
  }
  Way remove(const std::vector<PathStep>& path) const {
    auto [base, rest] = real(path);
    return {{base, rest, std::nullopt}};
  }

  static Ways wish(const ExplainedPart& part, bool wanted) {
    return {{Edit{JsonPlace(), {}, std::nullopt, fmt::format("let `{}` be {}", part.text, wanted)}}};
  }

  // The path that decides on a value: the value's own, or of what it is worked out from.
  const std::vector<PathStep>* path_behind(NodeId value) const {
    const ClosedTree& tree = explainer_.tree();
    if (const auto* field = tree.get_if<closed::Field>(value)) {
      return field->variable || field->steps.empty() ? nullptr : &field->steps;
    }
    const auto* call = tree.get_if<closed::Call>(value);
    if (call == nullptr || call->args.empty() || !call->steps.empty()) return nullptr;
    if (call->function != Function::lower && call->function != Function::coalesce) return nullptr;
    return path_behind(call->args[0]);
  }

  Ways of_question(const ExplainedPart& part, bool wanted, const std::string& text) const {
    const closed::Node& written = explainer_.tree()[part.node].node;
    Ways out;
    if (const auto* exists = std::get_if<closed::Exists>(&written)) {
      const auto* path = path_behind(exists->value);
      if (path != nullptr) out.push_back(wanted ? set(*path, "x") : remove(*path));
    } else if (const auto* test = std::get_if<closed::Test>(&written)) {
      out = of_test(*test, wanted, text);
    } else if (const auto* call = std::get_if<closed::Call>(&written)) {
      const auto* path = call->args.empty() ? nullptr : path_behind(call->args[0]);
      if (path != nullptr) {
        for (const std::string_view value : {"198.51.100.7", "10.0.0.1", "true"}) out.push_back(set(*path, value));
        if (!wanted) out.push_back(remove(*path));
      }
    }
    if (out.empty()) return wish(part, wanted);
    return out;
  }

  Ways of_test(const closed::Test& test, bool wanted, const std::string& text) const {
    const auto* path = path_behind(test.left);
    if (path == nullptr) return {};
    const bool met = wanted != test.is_negated;
    const bool wants_value = met == (test.op != Operator::not_equal);
    Ways out;
    if (const auto* other = path_behind(test.right)) {
      const Json record = Json::parse(text, nullptr, false);
      const auto places = places_of(record, *other);
      if (wants_value && !places.empty()) return {set(*path, record.at(places[0]))};
      if (wants_value) return {both({set(*path, "x")}, {set(*other, "x")})};
      return {remove(*path), set(*path, "other")};
    }
    const bool is_of_every_record = path->size() == 1 && !elements_.contains(path->front().key) &&
                                    (path->front().key.starts_with("event") || path->front().key == "awsRegion");
    if (!wants_value && !is_of_every_record) out.push_back(remove(*path));
    for (const Json& value : wanted_values(explainer_.tree(), test, met)) out.push_back(set(*path, value));
    return out;
  }

  Ways of_quantifier(const ExplainedPart& part, bool wanted, const std::string& text) {
    const auto& quantified = *explainer_.tree().get_if<closed::Quantified>(part.node);
    const ast::Quantifier kind = quantified.quantifier;
    const auto* over = path_behind(quantified.over);
    const bool wants_some = kind == ast::Quantifier::none ? !wanted : kind == ast::Quantifier::any && wanted;
    const bool wants_one_to_fail = kind == ast::Quantifier::all && !wanted;
    const bool wants_all = kind == ast::Quantifier::all && wanted;
    if (over == nullptr || part.element_count > part.elements.size()) return wish(part, wanted);
    if (part.elements.empty())
      return wants_some || wants_all ? with_new_element(part, *over, text) : wish(part, wanted);
    const Json record = Json::parse(text, nullptr, false);
    const std::vector<JsonPlace> places = places_of(record, *over);
    if (places.size() != part.elements.size()) return wish(part, wanted);
    const bool each = !wants_some && !wants_one_to_fail;
    Ways out = each ? Ways{Way()} : Ways();
    for (std::size_t i = 0; i < places.size(); ++i) {
      const Ways own = of_element(part.elements[i], real_place(places[i]), wants_some || wants_all);
      if (each)
        out = both(out, own);
      else
        out.insert(out.end(), own.begin(), own.end());
    }
    if (!wants_some && !wants_all) out.push_back(remove(*over));
    keep_cheapest(out);
    return out;
  }

  Ways of_element(const ExplainedElement& element, const JsonPlace& place, bool wanted) {
    elements_[element.key] = place;
    Ways out = ways(element.body, wanted, element.record);
    elements_.erase(element.key);
    return out;
  }

  // The one element of an array that is made for it.
  Ways with_new_element(const ExplainedPart& part, const std::vector<PathStep>& over, const std::string& text) {
    const auto [base, rest] = real(over);
    JsonPlace place = base;
    for (const PathStep& step : rest) {
      if (step.kind == PathStep::Kind::key) place /= step.key;
    }
    const auto element = explainer_.explain_element(part, "{}", text);
    if (!element) return wish(part, true);
    const Edit room{base, rest, Json::array({Json::object()}), {}, false};
    return both({{room}}, of_element(*element, place / std::size_t{0}, true));
  }

  JsonPlace real_place(const JsonPlace& place) const {
    std::vector<std::string> tokens;
    for (JsonPlace at = place; !at.empty(); at = at.parent_pointer()) tokens.push_back(at.back());
    std::reverse(tokens.begin(), tokens.end());
    const auto element = tokens.empty() ? elements_.end() : elements_.find(tokens[0]);
    if (element == elements_.end()) return place;
    JsonPlace out = element->second;
    for (std::size_t i = 1; i < tokens.size(); ++i) out /= tokens[i];
    return out;
  }

  Explainer& explainer_;
  std::map<std::string, JsonPlace> elements_;  // of quantifiers around, by the keys that stand for them
};

// False if an edit cannot be made.
bool apply(const Way& way, Json& record) {
  for (const Edit& edit : way) {
    if (!edit.wish.empty()) return false;
    if (!edit.base.empty() && !record.contains(edit.base)) return false;
    Json& at = record.at(edit.base);
    if (edit.value) {
      if (!put(at, edit.path, *edit.value)) return false;
    } else {
      take_away(at, edit.path);
    }
  }
  return true;
}

std::vector<RecordChange> changes_of(const Way& way, const Json& changed) {
  std::vector<RecordChange> out;
  for (const Edit& edit : way) {
    if (!edit.is_said) continue;
    std::vector<PathStep> path = steps_of(changed, edit.base);
    path.insert(path.end(), edit.path.begin(), edit.path.end());
    out.push_back({path_text(path), edit.value, edit.wish});
  }
  return out;
}

// What the record is when it is changed; nothing if it cannot be, or the condition does not hold for it then.
std::optional<Json> tried(const Way& way, const Json& record, Explainer& explainer, NodeId condition) {
  Json changed = record;
  if (!apply(way, changed)) return std::nullopt;
  const auto after = explainer.explain(condition, changed.dump(-1, ' ', false, Json::error_handler_t::replace));
  return after && after->holds ? std::optional(std::move(changed)) : std::nullopt;
}

// Without what another change makes needless.
void shrink(Way& way, const Json& record, Explainer& explainer, NodeId condition) {
  for (std::size_t i = 0; i < way.size() && way.size() > 1;) {
    Way without = way;
    without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
    if (tried(without, record, explainer, condition))
      way = std::move(without);
    else
      ++i;
  }
}

}  // namespace

tl::expected<WhyNot, std::string> why_not(Explainer& explainer, NodeId condition, const ExplainedPart& explained,
                                          const std::string& record) {
  const Json whole = Json::parse(record, nullptr, false);
  if (whole.is_discarded()) return tl::unexpected(std::string("the record is no JSON"));
  const Ways ways = ChangeSearch(explainer).ways(explained, true, record);
  for (Way way : ways) {
    if (!tried(way, whole, explainer, condition)) continue;
    shrink(way, whole, explainer, condition);
    return WhyNot{changes_of(way, *tried(way, whole, explainer, condition)), true};
  }
  if (ways.empty()) return WhyNot{};
  return WhyNot{changes_of(ways[0], whole), false};
}

}  // namespace spoor
