#include "tests/bench/records.h"
#include "tests/bench/rules.h"

namespace spoor::bench {

std::string rule(std::size_t number, const std::string& condition) {
  return "rule rule_" + std::to_string(number) + " {\n  title \"Generated\"\n  severity low\n  where " + condition +
         "\n}\n";
}

std::string is_event(std::size_t number) { return "eventName == \"" + event_name(number * 2 % kEventNames) + '"'; }

std::string selective_rules(std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    std::string condition = is_event(i);
    switch (i % 4) {
      case 0: condition = "eventSource == \"" + service(i % kServices) + "\" and " + condition; break;
      case 1: condition += " and not exists errorCode and userIdentity.type != \"AWSService\""; break;
      case 2: condition += " and sourceIPAddress in (10." + std::to_string(i % 256) + ".0.0/16, 54.0.0.0/8)"; break;
      default: condition += " and userAgent contains~ \"boto3\""; break;
    }
    out += rule(i, condition);
  }
  return out;
}

std::string forty_field_rules(std::size_t count) {
  const std::vector<std::string>& fields = trail_fields();
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t field = i % fields.size();
    out += rule(i, fields[field] + " == \"" + known_value(field, i / fields.size()) + "\"" +
                       (i % 3 == 0 ? " and userIdentity.type != \"AWSService\"" : ""));
  }
  return out;
}

std::string unselective_conjunct_rules(std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    out += rule(i, "eventVersion startswith \"1.\" and managementEvent == true and userIdentity.type != \"Root\" and " +
                       is_event(i) +
                       " and eventType == \"AwsApiCall\" and not exists vpcEndpointId and userAgent contains \"/\"");
  }
  return out;
}

// Ten rules hold by region; of the others those of the record's service.
std::string match_heavy_rules(std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    out += rule(i, i < 100 ? "awsRegion == \"" + regions()[i % regions().size()] + '"'
                           : "eventSource == \"" + service(i % kServices) + "\" and eventVersion != \"" +
                                 std::to_string(i) + '"');
  }
  return out;
}

// A few hold for nearly every record; of the others each holds for few, and only by what is not there.
std::string negation_rules(std::size_t count) {
  std::string known_types, known_regions;
  for (const std::string& type : identity_types()) known_types += (known_types.empty() ? "\"" : ", \"") + type + '"';
  for (const std::string& region : regions()) known_regions += (known_regions.empty() ? "\"" : ", \"") + region + '"';
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    std::string condition = "not (" + is_event(i) + ")";
    if (i >= 5) {
      switch (i % 4) {
        case 0: condition += " and userIdentity.type not in (" + known_types + ")"; break;
        case 1: condition += " and awsRegion not in (" + known_regions + ")"; break;
        case 2: condition += " and not (readOnly == true) and not (readOnly == false)"; break;
        default: condition += " and not exists eventID"; break;
      }
    }
    out += rule(i, condition);
  }
  return out;
}

}  // namespace spoor::bench
