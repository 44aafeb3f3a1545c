#include "cli/workbench/explain/regex_sample.h"

#include <cstdlib>

namespace spoor {

namespace {

constexpr int kMaxDepth = 50;
constexpr std::size_t kMaxRepeat = 1000;

class Sampler {
 public:
  explicit Sampler(std::string_view pattern) : rest_(pattern) {}

  std::optional<std::string> run() {
    std::string out = alternatives();
    if (!is_known_ || !rest_.empty()) return std::nullopt;
    return out;
  }

 private:
  bool starts(char c) const { return !rest_.empty() && rest_[0] == c; }
  char take() {
    const char c = rest_[0];
    rest_.remove_prefix(1);
    return c;
  }

  // All are read, the first one counts.
  std::string alternatives() {
    if (++depth_ > kMaxDepth) {
      is_known_ = false;
      rest_ = {};
    }
    std::string first = sequence();
    while (starts('|')) {
      take();
      sequence();
    }
    --depth_;
    return first;
  }

  std::string sequence() {
    std::string out;
    while (is_known_ && !rest_.empty() && rest_[0] != '|' && rest_[0] != ')') {
      const std::string one = atom();
      for (std::size_t i = repeat(); i > 0; --i) out += one;
    }
    return out;
  }

  std::string atom() {
    const char c = take();
    switch (c) {
      case '^':
      case '$': return "";
      case '.': return "x";
      case '[': return char_class();
      case '(': return group();
      case '\\': return escape();
      default: return std::string(1, c);
    }
  }

  std::string group() {
    if (rest_.starts_with("?:")) {
      rest_.remove_prefix(2);
    } else if (starts('?')) {  // flags, names
      is_known_ = false;
      return "";
    }
    std::string inside = alternatives();
    if (starts(')'))
      take();
    else
      is_known_ = false;
    return inside;
  }

  std::string escape() {
    if (rest_.empty()) {
      is_known_ = false;
      return "";
    }
    const char c = take();
    switch (c) {
      case 'd': return "1";
      case 'w': return "x";
      case 's': return " ";
      case 'D':
      case 'S': return "x";
      case 'W': return "-";
      case 'b':
      case 'A':
      case 'z': return "";
      case 't': return "\t";
      case 'n': return "\n";
      default: break;
    }
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    is_known_ = is_known_ && !is_letter;
    return std::string(1, c);
  }

  // The first character of a class; of a negated one a character that is seldom in it.
  std::string char_class() {
    const bool is_negated = starts('^');
    if (is_negated) take();
    std::string first, all;
    for (bool is_first = true; !rest_.empty() && (is_first || rest_[0] != ']'); is_first = false) {
      std::string one = starts('\\') ? (take(), escape()) : std::string(1, take());
      if (first.empty()) first = one;
      all += one;
    }
    if (starts(']'))
      take();
    else
      is_known_ = false;
    if (!is_negated) return first;
    for (const char candidate : std::string_view("xA1-_ ~")) {
      if (all.find(candidate) == std::string::npos) return std::string(1, candidate);
    }
    is_known_ = false;
    return "";
  }

  // How often what stands before is wanted at least; `+` and one behind it that is lazy are read too.
  std::size_t repeat() {
    std::size_t least = 1;
    if (starts('*') || starts('?')) {
      take();
      least = 0;
    } else if (starts('+')) {
      take();
    } else if (starts('{')) {
      take();
      least = static_cast<std::size_t>(std::strtoul(std::string(rest_.substr(0, 6)).c_str(), nullptr, 10));
      const std::size_t end = rest_.find('}');
      is_known_ = is_known_ && end != std::string_view::npos && least <= kMaxRepeat;
      rest_.remove_prefix(is_known_ ? end + 1 : rest_.size());
    }
    if (starts('?')) take();
    return least;
  }

  std::string_view rest_;
  int depth_ = 0;
  bool is_known_ = true;
};

}  // namespace

std::optional<std::string> regex_sample(std::string_view pattern) { return Sampler(pattern).run(); }

}  // namespace spoor
