#include "tests/bench/records.h"

namespace spoor::bench {

namespace {

constexpr std::size_t kIdentityFields = 8, kRequestFields = 20;  // the others stand in responseElements
constexpr std::size_t kFields = 40;

std::string field_key(std::size_t field) { return "field" + std::to_string(field); }

// Few names are most of what is called.
std::size_t drawn_name(Random& random) {
  const std::size_t reach = std::size_t{1} << random.below(10);
  return called_name(random.below(reach));
}

std::string number(std::size_t value, std::size_t digits) {
  std::string out = std::to_string(value);
  return std::string(digits - std::min(digits, out.size()), '0') + out;
}

std::string time_of_day(Random& random) {
  return "T" + number(random.below(24), 2) + ":" + number(random.below(60), 2) + ":" + number(random.below(60), 2) +
         "Z";
}

std::string event_time(Random& random) {
  return "2026-0" + std::to_string(1 + random.below(9)) + "-" + number(1 + random.below(28), 2) + time_of_day(random);
}

std::string time_of_one_day(Random& random) { return "2026-01-15" + time_of_day(random); }

std::string user_agent(Random& random) {
  const std::string version = std::to_string(random.below(40)) + "." + std::to_string(random.below(200));
  std::string out = random.one_in(2) ? "Boto3/1." + version + " md/Botocore#1." + version + " ua/2.0 os/linux"
                                     : "aws-sdk-go/1." + version + " (go1.21; linux; amd64) exec-env/" + hex(random, 6);
  if (random.one_in(100)) out += " " + rare_word(random.below(kRareWords)) + "/2";
  return out + " cfg/" + lower_word(random, 8);
}

// Some of the fields from `begin` to `end`, one in fifty with a value that rules know.
void append_fields(Random& random, std::size_t begin, std::size_t end, std::string& out) {
  for (std::size_t field = begin; field < end; ++field) {
    if (random.one_in(3)) continue;
    out += ",\"" + field_key(field) + "\":\"";
    out += random.one_in(50) ? known_value(field, random.below(250)) : hex(random, 6 + random.below(10));
    out += '"';
  }
}

struct Actor {
  std::string account, role, session;
};

Actor drawn_actor(Random& random) {
  Actor actor;
  actor.account = number(random.below(1'000'000), 12);
  actor.role = lower_word(random, 9);
  actor.session = lower_word(random, 12);
  return actor;
}

std::string identity(Random& random, const Actor& actor) {
  std::string out = R"({"type":")" + random.pick(identity_types()) + R"(","principalId":"AROA)" + upper_id(random, 17) +
                    ":" + actor.session + R"(","arn":"arn:aws:sts::)" + actor.account + ":assumed-role/" + actor.role +
                    "/" + actor.session + R"(","accountId":")" + actor.account + R"(","accessKeyId":"ASIA)" +
                    upper_id(random, 16) + R"(","userName":")" + actor.role + '"';
  append_fields(random, 0, kIdentityFields, out);
  out += R"(,"sessionContext":{"attributes":{"creationDate":")" + event_time(random) +
         R"(","mfaAuthenticated":"false"}}})";
  return out;
}

std::string trail_record(Random& random, const Actor& actor, std::string (*time)(Random&)) {
  std::string record = R"({"eventVersion":"1.08","userIdentity":)" + identity(random, actor) + R"(,"eventTime":")" +
                       time(random) + R"(","eventSource":")" + service(random.below(kServices)) + R"(","eventName":")" +
                       event_name(drawn_name(random)) + R"(","awsRegion":")" + random.pick(regions()) +
                       R"(","sourceIPAddress":")" + ip(random) + R"(","userAgent":")" + user_agent(random) + '"';
  if (random.one_in(9))
    record += R"(,"errorCode":"AccessDenied","errorMessage":"not authorized: )" + uuid(random) + '"';
  record += R"(,"requestParameters":{"name":")" + lower_word(random, 14) + R"(","path":"/)" + hex(random, 20) + '"';
  append_fields(random, kIdentityFields, kRequestFields, record);
  record += R"(},"responseElements":{"requestId":")" + uuid(random) + '"';
  append_fields(random, kRequestFields, kFields, record);
  return record + R"(},"requestID":")" + uuid(random) + R"(","eventID":")" + uuid(random) + R"(","readOnly":)" +
         (random.one_in(3) ? "false" : "true") +
         R"(,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":")" +
         number(random.below(1'000'000), 12) + R"(","eventCategory":"Management"})";
}

}  // namespace

const std::vector<std::string>& trail_fields() {
  static const std::vector<std::string> kPaths = [] {
    std::vector<std::string> paths;
    for (std::size_t field = 0; field < kFields; ++field) {
      const char* parent = field < kIdentityFields  ? "userIdentity."
                           : field < kRequestFields ? "requestParameters."
                                                    : "responseElements.";
      paths.push_back(parent + field_key(field));
    }
    return paths;
  }();
  return kPaths;
}

std::vector<std::string> trail_records(Random& random, std::size_t count) {
  std::vector<std::string> out;
  out.reserve(count);
  while (out.size() < count) {
    const Actor actor = drawn_actor(random);
    out.push_back(trail_record(random, actor, event_time));
  }
  return out;
}

std::vector<std::string> actor_records(Random& random, std::size_t count, std::size_t actors) {
  std::vector<Actor> known;
  while (known.size() < actors) known.push_back(drawn_actor(random));
  std::vector<std::string> out;
  out.reserve(count);
  while (out.size() < count) {
    out.push_back(trail_record(random, random.pick(known), time_of_one_day));
  }
  return out;
}

}  // namespace spoor::bench
