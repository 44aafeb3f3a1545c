#include "tests/bench/memory_rules.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "tests/bench/rules.h"

namespace spoor::bench {

namespace {

constexpr std::uint64_t kMinute = 60'000, kHour = 60 * kMinute;

const std::vector<std::string> kByArn = {"userIdentity", "arn"}, kByAccount = {"userIdentity", "accountId"};

test::MemoryRule count_of(double bound, std::uint64_t window) {
  test::MemoryRule rule;
  rule.bound = bound;
  rule.window = window;
  return rule;
}

test::MemoryRule distinct_of(double bound, std::uint64_t window) {
  test::MemoryRule rule = count_of(bound, window);
  rule.kind = StateKind::distinct;
  return rule;
}

test::MemoryRule first_over(std::uint64_t window, std::uint64_t warmup) {
  test::MemoryRule rule;
  rule.kind = StateKind::first;
  rule.window = window;
  rule.warmup = warmup;
  return rule;
}

test::MemoryRule sequence_of(std::size_t steps, std::uint64_t window) {
  test::MemoryRule rule;
  rule.kind = StateKind::sequence;
  rule.window = window;
  rule.steps.assign(steps, {});
  return rule;
}

// Names from the rarer half of those that are called: all of them together are few of the records.
std::string rare_event(std::size_t number) {
  constexpr std::size_t kCommon = 156;
  const std::size_t rank = kCommon + number % (kCalledNames - kCommon);
  return "eventName == \"" + event_name(called_name(rank)) + "\" and " +
         (number % 2 == 0 ? "not exists errorCode and userIdentity.type != \"AWSService\""
                          : "userAgent contains~ \"boto3\"");
}

std::string clause(const MemoryRuleParts& rule) {
  const test::MemoryRule& meaning = rule.meaning;
  const std::string by = fmt::format("by {}", fmt::join(rule.key, "."));
  const std::string within = fmt::format("{} within {}s", by, meaning.window / 1000);
  switch (meaning.kind) {
    case StateKind::count: return fmt::format("count >= {} {}", meaning.bound, within);
    case StateKind::distinct: return fmt::format("distinct {} >= {} {}", rule.value, meaning.bound, within);
    case StateKind::first:
      return fmt::format("first {} {} over {}s warmup {}s", rule.value, by, meaning.window / 1000,
                         meaning.warmup / 1000);
    case StateKind::sequence: {
      std::string out = "sequence " + within + " {\n";
      for (std::size_t i = 0; i < rule.conditions.size(); ++i) {
        out += fmt::format("    step{}: {}\n", i, rule.conditions[i]);
      }
      return out + "  }";
    }
    case StateKind::sum:
    case StateKind::ratio:
    case StateKind::spike:
    case StateKind::together: break;  // none is generated
  }
  return {};
}

std::string text_of(std::size_t number, const std::string& body) {
  return fmt::format("rule {} {{\n  title \"Generated\"\n  severity low\n  {}\n}}\n", memory_rule_name(number), body);
}

}  // namespace

std::vector<MemoryRuleParts> selective_memory_rules(std::size_t count) {
  std::vector<MemoryRuleParts> out;
  for (std::size_t i = 0; i < count; ++i) {
    const auto& key = i % 3 == 0 ? kByAccount : kByArn;
    switch (i % 5) {
      case 0:
      case 1: out.push_back({count_of(2, 12 * kHour), {rare_event(i)}, key, {}}); break;
      case 2:
      case 3: out.push_back({sequence_of(2, 12 * kHour), {rare_event(i), rare_event(i + 1)}, key, {}}); break;
      default: out.push_back({first_over(12 * kHour, 10 * kMinute), {rare_event(i)}, key, "awsRegion"}); break;
    }
  }
  return out;
}

std::vector<MemoryRuleParts> crowded_memory_rules() {
  const std::string reads = "readOnly == true", writes = "readOnly == false", any = "eventType == \"AwsApiCall\"";
  return {
      {distinct_of(3, 10 * kMinute), {reads}, kByArn, "eventName"},
      {distinct_of(3, 2 * kHour), {any}, kByAccount, "awsRegion"},
      {count_of(3, kHour), {reads}, kByArn, {}},
      {count_of(4, 2 * kHour), {any}, kByArn, {}},
      {count_of(100, kHour), {reads}, {"awsRegion"}, {}},
      {first_over(6 * kHour, kHour), {reads}, kByArn, "awsRegion"},
      {first_over(12 * kHour, kHour), {any}, kByAccount, "eventName"},
      {sequence_of(2, kHour), {reads, writes}, kByArn, {}},
      {sequence_of(3, 3 * kHour), {reads, writes, "exists errorCode"}, kByArn, {}},
      {sequence_of(2, kHour), {any + " and exists errorCode", writes}, kByAccount, {}},
  };
}

std::string memory_rule_name(std::size_t number) { return "memory_" + std::to_string(number); }

std::string memory_rules_text(const std::vector<MemoryRuleParts>& rules) {
  std::string out;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const bool has_steps = rules[i].meaning.kind == StateKind::sequence;
    out += text_of(i, (has_steps ? "" : "where " + rules[i].conditions.front() + "\n  ") + clause(rules[i]));
  }
  return out;
}

std::string memoryless_rules_text(const std::vector<MemoryRuleParts>& rules) {
  std::string out;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    out += text_of(i, fmt::format("where ({})", fmt::join(rules[i].conditions, ") or (")));
  }
  return out;
}

}  // namespace spoor::bench
