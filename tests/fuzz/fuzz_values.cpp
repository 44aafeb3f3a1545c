// Bytes as a value of a record: every function of one text (lang/functions.def), and those of two, say of it what the
// oracle says. The first line is one text, what follows it another; the first line is also tried as the JSON that it
// may be.
#include <string>

#include "lang/function.h"
#include "runtime/json/print.h"
#include "tests/fuzz/checked_rules.h"
#include "tests/fuzz/emit_checks.h"

namespace spoor::fuzz {
namespace {

// Functions by themselves, with another text, and in one another.
constexpr std::string_view kMore = R"(
  concat: concat(t, "-", u), coalesce: coalesce(t.a, t, u), case: case(t == u, "same", len(t) > 5, u, exists t, t),
  split: split(t, u), parts: split(t, ",")[-1], count: count(json(t)), tree: json(t).a, item: json(t)[0],
  last: json(t)[-1][*].a, inner: json(json(t).a), coded: json(base64(t)), asked: json(url(t).query),
  host: is_ip(url(t).host), low: lower(concat(base64(t), arn(t).resource)), years: number(split(time(t).date, "-")[0])
)";

constexpr std::string_view kTests = R"(
rule later { where version(t) > version(u) or version(t) == version("1.2.0") or version(u) <= version("v3") }
rule near { where t in (10.0.0.0/8, ::1, fe80::/10) or u in (2024-04-10, 1..5) or t == u }
rule placed { where is_ip(t) and not is_private_ip(t) or is_private_ip(json(u).a) }
rule timed { where time(t) < time(u) or t >= 2024-04-10 or number(t) <= number(u) or bool(t) == true }
)";

std::string rules_of_values() {
  std::string fields;
  for (const FunctionInfo& function : functions()) {
    if (function.maximum_arguments != 1) continue;
    std::string call(function.name);
    call += "(t)";
    if (!function.part.empty()) (call += ".") += function.part;
    std::string field(function.name);
    if (!function.part.empty()) (field += "_") += function.part;
    fields += field + "_of: " + call + ", ";
  }
  return "rule r { where exists t emit \"{lower(t)} {json(t)} {t}\" { " + fields + std::string(kMore) + " } }" +
         std::string(kTests);
}

void check_record(const std::string& record) {
  static const CheckedRules rules(rules_of_values());
  static Matcher matcher(rules.prepared);
  check_emitted(matcher, rules.prepared->program(), rules.typed.tree, record);
}

}  // namespace
}  // namespace spoor::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace spoor::fuzz;
  const std::string_view bytes = text_of(data, size);
  const std::size_t end = std::min(bytes.find('\n'), size);
  const std::string_view first = bytes.substr(0, end), second = bytes.substr(std::min(end + 1, size));
  const std::string other = ",\"u\":" + spoor::json_string(second) + "}";
  check_record("{\"t\":" + spoor::json_string(first) + other);
  check_record("{\"t\":" + std::string(first) + other);
  return 0;
}
