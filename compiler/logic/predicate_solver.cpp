#include <algorithm>
#include <set>

#include "compiler/logic/predicates.h"
#include "lang/values/fold.h"

// Whether some value satisfies a conjunction of predicates. Each kind of value is looked at by itself; what is not
// known of one is taken as possible, so that only `none` is certain.
namespace spoor::logic {

namespace {

constexpr int kMaxBranches = 200;
constexpr std::size_t kMaxNetworkPairs = 4096;

bool takes_texts_alone(Function function) { return info(function).takes == FunctionTakes::strings; }
bool is_of_every_text(Function function) {
  return function == Function::lower || function == Function::base_name || function == Function::len;
}

// Every text that has the one has the other.
bool implies(const TextHas& a, const TextHas& b) {
  switch (b.part) {
    case TextPart::begin: return a.part == TextPart::begin && a.text.starts_with(b.text);
    case TextPart::end: return a.part == TextPart::end && a.text.ends_with(b.text);
    case TextPart::anywhere: return a.text.find(b.text) != std::string_view::npos;
  }
  return false;
}

// No text begins with both, or ends with both.
bool excludes(const TextHas& a, const TextHas& b) {
  if (a.part != b.part) return false;
  const TextHas &shorter = a.text.size() < b.text.size() ? a : b, &longer = a.text.size() < b.text.size() ? b : a;
  if (a.part == TextPart::begin) return !longer.text.starts_with(shorter.text);
  return a.part == TextPart::end && !longer.text.ends_with(shorter.text);
}

}  // namespace

class PredicateSolver {
 public:
  explicit PredicateSolver(Predicates& predicates) : all_(predicates) {}

  bool may_hold(std::vector<PredicateId> pending) {
    std::vector<PredicateId> literals, choices;
    while (!pending.empty()) {
      const PredicateId id = pending.back();
      pending.pop_back();
      if (id == PredicateId::never) return false;
      if (id == PredicateId::always) continue;
      if (const auto* all = all_.get_if<AllOf>(id)) {
        pending.insert(pending.end(), all->of.begin(), all->of.end());
      } else {
        (all_.get_if<SomeOf>(id) != nullptr ? choices : literals).push_back(id);
      }
    }
    return branch(literals, choices);
  }

 private:
  bool branch(std::vector<PredicateId>& literals, std::vector<PredicateId> choices) {
    if (!literals_may_hold(literals, choices)) return false;
    if (choices.empty() || ++branches_ > kMaxBranches) return true;
    const PredicateId choice = choices.back();
    choices.pop_back();
    for (const PredicateId option : all_.get_if<SomeOf>(choice)->of) {
      std::vector<PredicateId> pending = literals;
      pending.push_back(option);
      pending.insert(pending.end(), choices.begin(), choices.end());
      if (may_hold(std::move(pending))) return true;
    }
    return false;
  }

  // Literals, and choices only where the values are few.
  bool literals_may_hold(const std::vector<PredicateId>& literals, const std::vector<PredicateId>& choices) {
    positive_.clear();
    negative_.clear();
    for (const PredicateId id : literals) {
      const auto* negated = all_.get_if<NotOf>(id);
      (negated == nullptr ? positive_ : negative_).push_back(negated == nullptr ? id : negated->of);
    }
    if (positive_.empty()) return true;  // an object satisfies no test
    const auto holds_all = [&](const Value& value) {
      const auto holds = [&](PredicateId id) { return all_.holds(id, value); };
      return std::all_of(literals.begin(), literals.end(), holds) && std::all_of(choices.begin(), choices.end(), holds);
    };
    if (holds_all(true) || holds_all(false)) return true;
    const std::vector<PredicateId> positive = positive_, negative = negative_;
    return may_be_number(positive, negative, holds_all) || may_be_text(positive, negative, holds_all);
  }

  template <typename HoldsAll>
  bool may_be_number(const std::vector<PredicateId>& positive, const std::vector<PredicateId>& negative,
                     HoldsAll holds_all) {
    std::optional<Spans<Number>> spans;
    for (const PredicateId id : positive) {
      const auto* via = all_.get_if<Via>(id);
      const auto* numbers = all_.get_if<NumberIn>(id);
      if (numbers != nullptr) {
        spans = spans ? intersection_of(*spans, numbers->spans) : numbers->spans;
      } else if (all_.get_if<TimeIn>(id) == nullptr && (via == nullptr || takes_texts_alone(via->function))) {
        return false;
      }
    }
    if (spans) {
      for (const PredicateId id : negative) {
        const auto* numbers = all_.get_if<NumberIn>(id);
        if (numbers != nullptr) spans = difference_of(*spans, numbers->spans);
      }
      const auto is_one = [](const Bounded<Number>& span) { return span.low == span.high; };
      if (std::all_of(spans->begin(), spans->end(), is_one)) {
        return std::any_of(spans->begin(), spans->end(),
                           [&](const Bounded<Number>& span) { return holds_all(span.low); });
      }
    }
    return times_may_hold(positive, negative) && results_may_hold(positive, negative, false);
  }

  template <typename HoldsAll>
  bool may_be_text(const std::vector<PredicateId>& positive, const std::vector<PredicateId>& negative,
                   HoldsAll holds_all) {
    const TextIn* fewest = nullptr;
    for (const PredicateId id : positive) {
      if (all_.get_if<NumberIn>(id) != nullptr || all_.get_if<IsTruth>(id) != nullptr) return false;
      const auto* set = all_.get_if<TextIn>(id);
      if (set != nullptr && (fewest == nullptr || set->texts.size() < fewest->texts.size())) fewest = set;
    }
    if (fewest != nullptr) {
      return std::any_of(fewest->texts.begin(), fewest->texts.end(),
                         [&](std::string_view text) { return holds_all(std::string(text)); });
    }
    return parts_may_hold(positive, negative) && times_may_hold(positive, negative) &&
           addresses_may_hold(positive, negative) && results_may_hold(positive, negative, true);
  }

  bool parts_may_hold(const std::vector<PredicateId>& positive, const std::vector<PredicateId>& negative) {
    std::vector<TextHas> parts = {{TextPart::anywhere, ""}};
    for (const PredicateId id : positive) {
      if (const auto* has = all_.get_if<TextHas>(id)) parts.push_back(*has);
      if (const auto* pattern = all_.get_if<Pattern>(id)) {
        if (!pattern->beginning.empty()) parts.push_back({TextPart::begin, pattern->beginning});
        if (!pattern->ending.empty()) parts.push_back({TextPart::end, pattern->ending});
      }
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (excludes(parts[i], parts[j])) return false;
      }
    }
    for (const PredicateId id : negative) {
      if (std::find(positive.begin(), positive.end(), id) != positive.end()) return false;
      const auto* has = all_.get_if<TextHas>(id);
      if (has == nullptr) continue;
      if (std::any_of(parts.begin(), parts.end(), [&](const TextHas& part) { return implies(part, *has); }))
        return false;
    }
    return true;
  }

  bool times_may_hold(const std::vector<PredicateId>& positive, const std::vector<PredicateId>& negative) {
    std::optional<Spans<Instant>> spans;
    for (const PredicateId id : positive) {
      const auto* times = all_.get_if<TimeIn>(id);
      if (times != nullptr) spans = spans ? intersection_of(*spans, times->spans) : times->spans;
    }
    if (!spans) return true;
    for (const PredicateId id : negative) {
      const auto* times = all_.get_if<TimeIn>(id);
      if (times != nullptr) spans = difference_of(*spans, times->spans);
    }
    return !spans->empty();
  }

  bool addresses_may_hold(const std::vector<PredicateId>& positive, const std::vector<PredicateId>& negative) {
    std::optional<std::vector<Network>> networks;
    for (const PredicateId id : positive) {
      const auto* address = all_.get_if<AddressIn>(id);
      const auto* via = all_.get_if<Via>(id);
      if (via != nullptr && via->function == Function::is_private_ip && via->of == all_.is_truth(true))
        address = all_.get_if<AddressIn>(all_.is_address());
      if (address == nullptr) continue;
      if (!networks) {
        networks = address->networks;
      } else if (networks->size() * address->networks.size() <= kMaxNetworkPairs) {
        std::vector<Network> both;
        for (const Network& a : *networks) {
          for (const Network& b : address->networks) {
            if (contains(a, b.base) || contains(b, a.base)) both.push_back(a.prefix > b.prefix ? a : b);
          }
        }
        networks = std::move(both);
      }
    }
    if (!networks) return true;
    for (const PredicateId id : negative) {
      const auto* address = all_.get_if<AddressIn>(id);
      if (address == nullptr || networks->size() * address->networks.size() > kMaxNetworkPairs) continue;
      std::erase_if(*networks, [&](const Network& network) {
        return std::any_of(address->networks.begin(), address->networks.end(), [&](const Network& outer) {
          return network.prefix >= outer.prefix && contains(outer, network.base);
        });
      });
    }
    return !networks->empty();
  }

  // A function makes one value of a value: what is asked of it, and is not, must go together.
  bool results_may_hold(const std::vector<PredicateId>& positive, const std::vector<PredicateId>& negative,
                        bool is_text) {
    std::set<Function> functions;
    for (const PredicateId id : positive) {
      if (const auto* via = all_.get_if<Via>(id)) functions.insert(via->function);
    }
    for (const PredicateId id : negative) {
      const auto* via = all_.get_if<Via>(id);
      if (via != nullptr && is_text && is_of_every_text(via->function)) functions.insert(via->function);
    }
    return std::all_of(functions.begin(), functions.end(), [&](Function function) {
      std::vector<PredicateId> of_result;
      for (const PredicateId id : positive) {
        const auto* via = all_.get_if<Via>(id);
        if (via != nullptr && via->function == function) of_result.push_back(via->of);
        if (function == Function::lower) add_folded(id, of_result);
      }
      for (const PredicateId id : negative) {
        const auto* via = all_.get_if<Via>(id);
        if (via != nullptr && via->function == function) of_result.push_back(all_.negation(via->of));
      }
      if (is_text && info(function).result == FunctionResult::string) of_result.push_back(all_.is_text());
      return !all_.surely_none(std::move(of_result));
    });
  }

  // What a test of a text says of the text when it is folded.
  void add_folded(PredicateId id, std::vector<PredicateId>& out) {
    if (const auto* has = all_.get_if<TextHas>(id)) out.push_back(all_.text_has(has->part, folded(has->text)));
    if (const auto* pattern = all_.get_if<Pattern>(id)) {
      const std::string beginning = folded(pattern->beginning), ending = folded(pattern->ending);
      out.push_back(all_.text_has(TextPart::begin, beginning));
      out.push_back(all_.text_has(TextPart::end, ending));
    }
  }

  Predicates& all_;
  std::vector<PredicateId> positive_, negative_;
  int branches_ = 0;
};

bool Predicates::surely_none(std::vector<PredicateId> operands) {
  const PredicateId both = conjunction(std::move(operands));
  if (both == PredicateId::never) return true;
  if (both == PredicateId::always || get_if<NotOf>(both) != nullptr) return false;
  const auto known = empty_.find(both);
  if (known != empty_.end()) return known->second;
  const bool is_none = !PredicateSolver(*this).may_hold({both});
  empty_.emplace(both, is_none);
  return is_none;
}

}  // namespace spoor::logic
