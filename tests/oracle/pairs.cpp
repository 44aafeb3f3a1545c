#include "tests/oracle/pairs.h"

#include <re2/re2.h>

#include <vector>

#include "compiler/program/regex.h"
#include "compiler/regex_flags.h"
#include "lang/values/fold.h"
#include "lang/values/utf8.h"
#include "tests/oracle/functions.h"

namespace spoor::oracle {
namespace {

using Kind = Json::Kind;

bool same(const Json& a, const Json& b) {
  if (a.kind != b.kind) return false;
  if (a.kind == Kind::string || a.kind == Kind::version) return a.string == b.string;
  if (a.kind == Kind::number) return compare(a.number, b.number) == 0;
  return a.kind == Kind::boolean && a.boolean == b.boolean;
}

Json folded_value(Json json) {
  if (json.kind == Kind::string) json.string = folded(json.string);
  return json;
}

std::vector<std::string> characters(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size(); at += utf8_length(text[at]))
    out.emplace_back(text.substr(at, utf8_length(text[at])));
  return out;
}

// `*` any run, `?` one code point, `\` escapes: after each of its characters the pattern has matched so much of the
// text.
bool glob_matches(std::string_view pattern, std::string_view text) {
  const std::vector<std::string> wanted = characters(pattern), found = characters(text);
  std::vector<bool> matched(found.size() + 1);
  matched[0] = true;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    std::vector<bool> next(matched.size());
    const bool is_escape = wanted[i] == "\\" && i + 1 < wanted.size();
    const bool is_literal = is_escape || (wanted[i] != "*" && wanted[i] != "?");
    if (is_escape) ++i;
    for (std::size_t at = 0; at < next.size(); ++at) {
      if (!is_literal && wanted[i] == "*")
        next[at] = matched[at] || (at > 0 && next[at - 1]);
      else
        next[at] = at > 0 && matched[at - 1] && (!is_literal || wanted[i] == found[at - 1]);
    }
    matched = next;
  }
  return matched.back();
}

bool holds_order(Operator op, std::strong_ordering order) {
  if (op == Operator::less) return order < 0;
  if (op == Operator::less_equal) return order <= 0;
  if (op == Operator::greater) return order > 0;
  return order >= 0;
}

}  // namespace

Json literal_value(const Literal& literal) {
  if (const auto* text = std::get_if<std::string>(&literal)) return text_value(*text);
  if (const auto* number = std::get_if<Number>(&literal)) return number_value(*number);
  if (const auto* boolean = std::get_if<bool>(&literal)) return boolean_value(*boolean);
  return text_value(to_text(literal));
}

bool is_equal(const Json& a, const Json& b, bool is_folded) {
  return is_folded ? same(folded_value(a), folded_value(b)) : same(a, b);
}

bool is_equal(const Json& value, const Literal& wanted, bool is_folded) {
  if (const auto* range = std::get_if<TimeRange>(&wanted)) {
    const auto time = time_of(value);
    return time && *time >= range->begin && *time < range->end;
  }
  if (const auto* network = std::get_if<Network>(&wanted)) {
    const auto address = value.kind == Kind::string ? parse_address(value.string) : std::nullopt;
    return address && contains(*network, *address);
  }
  return is_equal(value, literal_value(wanted), is_folded);
}

// Both ends are included; of a day, all of it.
bool is_between(const Json& value, const Literal& low, const Literal& high) {
  if (const auto* from = std::get_if<Number>(&low)) {
    return value.kind == Kind::number && compare(value.number, *from) >= 0 &&
           compare(value.number, std::get<Number>(high)) <= 0;
  }
  const auto time = time_of(value);
  return time && *time >= std::get<TimeRange>(low).begin && *time < std::get<TimeRange>(high).end;
}

bool is_ordered(Operator op, const Json& a, const Json& b) {
  if (a.kind != b.kind) return false;
  if (a.kind == Kind::number) return holds_order(op, compare(a.number, b.number));
  if (a.kind == Kind::version) {
    return holds_order(op, is_lower_version(a, b)   ? std::strong_ordering::less
                           : is_lower_version(b, a) ? std::strong_ordering::greater
                                                    : std::strong_ordering::equal);
  }
  if (a.kind != Kind::string) return false;
  const auto x = read_instant(a.string), y = read_instant(b.string);
  return x && y && holds_order(op, *x <=> *y);
}

// A day counts as a whole: its end is passed, its beginning reached.
bool is_ordered(Operator op, const Json& value, const TimeRange& date) {
  const auto time = time_of(value);
  if (!time) return false;
  if (op == Operator::less) return *time < date.begin;
  if (op == Operator::less_equal) return *time < date.end;
  if (op == Operator::greater) return *time >= date.end;
  return *time >= date.begin;
}

bool holds_text(Operator op, const Json& text, const Json& wanted, bool is_folded) {
  if (text.kind != Kind::string || wanted.kind != Kind::string) return false;
  const std::string left = is_folded ? folded(text.string) : text.string;
  const std::string right = is_folded ? folded(wanted.string) : wanted.string;
  if (op == Operator::contains) return left.find(right) != std::string::npos;
  if (op == Operator::startswith) return left.starts_with(right);
  if (op == Operator::endswith) return left.ends_with(right);
  return glob_matches(right, left);
}

bool is_found(const Regex& regex, const Json& text) {
  return text.kind == Kind::string &&
         RE2::PartialMatch(text.string, **compile_regex(regex.pattern, regex_flags(regex)));
}

}  // namespace spoor::oracle
