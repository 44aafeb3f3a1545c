#pragma once

#include <map>
#include <string>
#include <vector>

#include "lang/source.h"

namespace spoor::fuzz {

// Small packs for inputs to use and tune: a prelude, two that use each other, one that is broken, one that shares a
// name with the prelude and has rules; and the files that lists and tables name.
class Packs : public Source {
 public:
  tl::expected<std::vector<SourceText>, std::string> pack(std::string_view name, std::string_view) const override {
    for (const auto& [pack, text] : kTexts) {
      if (pack == name) return std::vector<SourceText>{{std::string(pack) + "/pack.spoor", std::string(text)}};
    }
    return tl::unexpected(std::string("there is no such pack"));
  }

  std::vector<std::string> pack_names() const override {
    std::vector<std::string> names;
    for (const auto& [pack, text] : kTexts) names.emplace_back(pack);
    return names;
  }

  void add_data(std::string name, std::string text) { data_.insert_or_assign(std::move(name), std::move(text)); }

  tl::expected<std::string, std::string> data(std::string_view, std::string_view name) const override {
    const auto found = data_.find(name);
    if (found != data_.end()) return found->second;
    return tl::unexpected(std::string("there is no such file"));
  }

 private:
  struct Text {
    std::string_view name;
    std::string_view text;
  };
  static constexpr Text kTexts[] = {
      {"cloudtrail",
       "pack cloudtrail { schema cloudtrail }\n"
       "def success = not exists errorCode or errorCode == \"\"\n"
       "def actor = coalesce(userIdentity.arn, userIdentity.type, \"?\")\n"
       "def api(service, name) = eventSource == concat(service, \".amazonaws.com\") and base_name(eventName) in name\n"
       "list codes = [\"AccessDenied\", \"Forbidden\"]\n"
       "list offices : cidr = [192.0.2.0/24, 2001:db8::/32]\n"
       "sample stop = {\"eventName\": \"StopLogging\", \"userIdentity\": {\"type\": \"Root\"}}\n"},
      {"one", "pack one { }\nuse two\ndef first = exists a\n"},
      {"two", "pack two { }\nuse one\ndef second = first\n"},
      {"broken", "pack broken { }\ndef lost = (a ==\ndef whole = a == 1\n"},
      {"other.pack",
       "pack other.pack { }\nuse cloudtrail\ndef success = errorCode == 5\ndef twice(v) = v == v\n"
       "param most = 5\nlist names = [\"a\"]\nrule tuned { title \"Tuned\" where a in names and b > most }\n"},
  };
  std::map<std::string, std::string, std::less<>> data_;
};

}  // namespace spoor::fuzz
