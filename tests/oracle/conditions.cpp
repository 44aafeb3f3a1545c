#include "tests/oracle/conditions.h"

#include "lang/quote.h"
#include "tests/oracle/words.h"

namespace spoor::oracle {
namespace {

// Calls that give values of some type that a test may ask for.
const Strings kParts = {"arn({}).account",
                        "arn({}).service",
                        "arn({}).partition",
                        "arn({}).region",
                        "arn({}).resource",
                        "arn({})",
                        "url({}).host",
                        "url({}).scheme",
                        "url({}).path",
                        "url({}).query",
                        "url({})",
                        "time({}).date",
                        "time({}).weekday",
                        "time({})",
                        "ua_family({})",
                        "base64({})",
                        "json({})",
                        "json({}).a",
                        "json({})[0]",
                        "json({}).items[-1].a",
                        "json(base64({}))",
                        "json({})[*][0]",
                        "json(json({}).a)",
                        "coalesce(number({}), bool({}))",
                        "lower({})",
                        "base_name({})",
                        "split({}, \",\")",
                        "split({}, \"a\")[-1]",
                        "split(lower({}), split(b, \",\")[0])[1]",
                        "lower(concat({}, \"B\"))",
                        "concat(lower({}), \"/\", {})",
                        "concat({}, coalesce(b, \"-\"), split({}, \".\"))",
                        "coalesce({}, first)",
                        "coalesce(c, {}, \"none\").a",
                        "case(exists {}, {}, flag, b, \"else\")",
                        "case(count({}) > 1, split({}, \".\"), len({}) < 3, {}.a)",
                        "case(any v in {}: (v in words), \"yes\", concat({}, {}))",
                        "lower(first)",
                        "rows({})[*].a",
                        "rows({}).b",
                        "rows({}).c[1].a",
                        "areas({}).a",
                        "areas({}).b[0]",
                        "areas({})[*].b",
                        "areas(coalesce({}, b)).a"};

// And what they find in kTextsWithin.
const Strings kFinds = {"arn({}).partition == \"aws\"",
                        "arn({}).service == \"iam\"",
                        "arn({}).region == \"us-east-1\"",
                        "arn({}).account == \"111122223333\"",
                        "arn({}).resource == \"a:b\"",
                        "url({}).scheme == \"https\"",
                        "url({}).host == \"ab.com\"",
                        "url({}).host == ::1",
                        "url({}).path == \"/p/q\"",
                        "url({}).query == \"a=1\"",
                        "ua_family({}) == \"terraform\"",
                        "ua_family({}) == \"boto3\"",
                        "time({}).weekday == \"wednesday\"",
                        "time({}).date == 2024-04-10",
                        "time({}) >= 2024-04-10T01:00:00Z",
                        "base64({}) == \"a?b???\"",
                        "json({}) == 2",
                        "json({}).a == 1",
                        "json(base64({})).a == 1"};

const Strings kTruths = {"is_ip({})",
                         "is_private_ip({})",
                         "is_ip(url({}).host)",
                         "case(is_ip({}), 1, 2) == 1",
                         "is_private_ip({}) == false",
                         "exists rows({})",
                         "exists areas({})"};

const Strings kDefs = {"flag",
                       "same({}, {})",
                       "same({}, \"a\")",
                       "among({}, (\"a\", 1, \"ab\"))",
                       "among({}, (10.0.0.0/8, true, 2024-04-10))",
                       "nested({}, \"b\")",
                       "shadowed({})",
                       "either(exists {}, {} == 1)",
                       "first == {}",
                       "first in (\"a\", \"none\")",
                       "{} > most",
                       "{} == some_word",
                       "{} in (some_word, most, \"b\")",
                       "{} in~ some_word",
                       "{} contains some_word",
                       "{} in some_day",
                       "{} >= some_day",
                       "{} == some_net",
                       "concat({}, some_word) like \"*ab\""};

// Of messages, as they stand in a string.
const Strings kWritten = {"a",       " ",      "{{",      "}}", "\\\"", "\\\\", "\\n",
                          "\\u00e9", "\u00e9", "{{{{a}}", "-",  ", ",   "ran "};

std::string filled(std::string pattern, const std::string& path) {
  for (std::size_t at = 0; (at = pattern.find("{}", at)) != std::string::npos; at += path.size())
    pattern.replace(at, 2, path);
  return pattern;
}

std::string within_string(const std::string& text) {
  const std::string whole = string_text(text);
  return whole.substr(1, whole.size() - 2);
}

}  // namespace

std::string Conditions::items() {
  return "list words = [\"a\", \"ab\", 1, 22, 10.0.0.0/8, 2024-04-10, true]\n"
         "list nets : cidr = [\"10.0.0.0/8\", \"::1\", 192.168.0.0/16]\n"
         "list hosts : ip = [\"10.0.0.1\", ::1]\n"
         "list codes : int = [0, 1, 22, 1000]\n"
         "list texts : string = [\"a\", \"A\", \"10.0.0.1\", \"1\", \"\"]\n"
         "list filed from \"filed.txt\"\n"
         "list blocks : cidr from \"blocks.txt\"\n"
         "table rows from \"rows.json\"\n"
         "table areas : cidr from \"areas.csv\"\n"
         "param most = 22\n"
         "param some_word = \"ab\"\n"
         "param some_day = 2024-04-10\n"
         "param some_net = 10.0.0.0/8\n"
         "def flag = a == \"a\" or b == 1\n"
         "def first = coalesce(a, b.c, \"none\")\n"
         "def same(p, q) = p == q and not (exists p and q in (\"b\", 2))\n"
         "def among(p, s) = any v in p: (v in s)\n"
         "def nested(p, q) = any v in p: (same(v.a, q) or among(v, (\"ab\", 22, 10.0.0.0/8)) or any w in v.b: (same(w, "
         "v.a)))\n"
         "def shadowed(v0) = any v1 in v0: (exists v1.b or none v0 in v1.a: (v0 == v1.c))\n"
         "def either(p, q) = (p or q) and not (p and q)\n";
}

// Some value, of any type or of strings.
std::string Conditions::value(int depth) {
  if (depth <= 0 || random_.one_in(2)) return path();
  const std::string inner = value(depth - 1);
  return filled(random_.pick(kParts), inner.find('(') == std::string::npos ? inner : path());
}

std::string Conditions::emit() {
  const auto some = [&] {
    switch (random_.below(8)) {
      case 0: return filled("count({})", path());
      case 1: return filled("version({})", path());
      case 2: return filled(random_.pick<std::string>({"is_ip({})", "bool({})", "number({})", "len({})"}), path());
      default: return value(2);
    }
  };
  std::string message, fields;
  for (std::size_t left = random_.below(5); left > 0; --left) {
    message += random_.one_in(3) ? random_.pick(kWritten) : "{" + within_string(some()) + "}";
  }
  for (std::size_t i = random_.below(4); i > 0; --i) {
    fields += (fields.empty() ? " { f" : ", f") + std::to_string(i) + ": " + some();
  }
  return " emit \"" + message + "\"" + (fields.empty() ? "" : fields + " }");
}

std::string Conditions::test_of_call() {
  const std::string at = path(), order = " " + random_.pick(kOrders) + " ";
  switch (random_.below(9)) {
    case 0: return "count(" + at + ")" + order + random_.pick<std::string>({"0", "1", "2", "count(a)"});
    case 1: return "len(" + at + ")" + order + random_.pick<std::string>({"0", "1", "3", "8"});
    case 2: return "number(" + at + ")" + order + random_.pick(kLiteralNumbers);
    case 3: return "bool(" + at + ") == " + (random_.one_in(2) ? "true" : "false");
    case 4: return "time(" + at + ").hour" + order + random_.pick<std::string>({"1", "12", "number(a)"});
    case 5:
      return "version(" + at + ") " + random_.pick<std::string>({"<", "<=", ">", ">=", "==", "!="}) + " version(" +
             (random_.one_in(2) ? path() : string_text(random_.pick(kTextsWithin))) + ")";
    case 6: return filled(random_.pick(kTruths), at);
    default: return filled(random_.pick(kFinds), at);
  }
}

std::string Conditions::test_of_pair() {
  static const Strings kPairs = {"{}", "version({})", "number({})", "lower({})"};
  static const Strings kBetween = {"==", "!=", "==~", "contains", "startswith", "endswith", "startswith~"};
  const std::string pair = random_.one_in(2) ? kPairs[0] : random_.pick(kPairs);
  const std::string left = random_.one_in(4) ? path() : kManyKeys[0], right = random_.one_in(4) ? path() : kManyKeys[1];
  const bool is_of_texts = pair == "{}" || pair == "lower({})";
  const std::string op = random_.one_in(2) && pair != "lower({})" ? random_.pick(kOrders)
                         : is_of_texts                            ? random_.pick(kBetween)
                                                                  : std::string("==");
  return filled(pair, left) + " " + op + " " + filled(pair, right);
}

std::string Conditions::test_by_chance(int depth) {
  const std::string some = value(depth);
  switch (random_.below(6)) {
    case 0: return some + (random_.one_in(3) ? " != " : random_.one_in(3) ? " ==~ " : " == ") + path();
    case 1: return some + " == " + tests_.literal();
    case 2: return some + (random_.one_in(3) ? " not in~ " : " in ") + tests_.set("");
    case 3: return some + " " + random_.pick(kOrders) + " " + path();
    case 4: return "exists " + some;
    default: return tests_.with_pattern(some, random_.pick(kTexts));
  }
}

std::string Conditions::test(int depth) {
  switch (random_.below(10)) {
    case 0: return test_of_call();
    case 1: return test_by_chance(depth);
    case 2: return test_of_pair();
    case 3: return filled(random_.pick(kDefs), path());
    default: {
      const Found found = paths_.next();
      return tests_.of(found.path, found.example);
    }
  }
}

// Conditions.

std::string Conditions::quantified(int depth) {
  Found over = paths_.next();
  if (random_.one_in(5)) over = {value(depth), {}};
  const std::string name = "v" + std::to_string(paths_.variables());
  std::string out = random_.pick<std::string>({"any ", "any ", "all ", "none "}) + name + " in " + over.path + ": (";
  paths_.enter({name, over.example});
  out += next(depth - 1) + ")";
  paths_.leave();
  return out;
}

std::string Conditions::next(int depth) {
  if (random_.one_in(40)) return random_.one_in(2) ? "true" : "false";
  if (depth <= 0 || random_.one_in(3)) return test(depth);
  switch (random_.below(5)) {
    case 0: return "(" + next(depth - 1) + " and " + next(depth - 1) + ")";
    case 1: return "(" + next(depth - 1) + " or " + next(depth - 1) + " or " + next(depth - 1) + ")";
    case 2: return "not (" + next(depth - 1) + ")";
    default: return quantified(depth);
  }
}

}  // namespace spoor::oracle
