#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <tuple>

#include "cli/workbench/lint/every_record.h"
#include "cli/workbench/lint/lint_rules.h"
#include "compiler/scope.h"

// Records of tests that no trail would deliver, and tests that say the same twice.
namespace spoor {

namespace {

using Json = nlohmann::ordered_json;

// Records of CloudTrail's own, and what they do not have: it sums up many calls, of which none has a caller here.
struct OwnRecord {
  std::string_view type, category;  // one of them says it
  std::array<std::string_view, 4> lacks;
};
constexpr auto kOwnRecords = std::to_array<OwnRecord>({
    {"AwsCloudTrailInsight", "Insight", {"userIdentity", "eventSource", "eventName", "sourceIPAddress"}},
    {"AwsAggregatedEvent", "Aggregated", {"userIdentity", "eventName", "sourceIPAddress", "recipientAccountId"}},
});

using Names = std::set<std::string_view>;

std::string list_text(const Names& names) {
  std::string out;
  for (const std::string_view name : kOfEveryRecord) {
    if (names.contains(name)) out += fmt::format("{}`{}`", out.empty() ? "" : ", ", name);
  }
  return out;
}

// A record's fields, and those that its test takes away on purpose.
struct Built {
  Json record;
  Names taken_away;
};

Names lacks_by_kind(const Json& record) {
  const auto says = [&](const char* name, std::string_view value) {
    const auto member = record.find(name);
    return member != record.end() && member->is_string() && member->get_ref<const std::string&>() == value;
  };
  for (const OwnRecord& own : kOwnRecords) {
    if (says("eventType", own.type) || says("eventCategory", own.category)) return {own.lacks.begin(), own.lacks.end()};
  }
  return {};
}

class TestRecords {
 public:
  TestRecords(const LintSubject& subject, Diagnostics& out) : subject_(subject), out_(out) {}

  void look_at(const LoadedPack& pack) {
    for (const LoadedPack::RuleRef& rule : pack.rules) {
      known_.clear();
      for (const LoadedPack::ClausesRef& place : rule.clauses) {
        for (const ast::RuleTest& test : place.clauses->tests) look_at(place, test, pack.has_cloudtrail_schema);
      }
    }
  }

  void finish() {
    for (const auto& [place, lacking] : lacking_) {
      report(out_, DiagnosticKind::test_not_realistic, lacking.span,
             fmt::format("{} lacks what every record of CloudTrail has: {}",
                         lacking.is_sample ? "the sample" : "a record of the test", list_text(lacking.names)),
             "begin with a whole record: `sample NAME = {...}`, and in tests `event NAME with {...}`");
    }
  }

 private:
  struct Lacking {
    Span span;
    bool is_sample;
    Names names;
  };

  void look_at(const LoadedPack::ClausesRef& place, const ast::RuleTest& test, bool is_cloudtrail) {
    std::string same;
    for (const ast::Mock& mock : test.mocks) {
      same += fmt::format("{} {} {}\n", mock.table, to_text(mock.key), normal(mock.row.text));
    }
    for (const ast::Feed& feed : test.feeds) {
      const ast::Sample* sample = feed.sample.empty() ? nullptr : sample_of(place, feed);
      if (!feed.sample.empty() && sample == nullptr) return;  // which was reported
      const auto built = build(sample, feed);
      if (!built) return;
      if (is_cloudtrail) find_lacking(test, sample, *built);
      same += fmt::format("{} {} {} {}\n", feed.at ? to_text(Literal(*feed.at)) : "", feed.repeat,
                          feed.every ? to_text(Literal(*feed.every)) : "", normal(built->record));
    }
    const auto [first, is_new] = known_.try_emplace(same, &test);
    if (!is_new) report_repeated(test, *first->second);
  }

  static const ast::Sample* sample_of(const LoadedPack::ClausesRef& place, const ast::Feed& feed) {
    const auto lookup = find_sample(*place.pack, feed.sample);
    return lookup.found ? lookup.found->ref.sample : nullptr;
  }

  static std::optional<Built> build(const ast::Sample* sample, const ast::Feed& feed) {
    Built built{Json::parse(sample != nullptr ? sample->event.text : feed.event->text, nullptr, false), {}};
    if (built.record.is_discarded()) return std::nullopt;
    if (sample == nullptr || !feed.event) return built;
    const Json patch = Json::parse(feed.event->text, nullptr, false);
    if (patch.is_discarded()) return std::nullopt;
    for (const std::string_view name : kOfEveryRecord) {
      const auto member = patch.find(name);
      if (member != patch.end() && member->is_null()) built.taken_away.insert(name);
    }
    built.record.merge_patch(patch);
    return built;
  }

  static std::string normal(const Json& json) {
    return nlohmann::json::parse(json.dump(-1, ' ', false, Json::error_handler_t::replace), nullptr, false)
        .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  }
  static std::string normal(const std::string& text) { return normal(Json::parse(text, nullptr, false)); }

  // Of a sample that stands in the files it is said once, whoever uses it.
  void find_lacking(const ast::RuleTest& test, const ast::Sample* sample, const Built& built) {
    Names names;
    const Names lacks = lacks_by_kind(built.record);
    for (const std::string_view name : kOfEveryRecord) {
      const auto member = built.record.find(name);
      const bool is_there = member != built.record.end() && !member->is_null();
      if (!is_there && !built.taken_away.contains(name) && !lacks.contains(name)) names.insert(name);
    }
    if (names.empty()) return;
    const bool is_of_sample = sample != nullptr && subject_.is_of_files(sample->name_span);
    const Span span = is_of_sample ? sample->name_span : test.name_span;
    if (!subject_.is_of_files(span)) return;
    Lacking& lacking = lacking_.try_emplace({span.source, span.begin}, Lacking{span, is_of_sample, {}}).first->second;
    lacking.names.insert(names.begin(), names.end());
  }

  void report_repeated(const ast::RuleTest& test, const ast::RuleTest& first) {
    if (!subject_.is_of_files(test.name_span)) return;
    const bool is_same = test.fires == first.fires && test.times == first.times;
    report(out_, DiagnosticKind::repeated_test, test.name_span,
           is_same ? "this test has the records of another one, and expects the same"
                   : "this test has the records of another one, and expects something else of them",
           is_same ? "take one of them away, or change what it was to be about" : "both cannot be right: mend one",
           {{first.name_span, "the first one"}});
  }

  const LintSubject& subject_;
  Diagnostics& out_;
  std::map<std::string, const ast::RuleTest*> known_;  // tests of the rule under way by what they feed it
  std::map<std::pair<SourceId, std::uint32_t>, Lacking> lacking_;
};

}  // namespace

void lint_test_records(const LintSubject& subject, Diagnostics& out) {
  const LintSettings& settings = subject.settings;
  if (!settings.asks(DiagnosticKind::test_not_realistic) && !settings.asks(DiagnosticKind::repeated_test)) return;
  TestRecords records(subject, out);
  for (const LoadedPack* pack : subject.rules.packs) records.look_at(*pack);
  records.finish();
}

}  // namespace spoor
