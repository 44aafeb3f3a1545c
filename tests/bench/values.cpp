#include "tests/bench/values.h"

namespace spoor::bench {

namespace {

std::string drawn(Random& random, std::string_view letters, std::size_t length) {
  std::string out;
  out.reserve(length);
  while (out.size() < length) out.push_back(letters[random.below(letters.size())]);
  return out;
}

// A number as letters that look like none of the words of user agents.
std::string spelled(std::size_t number) {
  std::string out;
  for (int i = 0; i < 4; ++i, number /= 20) out.push_back("bcdfghjklmnpqrstvwxz"[number % 20]);
  return out;
}

}  // namespace

std::string event_name(std::size_t number) {
  static constexpr std::string_view kVerbs[] = {"Describe", "List",   "Get",    "Create", "Delete",
                                                "Update",   "Attach", "Detach", "Put",    "Start"};
  static constexpr std::string_view kNouns[] = {"Instance", "Policy", "Bucket", "Role",
                                                "Key",      "Stack",  "Table",  "Function"};
  std::string out(kVerbs[number % 10]);
  out += kNouns[number / 10 % 8];
  if (const std::size_t kind = number / 80; kind != 0) out += "For" + std::to_string(kind);
  return out;
}

std::size_t called_name(std::size_t rank) { return rank * 19 % kEventNames; }

std::string service(std::size_t number) {
  static constexpr std::string_view kNames[] = {"ec2", "s3", "iam", "sts", "kms", "lambda", "logs", "rds"};
  if (number < std::size(kNames)) return std::string(kNames[number]) + ".amazonaws.com";
  return "service" + std::to_string(number) + ".amazonaws.com";
}

const std::vector<std::string>& regions() {
  static const std::vector<std::string> kRegions = {"us-east-1",    "us-east-2", "us-west-1",      "us-west-2",
                                                    "eu-central-1", "eu-west-1", "ap-northeast-1", "ap-south-1",
                                                    "sa-east-1",    "eu-north-1"};
  return kRegions;
}

const std::vector<std::string>& identity_types() {
  static const std::vector<std::string> kTypes = {"AssumedRole", "IAMUser",       "AWSService",
                                                  "Root",        "FederatedUser", "AWSAccount"};
  return kTypes;
}

std::string known_value(std::size_t field, std::size_t number) {
  return "known-" + std::to_string(field) + "-" + spelled(number * 7919 % 160'000);
}

std::string rare_word(std::size_t number) { return "tool" + spelled(number * 7919 % 160'000); }

std::string hex(Random& random, std::size_t length) { return drawn(random, "0123456789abcdef", length); }
std::string upper_id(Random& random, std::size_t length) {
  return drawn(random, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", length);
}
std::string lower_word(Random& random, std::size_t length) {
  return drawn(random, "abcdefghijklmnopqrstuvwxyz", length);
}

std::string uuid(Random& random) {
  std::string out = hex(random, 36);
  for (const std::size_t at : {8, 13, 18, 23}) out[at] = '-';
  return out;
}

std::string ip(Random& random) {
  std::string out = std::to_string(1 + random.below(223));
  for (int i = 0; i < 3; ++i) out += "." + std::to_string(random.below(256));
  return out;
}

}  // namespace spoor::bench
