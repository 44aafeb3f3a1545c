#include "tests/oracle/value_tests.h"

#include <algorithm>
#include <cmath>

#include "lang/quote.h"
#include "lang/values/address.h"
#include "lang/values/fold.h"
#include "lang/values/instant.h"
#include "lang/values/utf8.h"
#include "tests/oracle/words.h"

namespace spoor::oracle {
namespace {

using Kind = Json::Kind;

const Strings kDates = {"2024-04-10", "2024-04-10T01:00:00Z", "2024-04-10T02:30:00.5+01:30", "2024-04-11"};
const Strings kDateRanges = {"2024-04-10..2024-04-11", "2024-04-10T01:00:00Z..2024-04-10", "1969-01-01..2024-04-10"};
const Strings kNumberRanges = {"-1..2", "1..1", "0.5..1e3", "22..22.0"};
const Strings kNetworks = {"10.0.0.0/8",     "10.0.0.1",      "::1",       "::/0",       "0.0.0.0/0",
                           "192.168.0.0/16", "2001:db8::/32", "fe80::/10", "10.0.0.0/31"};
const Strings kGlobs = {"a*", "*a", "*b*", "a?a", "?", "*", "a*a", "*a*b*", "\\\\*", "*0.?", "??", "*:*"};
const Strings kRegexes = {"/a/",  "/^a/",  "/b$/",  "/A/i",  "/^.$/s",  "/[0-9]+\\./",
                          "/^$/", "/^b/m", "/\\//", "/[/]/", "/(ab)+$/"};

// A piece of UTF-8 between two characters.
std::string piece(Random& random, const std::string& text) {
  std::vector<std::size_t> cuts = {text.size()};
  for (std::size_t at = 0; at < text.size(); at += utf8_length(text[at])) cuts.push_back(at);
  const std::size_t a = random.pick(cuts), b = random.pick(cuts);
  return text.substr(std::min(a, b), std::max(a, b) - std::min(a, b));
}

bool has_control(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

}  // namespace

std::string ValueTests::in_some_case(std::string text) {
  if (!random_.one_in(2)) return text;
  for (char& c : text) c = static_cast<char>(random_.one_in(2) ? std::toupper(c) : c);
  return random_.one_in(4) ? folded(text) : text;
}

std::string ValueTests::literal() {
  switch (random_.below(8)) {
    case 0: return random_.pick(kLiteralNumbers);
    case 1: return random_.one_in(2) ? "true" : "false";
    case 2: return random_.pick(kDates);
    case 3: return random_.pick(kNetworks);
    case 4: return string_text(random_.pick(kTextsWithin));
    default: return string_text(random_.pick(kTexts));
  }
}

std::string ValueTests::set(const std::string& with) {
  static const Strings kLists = {"words", "nets", "hosts", "codes", "texts", "filed", "blocks"};
  static const Strings kTables = {"rows", "areas"};
  if (with.empty() && random_.one_in(2)) return random_.pick(random_.one_in(4) ? kTables : kLists);
  Strings items;
  const std::size_t kind = random_.below(3);  // of dates, of numbers, of anything
  for (std::size_t left = 1 + random_.below(4); left > 0; --left) {
    if (kind < 2 && !random_.one_in(4)) {
      items.push_back(kind == 0 ? random_.pick(random_.one_in(2) ? kDates : kDateRanges)
                                : random_.pick(random_.one_in(2) ? kLiteralNumbers : kNumberRanges));
      continue;
    }
    switch (random_.below(8)) {
      case 0: items.push_back(random_.pick(kNumberRanges)); break;
      case 1: items.push_back(random_.pick(kDateRanges)); break;
      case 2: items.push_back(random_.pick(kLists)); break;
      default: items.push_back(literal());
    }
  }
  if (!with.empty()) items[random_.below(items.size())] = with;
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "(" : ", ") + item;
  return out + ")";
}

std::string ValueTests::glob_of(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_length(text[at]);
    if (random_.one_in(4)) {
      out += "?";
    } else if (random_.one_in(4)) {
      out += "*";
      if (random_.one_in(2)) continue;
    } else {
      if (text[at] == '*' || text[at] == '?' || text[at] == '\\') out += "\\";
      out += text.substr(at, length);
    }
    at += length;
  }
  return string_text(out);
}

std::string ValueTests::regex_of(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\^$.|?*+()[]{}/").find(c) != std::string_view::npos) out += "\\";
    out += c;
  }
  if (out.empty()) return random_.pick(kRegexes);
  return (random_.one_in(2) ? "/" : "/^") + out + (random_.one_in(2) ? "/" : "$/i");
}

std::string ValueTests::with_pattern(const std::string& value, const std::string& text) {
  const std::string negation = random_.one_in(5) ? " not " : " ";
  std::string op = "matches", pattern, other = random_.pick(kRegexes);
  if (!random_.one_in(4)) {
    op = random_.pick<std::string>({"contains", "startswith", "endswith", "like"});
    const bool is_folded = random_.one_in(3);
    const std::string wanted = is_folded ? in_some_case(piece(random_, text)) : piece(random_, text);
    const std::string glob = glob_of(is_folded ? in_some_case(text) : text);
    pattern = op == "like" ? glob : string_text(wanted);
    other = string_text(random_.pick(op == "like" ? kGlobs : kTexts));
    if (is_folded) op += "~";
    if (op[0] != 'l' && random_.one_in(6)) return value + negation + op + " " + path();
  } else {
    pattern = regex_of(piece(random_, text));
  }
  op += " ";
  if (random_.one_in(6)) std::swap(pattern, other);
  if (random_.one_in(2)) return value + negation + op + pattern;
  return value + negation + op + (random_.one_in(2) ? "all (" : "(") + pattern + ", " + other + ")";
}

std::string ValueTests::with_date(const std::string& value, const std::string& text) {
  const auto instant = read_instant(text);
  std::string date = random_.pick(kDates);
  if (instant && random_.one_in(2)) date = random_.one_in(2) ? to_text(*instant) : to_text(*instant).substr(0, 10);
  switch (random_.below(4)) {
    case 0: return value + " in " + set(random_.one_in(2) ? random_.pick(kDateRanges) : date);
    case 1: return value + " == " + date;
    case 2: return date + " " + random_.pick(kOrders) + " " + value;
    default: return value + " " + random_.pick(kOrders) + " " + (random_.one_in(4) ? path() : date);
  }
}

std::string ValueTests::of_text(const std::string& value, const std::string& text) {
  if (has_control(text)) return "len(" + value + ") " + random_.pick(kOrders) + " 3";
  const bool is_time = read_instant(text).has_value(), is_address = parse_address(text).has_value();
  if (is_time && random_.one_in(2)) return with_date(value, text);
  if (is_address && random_.one_in(2))
    return value + (random_.one_in(2) ? " == " + random_.pick(kNetworks) : " in " + set(random_.pick(kNetworks)));
  const bool is_folded = random_.one_in(3);
  const std::string wanted = string_text(is_folded ? in_some_case(text) : text), fold = is_folded ? "~ " : " ";
  switch (random_.below(6)) {
    case 0: return value + (random_.one_in(4) ? " !=" : " ==") + fold + wanted;
    case 1: return wanted + " ==" + fold + value;
    case 2: return value + (random_.one_in(4) ? " not in" : " in") + fold + set(wanted);
    default: return with_pattern(value, text);
  }
}

std::string ValueTests::of_number(const std::string& value, const Number& number) {
  const double about = to_double(number);
  const std::string exact = std::abs(about) > 1e300 ? "1e300" : to_text(number);
  const std::string wanted = random_.one_in(4) ? random_.pick(kLiteralNumbers) : exact;
  switch (random_.below(6)) {
    case 0: return value + (random_.one_in(4) ? " != " : " == ") + wanted;
    case 1: return value + " in " + set(random_.one_in(2) ? random_.pick(kNumberRanges) : exact + ".." + exact);
    case 2: return wanted + " " + random_.pick(kOrders) + " " + value;
    case 3: return with_date(value, "");
    default: return value + " " + random_.pick(kOrders) + " " + (random_.one_in(4) ? path() : wanted);
  }
}

std::string ValueTests::of(const std::string& value, const Json& example) {
  switch (example.kind) {
    case Kind::string: return of_text(value, example.string);
    case Kind::number: return of_number(value, example.number);
    case Kind::boolean:
      return value + (random_.one_in(3) ? " in " + set("true") : random_.one_in(2) ? " == true" : " == false");
    case Kind::object: return random_.one_in(2) ? "exists " + value : "count(" + value + ") == 1";
    case Kind::array:
    case Kind::null:
    case Kind::absent:
    case Kind::version: break;
  }
  return random_.one_in(2) ? "not exists " + value : value + " not in " + set("");
}

}  // namespace spoor::oracle
