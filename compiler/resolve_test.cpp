#include "compiler/resolve.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "lang/suggest.h"

// A rule's test: its samples and mocks looked up.
namespace spoor {

namespace {

class TestResolver {
 public:
  TestResolver(const LoadedPack::ClausesRef& place, Closer& closer) : place_(place), closer_(closer) {}

  void add_mocks(const ast::RuleTest& test, std::vector<TestCase::Mock>& mocks) {
    const Scope scope{
        .pack = place_.pack, .tree = place_.tree, .variables = {}, .parameters = {}, .expanding = {}, .use = {}};
    std::vector<Span> keys;
    for (const ast::Mock& mock : test.mocks) {
      auto made = closer_.close_mock(mock, scope);
      if (!made) continue;
      const auto same = std::find_if(mocks.begin(), mocks.end(), [&](const TestCase::Mock& other) {
        return other.table == made->table && other.key == made->key;
      });
      if (same != mocks.end()) {
        report(closer_.diagnostics(), DiagnosticKind::repeated_key, mock.key_span,
               fmt::format("the test mocks this key of table `{}` twice", mock.table), "",
               {{keys[static_cast<std::size_t>(same - mocks.begin())], "the first one"}});
      }
      mocks.push_back(std::move(*made));
      keys.push_back(mock.key_span);
    }
  }

  // Nothing if a sample is missing.
  std::optional<std::vector<TestCase::Feed>> feeds(const ast::RuleTest& test) {
    std::vector<TestCase::Feed> feeds;
    for (const ast::Feed& feed : test.feeds) {
      TestCase::Feed fed{feed.at, feed.repeat, feed.every, {}, {}};
      if (feed.sample.empty()) {
        fed.record = feed.event->text;
      } else {
        if (!find_sample_text(feed, fed.record)) return std::nullopt;
        if (feed.event) fed.patch = feed.event->text;
      }
      feeds.push_back(std::move(fed));
    }
    return feeds;
  }

 private:
  bool find_sample_text(const ast::Feed& feed, std::string& text) {
    const auto lookup = find_sample(*place_.pack, feed.sample);
    if (lookup.clash) {
      report(closer_.diagnostics(), DiagnosticKind::ambiguous_name, feed.sample_span,
             fmt::format("sample `{}` is defined by `{}` and by `{}`", feed.sample, lookup.clash->first,
                         lookup.clash->second),
             "define one in this pack");
    } else if (!lookup.found && !place_.pack->breaks(feed.sample)) {
      std::vector<std::string_view> names;
      for (const auto& [name, sample] : place_.pack->samples) names.push_back(name);
      const auto near = closest(feed.sample, names);
      report(closer_.diagnostics(), DiagnosticKind::unknown_name, feed.sample_span,
             fmt::format("there is no sample `{}`", feed.sample),
             near ? fmt::format("did you mean `{}`?", *near)
                  : "define it with `sample name = {...}`, or write the event here");
    }
    if (!lookup.found) return false;
    text = lookup.found->ref.sample->event.text;
    return true;
  }

  const LoadedPack::ClausesRef& place_;
  Closer& closer_;
};

}  // namespace

void resolve_test(const LoadedPack::ClausesRef& place, const ast::RuleTest& test, const std::string& rule,
                  Closer& closer, std::vector<TestCase>& tests) {
  TestResolver resolver(place, closer);
  TestCase made{rule, test.name, test.name_span, test.fires, test.times, {}, {}};
  resolver.add_mocks(test, made.mocks);
  auto feeds = resolver.feeds(test);
  if (!feeds) return;
  made.feeds = std::move(*feeds);
  tests.push_back(std::move(made));
}

}  // namespace spoor
