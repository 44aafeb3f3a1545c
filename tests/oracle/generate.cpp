#include "tests/oracle/generate.h"

namespace spoor::oracle {
namespace {

using Strings = std::vector<std::string>;

const Strings kKeys = {"a", "b", "c", "d", "items", "x-y", "in"};
const Strings kSteps = {".a",  ".b",   ".c",   ".items", ".x-y",   ".`in`",  "[0]",
                        "[1]", "[-1]", "[-2]", "[*]",    "[*][0]", "[\"a\"]"};
const Strings kTexts = {"a",
                        "b",
                        "A",
                        "ab",
                        "aba",
                        "",
                        "10.0.0.1",
                        "10.1.2.3",
                        "::1",
                        "::ffff:10.0.0.1",
                        "2024-04-10T01:00:00Z",
                        "2024-04-11",
                        "f20150331v2",
                        "f",
                        "ß",
                        "\u212A",
                        "k",
                        "ΣΑΣ",
                        "σασ",
                        "true",
                        "1",
                        "a,b",
                        "*",
                        "10.0.0.1:80"};
// What functions take apart.
const Strings kTextsWithin = {"arn:aws:iam::111122223333:a:b",
                              "arn:aws-cn:s3:::b",
                              "arn:aws::us-east-1:1:b",
                              "https://U:p@Ab.Com:8/p/q?a=1#f",
                              "http://[::1]",
                              "s3://b\u00df?",
                              "http://a b/",
                              "aws-cli/2.15.0 a/9",
                              "[Boto3/1.15.2 b/3]",
                              "APN/1.0 Terraform/1.5",
                              "TLSv1.2",
                              "1..2.3",
                              "2.15",
                              "02.15.00",
                              "v3",
                              "TRUE",
                              "False",
                              "1.5",
                              "1e3",
                              " 1",
                              "YQ==",
                              "YQ",
                              "eyJhIjoxfQ",
                              "YT9iPz8_",
                              "%7B%22a%22%3A%5B%22a%22%2C1%5D%7D",
                              "%5B%5B1%5D%2C+2%5D",
                              "%7",
                              "[1,[2]]",
                              "[{}",
                              "{nul}",
                              "192.168.0.1",
                              "100.100.0.1",
                              "fe80::1",
                              "1712700000",
                              "Apr 10, 2024, 8:00:00 PM",
                              "1969-12-28T23:59:59Z"};
const Strings kParts = {"arn({}).account",  "arn({}).service", "arn({}).partition", "arn({}).region",
                        "arn({}).resource", "arn({})",         "url({}).host",      "url({}).scheme",
                        "url({}).path",     "url({}).query",   "url({})",           "time({}).date",
                        "time({}).weekday", "time({})",        "ua_family({})",     "base64({})",
                        "json({})",         "json({}).a",      "json({})[0]",       "json({}).items[-1].a",
                        "json(base64({}))", "json({})[*][0]",  "json(json({}).a)",  "coalesce(number({}), bool({}))"};
// And what they find in it.
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
                        "time({}).weekday == \"sunday\"",
                        "time({}).date == 2024-04-10",
                        "base64({}) == \"a?b???\"",
                        "json({}) == 2",
                        "json({}).a == 1",
                        "json(base64({})).a == 1"};
const Strings kNumbers = {"0",
                          "1",
                          "2",
                          "-1",
                          "1.5",
                          "1000",
                          "1e3",
                          "18446744073709551615",
                          "18446744073709551616",
                          "9007199254740993",
                          "1712700000",
                          "0.1",
                          "123456789012345678901234567890"};
const Strings kLiteralNumbers = {"0", "1", "2", "-1", "1.5", "1e3", "18446744073709551615", "9007199254740992"};
const Strings kDates = {"2024-04-10", "2024-04-10T01:00:00Z", "2024-04-11"};
const Strings kNetworks = {"10.0.0.0/8", "10.0.0.1", "::1", "::/0", "0.0.0.0/0"};
const Strings kGlobs = {"a*", "*a", "*b*", "a?a", "?", "*", "a*a", "\\\\*", "*0.?"};
const Strings kRegexes = {"/a/", "/^a/", "/b$/", "/A/i", "/^.$/s", "/[0-9]+\\./", "/^$/"};
const Strings kStringOperators = {"contains", "startswith", "endswith"};
const Strings kOrders = {"<", "<=", ">", ">="};

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

std::string filled(std::string pattern, const std::string& path) {
  for (std::size_t at = 0; (at = pattern.find("{}", at)) != std::string::npos; at += path.size())
    pattern.replace(at, 2, path);
  return pattern;
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
  return out;
}

std::string url_encoded(const std::string& text) {
  std::string out;
  for (const char c : text) {
    static constexpr char kDigits[] = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0)
      out += c;
    else
      (out += '%') += {kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return out;
}

std::string base64_encoded(const std::string& text) {
  static constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    bits = bits << 8 | static_cast<unsigned char>(c);
    for (count += 8; count >= 6; count -= 6) out += kDigits[bits >> (count - 6) & 63];
  }
  if (count > 0) out += kDigits[bits << (6 - count) & 63];
  return out;
}

}  // namespace

std::string Generator::definitions() {
  return "list words = [\"a\", \"ab\", 1, 10.0.0.0/8]\nlist nets : cidr = [\"10.0.0.0/8\", \"::1\"]\n"
         "list filed from \"filed.txt\"\nlist blocks : cidr from \"blocks.txt\"\n"
         "table rows from \"rows.json\"\ntable areas : cidr from \"areas.csv\"\n"
         "def flag = a == \"a\" or b == 1\ndef same(p, q) = p == q and not (exists p and q in (\"b\", 2))\n"
         "def among(p, s) = any v in p: (v in s)\ndef first = coalesce(a, b.c, \"none\")\n";
}

std::string Generator::path() {
  std::string out =
      !variables_.empty() && one_in(2) ? variables_[below(variables_.size())] : pick({"a", "b", "c", "items", "`in`"});
  while (one_in(2)) out += pick(kSteps);
  return out;
}

std::string Generator::value(int depth) {
  if (depth <= 0 || !one_in(3)) return path();
  if (one_in(3)) return filled(pick(kParts), path());
  switch (below(10)) {
    case 0: return "lower(" + value(depth - 1) + ")";
    case 1: return "concat(" + value(depth - 1) + ", \"b\", " + path() + ")";
    case 2: return "coalesce(" + path() + ", " + value(depth - 1) + ")" + (one_in(3) ? pick(kSteps) : "");
    case 3:
      return "case(" + condition(depth - 1) + ", " + path() + ", " + value(depth - 1) + ")" + (one_in(3) ? ".a" : "");
    case 4: return "base_name(" + path() + ")";
    case 5: return "split(" + path() + ", \",\")";
    case 6: return "first";
    case 7: return "rows(" + path() + ")" + pick(kSteps);
    case 8: return "areas(" + path() + ")" + pick({".a", ".b", ".net", ".a[0]", "[*].b"});
    default: return "lower(first)";
  }
}

std::string Generator::operand(int depth) {
  switch (below(4)) {
    case 0: return quoted(pick(kTexts));
    case 1: return pick(kLiteralNumbers);
    case 2: return one_in(2) ? "true" : one_in(2) ? pick(kDates) : pick(kNetworks);
    default: return value(depth);
  }
}

std::string Generator::set() {
  if (one_in(4)) return pick({"words", "nets", "filed", "blocks", "rows", "areas"});
  std::string out = "(";
  for (std::size_t i = 0, n = 1 + below(4); i < n; ++i) {
    if (i > 0) out += ", ";
    switch (below(7)) {
      case 0: out += pick(kLiteralNumbers); break;
      case 1: out += "-1..2"; break;
      case 2: out += pick(kNetworks); break;
      case 3: out += one_in(2) ? (one_in(2) ? "true" : "false") : "2024-04-10..2024-04-11"; break;
      case 4: out += one_in(2) ? pick({"words", "filed", "blocks"}) : pick(kDates); break;
      default: out += quoted(pick(kTexts));
    }
  }
  return out + ")";
}

std::string Generator::test(int depth) {
  const std::string fold = one_in(3) ? "~ " : " ";
  const std::string negation = one_in(4) ? " not " : " ";
  const auto texts = [&](const Strings& from) {
    if (one_in(2)) return quoted(pick(from));
    return (one_in(2) ? "all (" : "(") + quoted(pick(from)) + ", " + quoted(pick(from)) + ")";
  };
  switch (below(13)) {
    case 0: return value(depth) + (one_in(2) ? " ==" : " !=") + fold + operand(depth);
    case 1:
      return value(depth) + " " + pick(kOrders) + " " +
             (one_in(2)   ? pick(kLiteralNumbers)
              : one_in(2) ? pick(kDates)
                          : path());
    case 2: return value(depth) + negation + "in" + fold + set();
    case 3: return value(depth) + negation + pick(kStringOperators) + fold + (one_in(4) ? path() : texts(kTexts));
    case 4: return value(depth) + negation + "like" + fold + texts(kGlobs);
    case 5:
      return value(depth) + negation + "matches " +
             (one_in(2) ? pick(kRegexes) : "all (" + pick(kRegexes) + ", " + pick(kRegexes) + ")");
    case 6: return "exists " + value(depth);
    case 7: return quoted(pick(kTexts)) + " == " + value(depth);
    case 8: return pick({"count(", "len("}) + path() + ") " + pick(kOrders) + " " + pick(kLiteralNumbers);
    case 9: return conversion();
    case 10: return truth();
    case 11: return one_in(2) ? "flag" : "same(" + path() + ", " + value(depth) + ")";
    default:
      return one_in(2) ? pick(kLiteralNumbers) + " " + pick(kOrders) + " " + path()
                       : "among(" + path() + ", (\"a\", 1))";
  }
}

std::string Generator::conversion() {
  switch (below(6)) {
    case 0: return "number(" + path() + ") " + pick(kOrders) + " " + pick(kLiteralNumbers);
    case 1: return "bool(" + path() + ") == " + (one_in(2) ? "true" : "false");
    case 2:
    case 3: return filled(pick(kFinds), path());
    case 4: return "time(" + path() + ").hour " + pick(kOrders) + " " + pick({"1", "12", "number(a)"});
    default:
      return "version(" + path() + ") " + pick({"<", "<=", ">", ">=", "==", "!="}) + " version(" +
             (one_in(2) ? path() : quoted(pick(kTextsWithin))) + ")";
  }
}

std::string Generator::truth() {
  const std::string call = pick({"is_ip(", "is_private_ip("}) + (one_in(3) ? "url(" + path() + ").host" : path()) + ")";
  switch (below(4)) {
    case 0: return call + " == false";
    case 1: return "not " + call;
    case 2: return "case(" + call + ", 1, 2) == 1";
    default: return call;
  }
}

std::string Generator::condition(int depth) {
  if (depth <= 0 || one_in(3)) return test(depth);
  switch (below(5)) {
    case 0: return "(" + condition(depth - 1) + " and " + condition(depth - 1) + ")";
    case 1: return "(" + condition(depth - 1) + " or " + condition(depth - 1) + " or " + condition(depth - 1) + ")";
    case 2: return "not (" + condition(depth - 1) + ")";
    default: {
      const std::string over = one_in(4) ? value(depth - 1) : path();
      const std::string name = "v" + std::to_string(variables_.size());
      variables_.push_back(name);
      std::string out = pick({"any ", "all ", "none "}) + name + " in " + over + ": (" + condition(depth - 1) + ")";
      variables_.pop_back();
      return out;
    }
  }
}

std::string Generator::json(int depth) {
  if (depth > 0 && one_in(12)) {
    std::string inside = json(depth - 1);
    if (one_in(8)) inside.resize(inside.size() / 2);
    return quoted(one_in(3) ? url_encoded(inside) : one_in(3) ? base64_encoded(inside) : escaped(inside));
  }
  if (one_in(8)) return quoted(pick(kTextsWithin));
  switch (below(depth > 0 ? 9 : 5)) {
    case 0: return pick(kNumbers);
    case 1:
      return pick(
          {"true", "false", "null", "nul", "01", "\"\\ud800\"", "\"\\u0000\"", "\"\\u0061\"", "\"\\ud83d\\ude00\""});
    case 2:
    case 3:
    case 4: return quoted(pick(kTexts));
    case 5:
    case 6: return object(depth - 1);
    default: {
      std::string out = "[";
      for (std::size_t i = 0, n = below(4); i < n; ++i) out += (i > 0 ? "," : "") + json(depth - 1);
      return out + (one_in(30) ? ",,]" : "]");
    }
  }
}

std::string Generator::object(int depth) {
  std::string out = "{";
  for (std::size_t i = 0, n = below(5); i < n; ++i) {
    if (i > 0) out += one_in(40) ? " " : ",";
    out += quoted(pick(kKeys)) + (one_in(60) ? " " : ":") + json(depth);
  }
  return out + "}";
}

std::string Generator::record() { return object(4); }

}  // namespace spoor::oracle
