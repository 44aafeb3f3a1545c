#pragma once

#include <re2/re2.h>

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "compiler/loaded_list.h"
#include "compiler/logic/spans.h"
#include "lang/function.h"
#include "lang/literal.h"
#include "lang/operator.h"

namespace spoor::logic {

// What is asked of one value.
enum class PredicateId : std::uint32_t { never, always };

struct Object {};  // or a version: what satisfies no test, and is there all the same
using Value = std::variant<Object, std::string, Number, bool>;

enum class TextPart : std::uint8_t { begin, end, anywhere };

struct TextIn {
  std::vector<std::string_view> texts;  // sorted, no two equal
};
struct TextHas {
  TextPart part;
  std::string_view text;
};
struct Pattern {
  std::string pattern;
  std::uint32_t flags;            // of RegexRow
  std::string beginning, ending;  // which every text has that it takes
};
struct NumberIn {
  Spans<Number> spans;
};
struct TimeIn {
  Spans<Instant> spans;
};
struct AddressIn {
  std::vector<Network> networks;  // sorted, none within another
};
struct IsTruth {
  bool value;
};
// What the function makes of the value, if it makes something of it.
struct Via {
  Function function;
  PredicateId of;
};
struct NotOf {
  PredicateId of;  // a test, not a junction
};
struct AllOf {
  std::vector<PredicateId> of;  // sorted, as below
};
struct SomeOf {
  std::vector<PredicateId> of;
};

using PredicateNode =
    std::variant<TextIn, TextHas, Pattern, NumberIn, TimeIn, AddressIn, IsTruth, Via, NotOf, AllOf, SomeOf, bool>;

// Predicates, each once: junctions are flat, sorted and without what says nothing, negations stand at tests alone,
// tests of one kind in a junction are one.
class Predicates {
 public:
  Predicates();

  PredicateId is_text();
  PredicateId text_in(std::vector<std::string> texts);
  PredicateId list(const LoadedList& list, bool is_folded);
  PredicateId text_has(TextPart part, std::string_view text);
  PredicateId glob(std::string_view pattern);
  PredicateId regex(const Regex& regex);
  PredicateId number_in(Spans<Number> spans);
  PredicateId time_in(Spans<Instant> spans);
  PredicateId address_in(std::vector<Network> networks);
  PredicateId is_address();
  PredicateId is_truth(bool value);
  PredicateId via(Function function, PredicateId of);

  PredicateId negation(PredicateId id);
  PredicateId conjunction(std::vector<PredicateId> operands);
  PredicateId disjunction(std::vector<PredicateId> operands);

  // Equality with a literal, `~` or not.
  PredicateId equal(const Literal& literal, bool is_folded);
  // `< 5`: of an operator that orders.
  PredicateId ordered(Operator op, const Literal& literal);
  PredicateId between(const Literal& low, const Literal& high);

  bool holds(PredicateId id, const Value& value);
  // No value satisfies all of them. Sound; false also where it does not find out.
  bool surely_none(std::vector<PredicateId> operands);

  template <typename T>
  const T* get_if(PredicateId id) const {
    return std::get_if<T>(&(*this)[id]);
  }
  const PredicateNode& operator[](PredicateId id) const { return nodes_[static_cast<std::size_t>(id)]; }

 private:
  friend class PredicateSolver;

  PredicateId intern(PredicateNode node, std::string key);
  PredicateId text_views(std::vector<std::string_view> texts);
  std::string_view kept(std::string_view text);
  template <typename Build>
  void merge(std::vector<PredicateId>& operands, bool is_all, Build build);
  PredicateId junction(std::vector<PredicateId> operands, bool is_all);
  void merge_tests(std::vector<PredicateId>& operands, bool is_all);
  bool finds(const Pattern& pattern, PredicateId id, std::string_view text);

  std::deque<PredicateNode> nodes_;
  std::unordered_map<std::string, PredicateId> ids_;
  std::deque<std::string> texts_;
  std::map<std::pair<const LoadedList*, bool>, PredicateId> lists_;
  std::unordered_map<PredicateId, std::unique_ptr<re2::RE2>> regexes_;
  std::unordered_map<PredicateId, bool> empty_;  // by conjunction, what surely_none() said
};

}  // namespace spoor::logic
