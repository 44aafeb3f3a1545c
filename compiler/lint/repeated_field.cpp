#include <fmt/format.h>

#include <map>
#include <optional>
#include <string>

#include "compiler/json_parts.h"
#include "compiler/lint/lint.h"

// Keys that an object of a sample, test or mocked row has twice.
namespace spoor {

namespace {

class Objects {
 public:
  explicit Objects(Diagnostics& out) : out_(out) {}

  void look_at(const ast::Clauses& clauses) {
    for (const ast::RuleTest& test : clauses.tests) {
      for (const ast::Mock& mock : test.mocks) look_at(mock.row);
      for (const ast::Feed& feed : test.feeds) {
        if (feed.event) look_at(*feed.event);
      }
    }
  }

  void look_at(const ast::Event& event) { walk(event, {0, event.text.size()}); }

 private:
  void walk(const ast::Event& event, JsonRange value) {
    const char opening = event.text[value.begin];
    if (opening != '{' && opening != '[') return;
    std::map<std::string, JsonRange> keys;
    for_each_inside(event.text, value, [&](JsonRange key, JsonRange inner) {
      const auto name = opening == '{' ? decoded_json_string(slice(event.text, key)) : std::nullopt;
      if (name) {
        const auto [first, is_new] = keys.try_emplace(*name, key);
        if (!is_new) report_repeated(event, *name, key, first->second);
      }
      walk(event, inner);
    });
  }

  void report_repeated(const ast::Event& event, const std::string& name, JsonRange key, JsonRange first) {
    const auto place = [&](JsonRange range) {
      return Span{event.span.source, event.span.begin + static_cast<std::uint32_t>(range.begin),
                  event.span.begin + static_cast<std::uint32_t>(range.end)};
    };
    report(out_, DiagnosticKind::repeated_field, place(key), fmt::format("the object has the key `{}` twice", name),
           "take one of them away: of a record in a test the last one holds", {{place(first), "the first one"}});
  }

  Diagnostics& out_;
};

}  // namespace

void lint_repeated_field(const LintSubject& subject, Diagnostics& out) {
  Objects objects(out);
  for (const Ast& tree : subject.rules.trees.trees) {
    if (!subject.files.contains(tree.source)) continue;
    for (const ast::Sample& sample : tree.samples) objects.look_at(sample.event);
    for (const ast::Rule& rule : tree.rules) objects.look_at(rule.clauses);
    for (const ast::Tune& tune : tree.tunes) objects.look_at(tune.clauses);
  }
}

}  // namespace spoor
