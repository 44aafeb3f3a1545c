#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "cli/overlay/starting_overlay.h"
#include "cli/report/site_values.h"
#include "lang/print.h"
#include "lang/quote.h"

namespace spoor {

namespace {

// An exception that is to be looked at again stands in the examples with a day so far away.
constexpr std::chrono::days kExceptionLasts{180};

constexpr std::string_view kOnExamples = R"spoor(#
# Severity, title and other metadata take the place of the rule's own; an exception is added to those it has. It names
# its reason, and the last day on which it holds.
#
)spoor";

// A rule that finds nothing before the site has such a role, and what shows that it works.
constexpr std::string_view kOwnRule = R"spoor(
# A role that nobody takes on a normal day. Put the name of yours in its place, or take the rule out.
rule emergency_role_taken {
  title "Role for emergencies taken"
  severity medium
  attack T1078.004
  description "The role is there for the day when nothing else works. Whoever takes it tells the others first."
  falsepositives "An emergency, or an exercise of one"
  where api("sts", "AssumeRole") and success and arn(requestParameters.roleArn).resource == "role/emergency"
  emit "{actor} took {requestParameters.roleArn}" { from: sourceIPAddress }
  test "taken" fires event role_taken
  test "refused" silent event role_taken with {"errorCode": "AccessDenied"}
  test "another role" silent
    event role_taken with {"requestParameters": {"roleArn": "arn:aws:iam::111122223333:role/reports"}}
  test "another call" silent event role_taken with {"eventName": "AssumeRoleWithSAML"}
  test "another service" silent event role_taken with {"eventSource": "iam.amazonaws.com"}
}

sample role_taken = {
  "eventVersion": "1.11",
  "eventTime": "2026-01-01T00:00:00Z",
  "eventSource": "sts.amazonaws.com",
  "eventName": "AssumeRole",
  "awsRegion": "eu-west-1",
  "sourceIPAddress": "198.51.100.7",
  "userAgent": "aws-cli/2.35.24",
  "requestParameters": {"roleArn": "arn:aws:iam::111122223333:role/emergency", "roleSessionName": "eve"},
  "responseElements": null,
  "requestID": "a01afd05-d6cf-4791-98e2-64a0f238e662",
  "eventID": "5b8e4b0c-6d0e-4a6f-9d3c-0c8f0a1b2c3d",
  "readOnly": true,
  "eventType": "AwsApiCall",
  "managementEvent": true,
  "recipientAccountId": "111122223333",
  "eventCategory": "Management",
  "userIdentity": {
    "type": "IAMUser",
    "principalId": "AIDACKCEVSQ6C2EXAMPLE",
    "arn": "arn:aws:iam::111122223333:user/eve",
    "accountId": "111122223333",
    "accessKeyId": "AKIAIOSFODNN7EXAMPLE",
    "userName": "eve"
  }
}
)spoor";

// The same where nothing is known of the records.
constexpr std::string_view kOwnRuleInComments = R"spoor(
# rule own_rule {
#   title "What the rule finds"
#   severity medium
#   where path.to.field == "value"
#   test "found" fires {"path": {"to": {"field": "value"}}}
#   test "not found" silent {"path": {"to": {"field": "another"}}}
# }
)spoor";

std::string date_text(std::chrono::sys_days day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

// Each line of a text as a comment.
std::string in_comment(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    out += fmt::format("{}{}\n", line.empty() ? "#" : "# ", line);
    at = end + 1;
  }
  return out;
}

// What a rule says of its severity; info, as the compiler has it, if it says nothing.
Level level_of(const ast::Rule& rule) {
  for (const ast::Meta& meta : rule.clauses.metas) {
    if (meta.key != MetaKey::severity || meta.values.empty()) continue;
    const auto* name = std::get_if<std::string>(&meta.values[0].literal);
    if (name != nullptr) return find_level(*name).value_or(Level::info);
  }
  return Level::info;
}

class RulesWriter {
 public:
  explicit RulesWriter(const OverlayRequest& request) : pack_(request.pack), request_(request) {}

  std::string write() {
    write_header();
    write_values();
    write_examples();
    write_rule_of_dashes("rules of the site's own");
    out_ += pack_.has_cloudtrail_schema ? kOwnRule : kOwnRuleInComments;
    return formatted(SourceFile("site.spoor", std::move(out_)));
  }

 private:
  void write_header() {
    out_ += fmt::format(
        "# What is different at this site. The pack `{}` stays as it is: what stands here takes the place of what it "
        "says.\n"
        "# What is in comments has the value that it has anyway, or is an example: take the `#` away.\n\n"
        "pack {} {{\n  title \"Rules and tuning of this site\"\n  version \"0.1.0\"\n",
        pack_.name, pack_.name == "site" ? "own" : "site");
    for (const ast::Meta& meta : pack_.metas) {
      if (meta.key != MetaKey::schema && meta.key != MetaKey::time_path && meta.key != MetaKey::id_path) continue;
      out_ += fmt::format("  {}\n", request_.sources.text(meta.span));
    }
    out_ += fmt::format("}}\n\nuse {}\n{}", pack_.name,
                        pack_.has_cloudtrail_schema && pack_.name != "cloudtrail" ? "use cloudtrail\n" : "");
  }

  // What only the site knows is there to be filled; what has a value stays a comment, so that the pack's next version
  // may know a better one.
  void write_values() {
    const std::vector<SiteValue> values = site_values(pack_, request_.sources);
    const auto is_empty = [](const SiteValue& value) { return value.is_empty; };
    const bool has_empty = std::any_of(values.begin(), values.end(), is_empty);
    const bool has_others = !std::all_of(values.begin(), values.end(), is_empty);
    if (has_empty) write_block("what only the site knows", values, true);
    if (has_others || !has_empty) write_block("what the pack has a value for", values, false);
  }

  void write_block(std::string_view heading, const std::vector<SiteValue>& values, bool of_empty) {
    write_rule_of_dashes(heading);
    out_ += fmt::format("\ntune {} {{\n", pack_.name);
    for (const SiteValue& value : values) {
      if (value.is_empty == of_empty) write_value(value);
    }
    out_ += "}\n";
  }

  void write_rule_of_dashes(std::string_view heading) {
    constexpr std::size_t kColumns = 120;
    const std::string begin = fmt::format("# --- {} ", heading);
    out_ += fmt::format("\n{}{}\n", begin, std::string(kColumns - begin.size() - 1, '-'));
  }

  void write_value(const SiteValue& value) {
    if (!out_.ends_with("{\n")) out_ += '\n';
    for (const std::string& line : value.comment) out_ += in_comment(line.empty() ? "\n" : line);
    if (value.comment.empty() && !value.rules.empty())
      out_ += in_comment(fmt::format("Used by {}.", fmt::join(value.rules, ", ")));
    if (value.kind == SiteValueKind::table) out_ += "# Its file stands beside the pack's, and is changed there.\n";
    out_ += value.is_empty ? value.item + "\n" : in_comment(value.item);
  }

  void write_examples() {
    std::vector<std::pair<Level, std::string>> rules;
    for (const LoadedPack::RuleRef& rule : pack_.rules) {
      rules.emplace_back(level_of(*rule.rule), pack_.full_name(rule.rule->name));
    }
    std::sort(rules.begin(), rules.end());
    if (rules.empty()) return;
    write_rule_of_dashes("rules of the pack, tuned");
    out_ += kOnExamples;
    const std::string_view exception = pack_.has_cloudtrail_schema
                                           ? "userIdentity.sessionContext.sessionIssuer.userName == \"nightly-audit\""
                                           : "path.to.field == \"value\"";
    out_ += in_comment(
        fmt::format("tune {} {{\n  severity medium\n  except audit when {}\n    reason \"CHG-1234\" until {}\n}}\n",
                    rules.back().second, exception, date_text(request_.today + kExceptionLasts)));
    out_ += fmt::format("#\n# A rule that does not fit the site at all:\n#\n# tune {} {{ disable }}\n",
                        rules.front().second);
  }

  const LoadedPack& pack_;
  const OverlayRequest& request_;
  std::string out_;
};

}  // namespace

std::string starting_rules(const OverlayRequest& request) { return RulesWriter(request).write(); }

}  // namespace spoor
