#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/compile.h"
#include "library/spoor/spoor.h"

// What the tests of the library share: packs, handles that free themselves, and callbacks that write all down.
namespace spoor::test {

class NoPacks : public Source {
 public:
  tl::expected<std::vector<SourceText>, std::string> pack(std::string_view, std::string_view) const override {
    return tl::unexpected(std::string("none"));
  }
  std::vector<std::string> pack_names() const override { return {}; }
};

// The bytes of a compiled pack.
inline std::string pack(std::string rules) {
  const Compiled compiled = compile({{{"test.spoor", std::move(rules)}}, {}}, NoPacks());
  if (has_error(compiled.diagnostics)) throw std::logic_error(compiled.diagnostics[0].message);
  return save(compiled.program);
}

struct Free {
  void operator()(spoor_rules* rules) const { spoor_rules_free(rules); }
  void operator()(spoor_matcher* matcher) const { spoor_matcher_free(matcher); }
};
using Rules = std::unique_ptr<spoor_rules, Free>;
using Matcher = std::unique_ptr<spoor_matcher, Free>;

inline Rules load(std::string_view bytes) {
  spoor_rules* rules = nullptr;
  spoor_error error;
  if (spoor_load(bytes.data(), bytes.size(), &rules, &error) != SPOOR_OK) throw std::runtime_error(error.text);
  return Rules(rules);
}

inline Matcher matcher_of(const Rules& rules, std::uint32_t flags = 0) {
  spoor_matcher* matcher = nullptr;
  spoor_error error;
  if (spoor_matcher_new(rules.get(), flags, &matcher, &error) != SPOOR_OK) throw std::runtime_error(error.text);
  return Matcher(matcher);
}

inline std::string text(spoor_text text) { return {text.data, text.size}; }

// Calls a matcher and writes down what it says: `3 aws.rule: message`, `bad 2 at 17: reason`, `skipped: reason`.
struct Recorder {
  std::vector<std::string> lines;
  std::size_t most = SIZE_MAX;  // lines; then it stops
  spoor_error error{};

  spoor_status match(const Matcher& matcher, std::string_view bytes) {
    const spoor_callbacks calls = callbacks();
    return spoor_match(matcher.get(), bytes.data(), bytes.size(), &calls, &error);
  }

  spoor_callbacks callbacks() {
    return {sizeof(spoor_callbacks), this,
            [](void* self, const spoor_finding* finding) {
              return static_cast<Recorder*>(self)->add(
                  fmt::format("{} {}: {}", finding->number, text(finding->rule->name), text(finding->message)));
            },
            [](void* self, const spoor_bad_record* bad) {
              return static_cast<Recorder*>(self)->add(
                  fmt::format("bad {} at {}: {}", bad->number, bad->offset, text(bad->reason)));
            },
            [](void* self, spoor_text reason) {
              static_cast<Recorder*>(self)->add(fmt::format("skipped: {}", text(reason)));
            }};
  }

  int add(std::string line) {
    lines.push_back(std::move(line));
    return lines.size() < most ? SPOOR_GO_ON : SPOOR_STOP;
  }
};

// What a fresh recorder hears of a buffer. REQUIRES: the call succeeds.
inline std::vector<std::string> heard(const Matcher& matcher, std::string_view bytes) {
  Recorder recorder;
  EXPECT_EQ(recorder.match(matcher, bytes), SPOOR_OK) << recorder.error.text;
  return recorder.lines;
}

}  // namespace spoor::test
