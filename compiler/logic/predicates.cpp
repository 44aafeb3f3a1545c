#include "compiler/logic/predicates.h"

#include <algorithm>
#include <limits>

#include "compiler/glob.h"
#include "compiler/program/regex.h"
#include "compiler/regex_flags.h"
#include "lang/values/fold.h"
#include "lang/values/wide_hash.h"

namespace spoor::logic {

namespace {

constexpr std::size_t kLongKey = 1024;

// Long ones by their hash.
std::string shortened(std::string key) {
  if (key.size() <= kLongKey) return key;
  WideHash hash;
  hash.add(key);
  const UnsignedWide value = hash.value();
  return std::string("#") + std::string(reinterpret_cast<const char*>(&value), sizeof value);
}

void add_key(std::string& key, std::uint64_t number) {
  key += std::to_string(number);
  key += ',';
}
void add_key(std::string& key, std::string_view text) {
  add_key(key, text.size());
  key += text;
}

Number least() { return Number::from_real(-std::numeric_limits<double>::infinity()); }
Number greatest() { return Number::from_real(std::numeric_limits<double>::infinity()); }

Spans<Instant> span_of(const TimeRange& range) { return {{range.begin, range.end, false, true}}; }

bool is_within(const Network& inner, const Network& outer) {
  return inner.prefix >= outer.prefix && contains(outer, inner.base);
}

// The text that a pattern asks for, without anything else in it; nothing if it asks for more.
std::optional<std::pair<std::string, std::pair<bool, bool>>> plain_pattern(const Regex& regex) {
  if (regex.ignore_case || regex.multi_line) return std::nullopt;
  std::string_view rest = regex.pattern;
  const bool is_begin = rest.starts_with('^');
  if (is_begin) rest.remove_prefix(1);
  std::string text;
  bool is_end = false;
  while (!rest.empty()) {
    char c = rest.front();
    if (c == '$' && rest.size() == 1) {
      is_end = true;
      break;
    }
    if (c == '\\') {
      if (rest.size() < 2 || std::string_view("\\.+*?()|[]{}^$/-:@ ").find(rest[1]) == std::string_view::npos)
        return std::nullopt;
      rest.remove_prefix(1);
      c = rest.front();
    } else if (std::string_view(".+*?()|[]{}^$").find(c) != std::string_view::npos) {
      return std::nullopt;
    }
    text += c;
    rest.remove_prefix(1);
  }
  return std::pair(text, std::pair(is_begin, is_end));
}

}  // namespace

Predicates::Predicates() {
  nodes_.emplace_back(false);
  nodes_.emplace_back(true);
}

PredicateId Predicates::intern(PredicateNode node, std::string key) {
  const auto [at, is_new] =
      ids_.try_emplace(shortened(std::move(key)), static_cast<PredicateId>(static_cast<std::uint32_t>(nodes_.size())));
  if (is_new) nodes_.push_back(std::move(node));
  return at->second;
}

std::string_view Predicates::kept(std::string_view text) { return texts_.emplace_back(text); }

PredicateId Predicates::is_text() { return text_has(TextPart::anywhere, ""); }

PredicateId Predicates::text_views(std::vector<std::string_view> texts) {
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  if (texts.empty()) return PredicateId::never;
  std::string key = "t";
  for (const std::string_view text : texts) add_key(key, text);
  return intern(TextIn{std::move(texts)}, std::move(key));
}

PredicateId Predicates::text_in(std::vector<std::string> texts) {
  std::vector<std::string_view> views;
  for (const std::string& text : texts) views.push_back(kept(text));
  return text_views(std::move(views));
}

PredicateId Predicates::list(const LoadedList& list, bool is_folded) {
  const auto [known, is_new] = lists_.try_emplace({&list, is_folded}, PredicateId::never);
  if (!is_new) return known->second;
  std::vector<std::string_view> texts;
  texts.reserve(list.strings.size());
  for (std::size_t i = 0; i < list.strings.size(); ++i) {
    texts.push_back(is_folded && !spoor::is_folded(list.string(i)) ? kept(folded(list.string(i))) : list.string(i));
  }
  PredicateId strings = text_views(std::move(texts));
  if (is_folded) strings = via(Function::lower, strings);
  Spans<Number> numbers;
  for (const Number& number : list.numbers) numbers.push_back({number, number});
  return known->second = disjunction({strings, number_in(std::move(numbers)), address_in(list.networks)});
}

PredicateId Predicates::text_has(TextPart part, std::string_view text) {
  if (text.empty()) part = TextPart::anywhere;
  std::string key = "h";
  add_key(key, static_cast<std::uint64_t>(part));
  add_key(key, text);
  const auto known = ids_.find(shortened(key));
  if (known != ids_.end()) return known->second;
  return intern(TextHas{part, kept(text)}, std::move(key));
}

PredicateId Predicates::glob(std::string_view pattern) {
  GlobTest test = lower_glob(pattern);
  if (test.op == Opcode::equals_string) return text_in({test.text});
  if (test.op == Opcode::startswith) return text_has(TextPart::begin, test.text);
  if (test.op == Opcode::endswith) return text_has(TextPart::end, test.text);
  if (test.op == Opcode::contains) return text_has(TextPart::anywhere, test.text);
  std::string key = "g" + test.text;
  return intern(Pattern{std::move(test.text), RegexRow::kDotAll, std::move(test.beginning), std::move(test.ending)},
                std::move(key));
}

PredicateId Predicates::regex(const Regex& regex) {
  if (const auto plain = plain_pattern(regex)) {
    const auto [is_begin, is_end] = plain->second;
    if (is_begin && is_end) return text_in({plain->first});
    return text_has(is_begin ? TextPart::begin : is_end ? TextPart::end : TextPart::anywhere, plain->first);
  }
  std::string key = "r";
  add_key(key, regex_flags(regex));
  key += regex.pattern;
  return intern(Pattern{regex.pattern, regex_flags(regex), {}, {}}, std::move(key));
}

PredicateId Predicates::number_in(Spans<Number> spans) {
  spans = union_of(std::move(spans));
  if (spans.empty()) return PredicateId::never;
  std::string key = "n";
  for (const Bounded<Number>& span : spans) {
    key +=
        (span.is_low_open ? '(' : '[') + to_text(span.low) + ',' + to_text(span.high) + (span.is_high_open ? ')' : ']');
  }
  return intern(NumberIn{std::move(spans)}, std::move(key));
}

PredicateId Predicates::time_in(Spans<Instant> spans) {
  spans = union_of(std::move(spans));
  if (spans.empty()) return PredicateId::never;
  std::string key = "d";
  for (const Bounded<Instant>& span : spans) {
    for (const Instant& end : {span.low, span.high}) {
      key += std::to_string(end.seconds) + ',';
      add_key(key, end.nanoseconds);
    }
  }
  return intern(TimeIn{std::move(spans)}, std::move(key));
}

PredicateId Predicates::address_in(std::vector<Network> networks) {
  std::sort(networks.begin(), networks.end(),
            [](const Network& a, const Network& b) { return std::tie(a.base, a.prefix) < std::tie(b.base, b.prefix); });
  std::vector<Network> kept;  // what holds a network stands before it
  for (const Network& network : networks) {
    if (kept.empty() || !is_within(network, kept.back())) kept.push_back(network);
  }
  if (kept.empty()) return PredicateId::never;
  std::string key = "a";
  for (const Network& network : kept) key += to_text(network) + ',';
  return intern(AddressIn{std::move(kept)}, std::move(key));
}

PredicateId Predicates::is_address() {
  Network v4{{}, 0}, v6{{}, 0};
  v6.base.family = AddressFamily::ipv6;
  return address_in({v4, v6});
}

PredicateId Predicates::is_truth(bool value) { return intern(IsTruth{value}, value ? "b1" : "b0"); }

PredicateId Predicates::via(Function function, PredicateId of) {
  if (of == PredicateId::never) return of;
  const bool is_of_every_text =
      function == Function::lower || function == Function::base_name || function == Function::len;
  if (is_of_every_text && of == PredicateId::always) return is_text();
  if ((function == Function::lower || function == Function::base_name) && of == is_text()) return of;
  if (function == Function::lower) {
    // What is folded is none of the texts that folding would change.
    const auto* has = get_if<TextHas>(of);
    if (has != nullptr && !is_folded(has->text)) return PredicateId::never;
    if (const auto* set = get_if<TextIn>(of)) {
      std::vector<std::string_view> texts = set->texts;
      std::erase_if(texts, [](std::string_view text) { return !is_folded(text); });
      of = text_views(std::move(texts));
      if (of == PredicateId::never) return of;
    }
  }
  std::string key = "v";
  add_key(key, static_cast<std::uint64_t>(function));
  add_key(key, static_cast<std::uint64_t>(of));
  return intern(Via{function, of}, std::move(key));
}

PredicateId Predicates::equal(const Literal& literal, bool is_folded) {
  if (const auto* text = std::get_if<std::string>(&literal)) {
    return is_folded ? via(Function::lower, text_in({folded(*text)})) : text_in({*text});
  }
  if (const auto* number = std::get_if<Number>(&literal)) return number_in({{*number, *number}});
  if (const auto* truth = std::get_if<bool>(&literal)) return is_truth(*truth);
  if (const auto* range = std::get_if<TimeRange>(&literal)) return time_in(span_of(*range));
  if (const auto* network = std::get_if<Network>(&literal)) return address_in({*network});
  return PredicateId::never;  // check() refuses the others
}

PredicateId Predicates::ordered(Operator op, const Literal& literal) {
  const bool is_below = op == Operator::less || op == Operator::less_equal;
  const bool is_open = op == Operator::less || op == Operator::greater;
  if (const auto* number = std::get_if<Number>(&literal)) {
    return is_below ? number_in({{least(), *number, false, is_open}}) : number_in({{*number, greatest(), is_open}});
  }
  const auto* range = std::get_if<TimeRange>(&literal);
  if (range == nullptr) return PredicateId::never;
  if (is_below) return time_in({{kBeforeAll, is_open ? range->begin : range->end, false, true}});
  return time_in({{is_open ? range->end : range->begin, kBehindAll, false, true}});
}

PredicateId Predicates::between(const Literal& low, const Literal& high) {
  if (const auto* from = std::get_if<Number>(&low)) return number_in({{*from, std::get<Number>(high)}});
  return time_in({{std::get<TimeRange>(low).begin, std::get<TimeRange>(high).end, false, true}});
}

}  // namespace spoor::logic
