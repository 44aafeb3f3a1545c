#include "tests/bench/rules.h"

namespace spoor::bench {

namespace {

std::string absent_word(std::size_t number) { return known_value(99, number); }

}  // namespace

// By turns literals that no value has; that one in a hundred has; that every second one has. Ten rules ask for no more
// than the last, so that what holds does not grow with the rules.
std::string contains_rules(std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string absent = "contains~ \"" + absent_word(i) + '"';
    std::string condition = "userAgent " + absent;
    if (i < 10)
      condition = "userAgent contains~ \"BOTO3\"";
    else if (i % 3 == 1)
      condition = "userAgent contains~ \"" + rare_word(i % kRareWords) + "\" and requestParameters.name " + absent;
    else if (i % 3 == 2)
      condition = "userAgent contains~ \"bOto3/1\" and requestParameters.path " + absent;
    out += rule(i, condition);
  }
  return out;
}

// One in a hundred has nothing that an index could look for.
std::string regex_rules(std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string word = absent_word(i);
    std::string condition;
    if (i % 100 == 50) {
      condition = "requestParameters.path matches /^.[0-9a-f]{5}[0-4]{" + std::to_string(2 + i / 100 % 9) + "}[a-f]/";
    } else {
      switch (i % 4) {
        case 0: condition = "userIdentity.arn matches /^arn:aws:sts::[0-9]{12}:assumed-role\\/" + word + "/"; break;
        case 1: condition = "userAgent matches /Boto3.*" + word + "/"; break;
        case 2:
          condition = "userAgent matches /" + rare_word(i % kRareWords) + "\\/[0-9]{1," + std::to_string(1 + i % 9) +
                      "} cfg\\/q/";
          break;
        default: condition = "requestParameters.name matches /(?:" + word + "|" + word + "x)[a-z]{3,9}$/i"; break;
      }
    }
    out += rule(i, condition);
  }
  return out;
}

}  // namespace spoor::bench
