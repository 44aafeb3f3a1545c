// Bytes as a log: read the same in blocks of any size, evaluated as the oracle says, printed as JSON, without secrets.
#include <fmt/format.h>

#include <string>

#include "lang/values/json_text.h"
#include "runtime/json/mask.h"
#include "runtime/json/print.h"
#include "runtime/log/reader.h"
#include "runtime/match/matcher.h"
#include "tests/fuzz/checked_rules.h"
#include "tests/fuzz/require.h"
#include "tests/oracle/evaluate.h"

namespace spoor::fuzz {
namespace {

// Every way to reach a value, and every kind of test and function.
constexpr std::string_view kRules = R"(
def opened(block, port) = block.from <= port and block.to >= port
rule equal { where a == 1 or a == "x" or a ==~ "X" or a == true or a == 0.1 or a == -1e3 or a == b }
rule unequal { where a != b and a != 5 }
rule ordered { where a < 5 or b >= 2024-04-10 or a > c or eventTime < 2024-04-10T20:00:00Z }
rule member { where a in (1..5, "x", true, 2024-04-10, 10.0.0.0/8, ::1) or sourceIPAddress not in (192.0.2.0/24) }
rule text { where a contains "x" or a startswith~ ("A", "b") or b endswith "z" or a contains all ("x", "y") }
rule pattern { where a like "*x?z*" or a like~ "É*" or b matches /^i-[0-9a-f]+$/i or a matches (/x/s, /y$/m) }
rule place { where e[0] == 1 or e[-1].a == "x" or e[*][*][0] == 2 or `odd key`.a-b == 1 or a.a.a.a == 5 }
rule some { where any v in e: (v.a == 1 and any w in v.b: (w == "x" or w == v.a)) }
rule every { where all v in e: (v == "x" or exists v.a) or none v in a.e: (v > 1) }
rule opened_ports { where any block in requestParameters.items: (opened(block, 22) and not opened(block, 80)) }
rule functions {
  where lower(a) == "x" or concat(a, "-", b) == "x-y" or coalesce(a.b, c, "?") == "?" or count(e) > 2 or len(a) == 3
    or base_name(eventName) == "Get" or split(a, "/")[1] == "x" or case(exists b, a, c == 1, b, "z") == "x"
}
rule of_values { where any part in split(a, "."): (len(part) > 3 and part != lower(part)) }
)";

const CheckedRules& rules() {
  static const CheckedRules all{std::string(kRules)};
  return all;
}

std::string by_engine(Matcher& matcher, const RecordTokens& record) {
  std::string said(rules().typed.tree.rules.size(), '-');
  for (const Index rule : matcher.match(record)) said[rule] = 'x';
  return said;
}

std::string by_oracle(const oracle::Json& json) {
  std::string said;
  const ClosedTree& tree = rules().typed.tree;
  for (const closed::Rule& rule : tree.rules) said += oracle::holds(tree, rule, json) ? 'x' : '-';
  return said;
}

bool shows_secret(const oracle::Json& json) {
  for (const oracle::Json::Member& member : json.members) {
    const bool is_masked = member.value.kind == oracle::Json::Kind::string && member.value.string == "***";
    if (is_secret_key(member.key) && !is_masked) return true;
    if (shows_secret(member.value)) return true;
  }
  return std::any_of(json.items.begin(), json.items.end(), shows_secret);
}

void check_mask(std::string_view text, bool is_json) {
  static const Mask mask(aws_sensitive_table());
  std::string masked, again, printed;
  mask.append_masked(text, masked);
  require(mask.may_have_secrets(text) || masked == text, "what surely has no secrets is not masked", text);
  require(OwnedRecord::read(masked) != nullptr, "a masked record is readable", masked);
  mask.append_masked(masked, again);
  require(again == masked, "what is masked has nothing left to mask", masked);
  append_printed(text, &mask, printed);
  require(is_strict_json(printed), "what is printed is JSON", printed);
  require(!is_json || is_strict_json(masked), "a record that is JSON is so without its secrets", masked);
  require(!shows_secret(oracle::read_json(masked).value()), "secrets are masked", masked);
}

void check_print(std::string_view text, bool is_json, const std::string& said, Matcher& matcher) {
  std::string printed, again;
  append_printed(text, nullptr, printed);
  require(is_strict_json(printed), "what is printed is JSON", printed);
  if (!is_json) return;
  append_printed(printed, nullptr, again);
  require(again == printed, "what is printed prints as it stands", printed);
  const auto copy = OwnedRecord::read(printed);
  require(copy != nullptr, "what is printed can be read", printed);
  require(by_engine(matcher, copy->record()) == said, "what is printed means the same", printed);
}

void check_record(const RecordTokens& record, const std::string& said, Matcher& matcher) {
  const std::string_view text = record.text();
  require(OwnedRecord::read(text) != nullptr, "a record can be read by itself", text);
  const auto json = oracle::read_json(text);
  require(json.has_value(), "the oracle can read a record", text);
  const std::string wanted = by_oracle(*json);
  require(said == wanted, "the engine says what the oracle says", fmt::format("{}\n{}\n{}", said, wanted, text));
  const bool is_json = is_strict_json(text);
  check_mask(text, is_json);
  check_print(text, is_json, said, matcher);
}

struct Account {
  std::string said;
  std::size_t bads;
};

// Writes down what a log holds; with `is_checking` also looks at each record by itself.
class Recorder : public LogVisitor {
 public:
  explicit Recorder(bool is_checking) : is_checking_(is_checking), matcher_(rules().prepared) {}

  bool on_record(const LogRecord& record) override {
    count(record.number);
    const std::string held = by_engine(matcher_, record.tokens);
    said_ += fmt::format("record {} @{} {} {}\n", record.number, record.offset, held, record.tokens.text());
    if (is_checking_) check_record(record.tokens, held, matcher_);
    return true;
  }
  bool on_bad(const BadInput& bad) override {
    require(!bad.reason.empty(), "what is bad has a reason");
    if (bad.record != 0) count(bad.record);
    ++bads_;
    said_ += fmt::format("bad {} @{} {}\n", bad.record, bad.offset, bad.reason);
    return true;
  }
  void on_skipped(std::string_view reason) override { said_ += fmt::format("skipped {}\n", reason); }

  Account account() && { return {std::move(said_), bads_}; }

 private:
  void count(std::uint64_t number) { require(number == ++count_, "records are counted from 1, bad ones too", said_); }

  std::string said_;
  std::size_t bads_ = 0;
  bool is_checking_;
  Matcher matcher_;
  std::uint64_t count_ = 0;
};

Account read(std::string_view bytes, LogReader& reader, bool is_checking) {
  Recorder recorder(is_checking);
  reader.read_bytes(bytes, recorder);
  return std::move(recorder).account();
}

// Logs that are damaged in more places need not be read the same in all blocks.
constexpr std::size_t kMostDamaged = 60;

}  // namespace
}  // namespace spoor::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace spoor::fuzz;
  using spoor::LogReader;
  const std::string_view bytes = text_of(data, size);
  static LogReader large(1U << 16);  // readers are used again, as they are from file to file
  static LogReader small[] = {LogReader(1), LogReader(7), LogReader(64)};
  const Account whole = read(bytes, large, true);
  if (whole.bads > kMostDamaged) return 0;
  for (LogReader& reader : small) {
    const Account parts = read(bytes, reader, false);
    require(parts.said == whole.said, "a log is read the same in blocks of any size",
            fmt::format("reader {}:\n{}\nwhole:\n{}", &reader - small, parts.said, whole.said));
  }
  return 0;
}
