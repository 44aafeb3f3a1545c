#pragma once

#include <string>
#include <vector>

#include "lang/source.h"

namespace spoor::fuzz {

// Small packs for inputs to use and tune: a prelude, two that use each other, one that is broken, one that shares a
// name with the prelude and has rules, and the files that lists name.
class Packs : public Source {
 public:
  tl::expected<std::vector<SourceText>, std::string> pack(std::string_view name) const override {
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

  tl::expected<std::string, std::string> data(std::string_view, std::string_view name) const override {
    for (const auto& [file, text] : kData) {
      if (file == name) return std::string(text);
    }
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
  static constexpr Text kData[] = {
      {"words.txt", "# words\nStopLogging\n\n \"DeleteTrail\" \r\nx,y\n"},
      {"networks.csv", "192.0.2.0/24,office\n10.0.0.1\n2001:db8::/32\nnone\n"},
      {"not_utf8.txt", "\xFF\n"},
  };
};

}  // namespace spoor::fuzz
