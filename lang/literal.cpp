#include "lang/literal.h"

#include <fmt/format.h>

#include "lang/quote.h"

namespace spoor {

namespace {

std::string duration_text(std::chrono::milliseconds length) {
  struct Unit {
    std::int64_t size;
    std::string_view name;
  };
  static constexpr Unit kUnits[] = {{604'800'000, "w"}, {86'400'000, "d"}, {3'600'000, "h"},
                                    {60'000, "m"},      {1'000, "s"},      {1, "ms"}};
  std::int64_t left = length.count();
  if (left == 0) return "0s";
  std::string out;
  for (const Unit& unit : kUnits) {
    if (left >= unit.size) out += fmt::format("{}{}", left / unit.size, unit.name);
    left %= unit.size;
  }
  return out;
}

struct Spell {
  std::string operator()(const std::string& text) const { return string_text(text); }
  std::string operator()(const Number& number) const { return to_text(number); }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(const TimeRange& range) const {
    constexpr std::int64_t kDay = 86'400;
    const bool is_day = range.end.seconds - range.begin.seconds == kDay;
    return is_day ? to_text(range.begin).substr(0, 10) : to_text(range.begin);
  }
  std::string operator()(const Duration& duration) const { return duration_text(duration.length); }
  std::string operator()(const Network& network) const { return to_text(network); }
  std::string operator()(const Regex& regex) const {
    std::string out = "/";
    bool escaped = false;
    for (const char c : regex.pattern) {
      if (c == '/' && !escaped) out += '\\';
      escaped = c == '\\' && !escaped;
      out += c;
    }
    out += '/';
    if (regex.ignore_case) out += 'i';
    if (regex.multi_line) out += 'm';
    if (regex.dot_all) out += 's';
    return out;
  }
};

}  // namespace

std::string to_text(const Literal& literal) { return std::visit(Spell{}, literal); }

}  // namespace spoor
