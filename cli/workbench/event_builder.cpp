#include "cli/workbench/event_builder.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "lang/values/instant.h"

namespace spoor {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::int64_t kStart = 1'767'225'600'000;  // 2026-01-01T00:00:00Z in milliseconds

// Where the rules look for a record's time or identity, as steps.
std::vector<std::string> path_of(const Program& program, OutputRole role) {
  std::vector<std::string> steps;
  for (const OutputRow& row : program.outputs) {
    if (row.role != role) continue;
    std::string_view name = program.string(row.name);
    for (std::size_t dot = 0; dot != std::string_view::npos; name = name.substr(dot + 1)) {
      dot = name.find('.');
      steps.emplace_back(name.substr(0, dot));
      if (dot == std::string_view::npos) break;
    }
    break;
  }
  return steps;
}

// Puts the text where the path ends, if nothing is there. Objects on the way are made; what is no object is left alone.
void set_default(Json& record, const std::vector<std::string>& path, std::string text) {
  Json* at = &record;
  for (const std::string& step : path) {
    if (at->is_null()) *at = Json::object();
    if (!at->is_object()) return;
    at = &(*at)[step];
  }
  if (!path.empty() && at->is_null()) *at = std::move(text);
}

class Builder {
 public:
  explicit Builder(const Program& program)
      : time_path_(path_of(program, OutputRole::time)), id_path_(path_of(program, OutputRole::id)) {}

  // False if the feed's text cannot be read: JSON may hold a lone surrogate, which has no text.
  bool add(const TestCase::Feed& feed) {
    Json record = Json::parse(feed.record, nullptr, false);
    if (record.is_discarded()) return false;
    if (!feed.patch.empty()) {
      const Json patch = Json::parse(feed.patch, nullptr, false);
      if (patch.is_discarded()) return false;
      record.merge_patch(patch);
    }
    if (feed.at) time_ = kStart + feed.at->length.count();
    const std::int64_t every = feed.every ? feed.every->length.count() : 1000;
    for (std::uint32_t i = 0; i < feed.repeat; ++i) {
      Json copy = record;
      set_default(copy, time_path_, time_text(time_ + i * every));
      set_default(copy, id_path_, fmt::format("test-{:06}", records_.size() + 1));
      records_.push_back(copy.dump(-1, ' ', false, Json::error_handler_t::replace));
    }
    time_ += (feed.repeat - 1) * every + 1000;
    return true;
  }

  std::vector<std::string> take() { return std::move(records_); }

 private:
  static std::string time_text(std::int64_t milliseconds) {
    const std::int64_t seconds = milliseconds / 1000;
    return to_text(Instant{seconds, static_cast<std::uint32_t>(milliseconds % 1000) * 1'000'000});
  }

  std::vector<std::string> time_path_, id_path_;
  std::int64_t time_ = kStart;
  std::vector<std::string> records_;
};

}  // namespace

tl::expected<std::vector<std::string>, std::string> build_events(const TestCase& test, const Program& program) {
  Builder builder(program);
  for (std::size_t i = 0; i < test.feeds.size(); ++i) {
    if (!builder.add(test.feeds[i])) {
      return tl::unexpected(fmt::format("event {} of the test holds an escape that stands for no character", i + 1));
    }
  }
  return builder.take();
}

}  // namespace spoor
