#include "tests/compiler/logic/small_conditions.h"

namespace spoor::test {

namespace {

using Strings = std::vector<std::string>;

const Strings kPaths = {"p",   "p",         "q",         "q.k",      "q.k",
                        "q.j", "eventName", "eventName", "lower(p)", "base_name(eventName)"};
const Strings kTexts = {"\"a\"", "\"ab\"", "\"b\"", "\"A\"", "\"b20150331\"", "\"10.0.0.1\""};
const Strings kSets = {
    "(\"a\", \"b\")",           "(\"ab\", 1)", "(1..2, \"a\")", "(10.0.0.0/8, \"b\")", "(\"A\", \"ab\", true)",
    "(2024-04-10..2024-04-11)", "(1, 2)",      "(\"a\")"};
const Strings kGlobs = {"\"a*\"", "\"*b\"", "\"a?\"", "\"*\"", "\"a*b\"", "\"A*\""};
const Strings kRegexes = {"/^a/", "/b$/", "/^[ab]$/", "/a/", "/A/i", "/^a.$/"};
const Strings kDates = {"2024-04-10", "2024-04-10T01:00:00Z", "2024-04-11"};
const Strings kOrders = {"<", "<=", ">", ">="};
const Strings kParts = {"contains", "startswith", "endswith"};

// Values of p and of eventName.
const Strings kValues = {
    "",  "\"a\"", "\"ab\"", "\"b\"", "\"A\"", "\"b20150331\"",  "\"10.0.0.1\"",       "\"2024-04-10T00:30:00Z\"",
    "1", "1.5",   "2",      "true",  "{}",    "[\"a\", \"b\"]", "[1, \"ab\", \"A\"]", "[2, \"2024-04-11\"]"};
const Strings kNames = {"", "\"a\"", "\"ab\"", "\"b\"", "\"b20150331\"", "1", "[\"a\", \"b\"]", "[\"ab\", 2]"};
const Strings kOuter = {"",
                        "\"a\"",
                        "1",
                        "{}",
                        "{\"k\": \"a\"}",
                        "{\"k\": \"ab\", \"j\": \"a\"}",
                        "{\"k\": 1, \"j\": \"b\"}",
                        "{\"k\": [\"a\", \"b\"]}",
                        "[{\"k\": \"a\"}, {\"j\": \"a\"}]",
                        "[{\"k\": \"a\", \"j\": \"b\"}, {\"k\": \"b\", \"j\": \"a\"}]",
                        "[\"a\", {\"k\": \"b\"}]",
                        "[\"a\", \"b\"]",
                        "{\"j\": \"10.0.0.1\", \"k\": 2}"};

std::string member(const std::string& key, const std::string& value) {
  return value.empty() ? "" : "\"" + key + "\": " + value;
}

}  // namespace

std::string SmallConditions::texts() {
  if (random_.one_in(3))
    return (random_.one_in(3) ? "all (" : "(") + random_.pick(kTexts) + ", " + random_.pick(kTexts) + ")";
  return random_.pick(kTexts);
}

std::string SmallConditions::test(const std::string& value) {
  const std::string negation = random_.one_in(3) ? " not " : " ";
  const std::string fold = random_.one_in(4) ? "~" : "";
  switch (random_.below(12)) {
    case 0: return "exists " + value;
    case 1: return value + negation + "in" + fold + " " + random_.pick(kSets);
    case 2: return value + " " + random_.pick(kOrders) + " " + random_.pick(Strings{"1", "1.5", "2"});
    case 3: return value + " " + random_.pick(kOrders) + " " + random_.pick(kDates);
    case 4: return value + negation + random_.pick(kParts) + fold + " " + texts();
    case 5: return value + negation + "like" + fold + " " + random_.pick(kGlobs);
    case 6: return value + negation + "matches " + random_.pick(kRegexes);
    case 7:
      return value + (random_.one_in(2) ? " == " : " != ") + random_.pick(Strings{"1", "2", "true", "10.0.0.0/8"});
    case 8: return random_.one_in(3) ? "is_ip(" + value + ")" : value + " == " + random_.pick(kPaths);
    default: return value + (random_.one_in(3) ? " !=" : " ==") + fold + " " + random_.pick(kTexts);
  }
}

std::string SmallConditions::quantified(int depth) {
  const std::string variable = "v" + std::to_string(variables_.size());
  const std::string over = random_.pick(Strings{"p", "q", "q", "q.k"});
  std::string out = random_.pick(Strings{"any ", "any ", "all ", "none "}) + variable + " in " + over + ": (";
  variables_.push_back(variable);
  out += next(depth - 1) + ")";
  variables_.pop_back();
  return out;
}

std::string SmallConditions::next(int depth) {
  if (depth <= 0 || random_.one_in(4)) {
    if (variables_.empty() || random_.one_in(6)) return test(random_.pick(kPaths));
    return test(random_.pick(variables_) + random_.pick(Strings{"", "", ".k", ".k", ".j"}));
  }
  switch (random_.below(7)) {
    case 0:
    case 1: return "(" + next(depth - 1) + " and " + next(depth - 1) + ")";
    case 2: return "(" + next(depth - 1) + " and " + next(depth - 1) + " and " + next(depth - 1) + ")";
    case 3: return "(" + next(depth - 1) + " or " + next(depth - 1) + ")";
    case 4: return "not (" + next(depth - 1) + ")";
    case 5: return quantified(depth);
    default: return test(random_.pick(kPaths));
  }
}

std::vector<std::string> small_records() {
  Strings out;
  for (const std::string& p : kValues) {
    for (const std::string& q : kOuter) {
      for (const std::string& name : kNames) {
        std::string record;
        for (const std::string& part : {member("p", p), member("q", q), member("eventName", name)}) {
          if (!part.empty()) record += (record.empty() ? "" : ", ") + part;
        }
        out.push_back("{" + record + "}");
      }
    }
  }
  return out;
}

bool has_one_value(const std::string& record) { return record.find("\"eventName\": [") == std::string::npos; }

}  // namespace spoor::test
