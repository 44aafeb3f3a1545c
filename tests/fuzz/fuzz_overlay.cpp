// Bytes as a site's file over a pack: `tune` of rules, params and lists, exceptions, and tests with mocks and merge
// patches. Whatever it is, it is compiled or explained; what it does not name stays as it was; and each test feeds what
// its samples and patches make, as RFC 7396 says.
#include <algorithm>
#include <string>

#include "cli/workbench/event_builder.h"
#include "cli/workbench/test_runner.h"
#include "compiler/compile.h"
#include "runtime/match/matcher.h"
#include "runtime/scan/message.h"
#include "tests/fuzz/compiled_checks.h"
#include "tests/fuzz/require.h"
#include "tests/oracle/json.h"

namespace spoor::fuzz {
namespace {

constexpr std::string_view kPack = R"(
pack base { version "1.2.0" }
param burst = 20
param word = "root"
list names = ["eve", "bob"]
list blocks : cidr = [10.0.0.0/8]
table hosts from "hosts.csv"
table geo : cidr from "geo.json"
sample login = {"eventName": "ConsoleLogin", "user": {"name": "eve", "tags": ["a", {"b": null}]}, "n": 1}
def success = not exists errorCode
rule tuned {
  title "Tuned" severity high
  where eventName == "ConsoleLogin" and success and user.name in names and n < burst
  emit "{user.name} from {geo(ip).country}" { host: hosts(host).owner, word: user.name }
  dedup by user.name, ip? for 1h
  except scanner when ip in blocks reason "ours" until 2026-12-31
  test "login" fires event login with {"ip": "192.0.2.1"}
  test "later" fires mock geo(192.0.2.1) = {"country": "SE"} event login with {"ip": "192.0.2.1", "n": null, "n": 2}
}
rule other { where user.name == word or hosts(host).owner == "ops" test "root" silent event login }
rule zz_untouched { where x.y == 1 emit "x is {x.y}" {x: x} test "x" fires {"x": {"y": 1}} }
)";

class Site : public Source {
 public:
  tl::expected<std::vector<SourceText>, std::string> pack(std::string_view name, std::string_view) const override {
    if (name == "base") return std::vector<SourceText>{{"base/base.spoor", std::string(kPack)}};
    return tl::unexpected(std::string("there is no such pack"));
  }
  std::vector<std::string> pack_names() const override { return {"base"}; }
  tl::expected<std::string, std::string> data(std::string_view, std::string_view name) const override {
    if (name == "hosts.csv") return std::string("host,owner\nweb,ops\ndb,eve\n");
    if (name == "geo.json") return std::string(R"({"192.0.2.0/24": {"country": "DE"}, "::/0": {}})");
    if (name == "names.txt") return std::string("eve\n# none\nmallory\n");
    return tl::unexpected(std::string("there is no such file"));
  }
};

// What stays as it was: found and said as the pack has it.
void check_untouched(const Compiled& compiled, const std::string& text) {
  const auto prepared = PreparedProgram::make(compiled.program).value();
  const Program& program = prepared->program();
  Matcher matcher(prepared);
  const auto record = OwnedRecord::read(R"({"x": {"y": 1}})");
  for (const Index rule : matcher.match(record->record())) {
    if (program.rule_name(rule) != "base.zz_untouched") continue;
    require(message_of(program.rules[rule], program, matcher) == "x is 1", "a rule says what it said", text);
    require(fields_of(program.rules[rule], program, matcher) == R"({"x":{"y":1}})", "fields stay", text);
    return;
  }
  const bool is_used = std::any_of(program.rules.begin(), program.rules.end(),
                                   [&](const RuleRow& row) { return program.string(row.name).starts_with("base."); });
  require(!is_used, "a rule that no one tunes holds where it held", text);
}

using oracle::Json;

Json* find(Json& object, const std::string& key) {
  for (Json::Member& member : object.members) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

// RFC 7396, word by word.
Json merged(Json target, const Json& patch) {
  if (patch.kind != Json::Kind::object) return patch;
  if (target.kind != Json::Kind::object) {
    target = {};
    target.kind = Json::Kind::object;
  }
  for (const Json::Member& change : patch.members) {
    if (change.value.kind == Json::Kind::null) {
      std::erase_if(target.members, [&](const Json::Member& member) { return member.key == change.key; });
    } else if (Json* known = find(target, change.key)) {
      *known = merged(*known, change.value);
    } else {
      target.members.push_back({change.key, merged({}, change.value)});
    }
  }
  return target;
}

bool is_plain(const Json& json) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : json.members) {
    if (!is_plain(value)) return false;
    keys.push_back(key);
  }
  std::sort(keys.begin(), keys.end());
  if (std::adjacent_find(keys.begin(), keys.end()) != keys.end()) return false;
  if (json.kind == Json::Kind::absent) return false;
  return std::all_of(json.items.begin(), json.items.end(), is_plain);
}

// The members of an object have no order.
bool is_same(const Json& a, const Json& b) {
  if (a.kind != b.kind || a.string != b.string || a.boolean != b.boolean) return false;
  if (a.kind == Json::Kind::number && compare(a.number, b.number) != 0) return false;
  if (a.items.size() != b.items.size() || a.members.size() != b.members.size()) return false;
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    if (!is_same(a.items[i], b.items[i])) return false;
  }
  return std::all_of(a.members.begin(), a.members.end(), [&](const Json::Member& member) {
    return std::any_of(b.members.begin(), b.members.end(), [&](const Json::Member& other) {
      return member.key == other.key && is_same(member.value, other.value);
    });
  });
}

Json empty_object() {
  Json object;
  object.kind = Json::Kind::object;
  return object;
}

// Doubled keys and what is no value of JSON are left out: for those the RFC has no answer. REQUIRES: time and identity
// stand where they stand without `time_path` and `id_path`.
void check_feed(const TestCase::Feed& feed, const std::string& event) {
  const auto record = oracle::read_document(feed.record);
  const auto patch = feed.patch.empty() ? std::optional(empty_object()) : oracle::read_document(feed.patch);
  if (!record || !patch || !is_plain(*record) || !is_plain(*patch)) return;
  Json wanted = merged(*record, *patch);
  auto made = oracle::read_json(event);
  require(made.has_value(), "a test's event is a record", event);
  for (const std::string key : {"eventTime", "eventID"}) {
    const Json* own = find(wanted, key);
    if (own != nullptr && own->kind != Json::Kind::null) continue;
    require(find(*made, key) != nullptr, "an event has a time and an identity", event);
    for (Json* object : {&wanted, &*made}) {
      std::erase_if(object->members, [&](const Json::Member& member) { return member.key == key; });
    }
  }
  require(is_same(*made, wanted), "a test's event is its sample with its patch",
          event + "\n" + feed.record + "\n" + feed.patch);
}

void check_tests(const Compiled& compiled, bool has_own_paths) {
  for (const TestCase& test : compiled.tests) {
    const auto events = build_events(test, compiled.program);
    if (!events) {
      require(!events.error().empty(), "what cannot be built has a reason");
      continue;
    }
    std::size_t at = 0;
    for (const TestCase::Feed& feed : test.feeds) {
      if (!has_own_paths && feed.repeat > 0) check_feed(feed, events->at(at));
      at += feed.repeat;
    }
    require(at == events->size(), "there are as many events as the feeds say");
  }
}

std::vector<std::uint64_t> fired(const Compiled& compiled) {
  std::vector<std::uint64_t> out;
  const auto prepared = PreparedProgram::make(compiled.program).value();
  for (const TestResult& result : run_tests(compiled.tests, prepared, 2)) out.push_back(result.fired);
  return out;
}

}  // namespace
}  // namespace spoor::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace spoor;
  using namespace spoor::fuzz;
  const std::string text(text_of(data, size));
  CompileRequest request{{{"site.spoor", text}}, {}};
  if (text.find("-D burst") != std::string::npos) request.definitions.push_back({"burst", "7"});
  const Compiled compiled = compile(request, Site());
  check_compiled(compiled);
  if (has_error(compiled.diagnostics)) return 0;
  if (text.find("zz_untouched") == std::string::npos) check_untouched(compiled, text);
  check_tests(compiled, text.find("_path") != std::string::npos);
  require(fired(compiled) == fired(compile(request, Site())), "tests say the same again", text);
  return 0;
}
