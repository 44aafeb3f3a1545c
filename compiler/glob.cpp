#include "compiler/glob.h"

#include <vector>

namespace spoor {

namespace {

enum class PartKind : std::uint8_t { literal, any_run, any_one };

struct GlobPart {
  PartKind kind;
  std::string text;  // literal
};

std::vector<GlobPart> split_glob(std::string_view pattern) {
  std::vector<GlobPart> parts;
  const auto add_literal = [&parts](std::string_view text) {
    if (parts.empty() || parts.back().kind != PartKind::literal) parts.push_back({PartKind::literal, {}});
    parts.back().text += text;
  };
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] == '*') {
      if (parts.empty() || parts.back().kind != PartKind::any_run) parts.push_back({PartKind::any_run, {}});
    } else if (pattern[at] == '?') {
      parts.push_back({PartKind::any_one, {}});
    } else {
      if (pattern[at] == '\\' && at + 1 < pattern.size()) ++at;
      add_literal(pattern.substr(at, 1));
    }
  }
  return parts;
}

std::string regex_of(const std::vector<GlobPart>& parts) {
  std::string out = "\\A";
  for (const GlobPart& part : parts) {
    switch (part.kind) {
      case PartKind::any_run: out += ".*"; break;
      case PartKind::any_one: out += '.'; break;
      case PartKind::literal:
        for (const char c : part.text) {
          const bool is_plain = (static_cast<unsigned char>(c) & 0x80U) != 0 || (c >= '0' && c <= '9') ||
                                (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
          if (c == '\0') {
            out += "\\x00";
            continue;
          }
          if (!is_plain) out += '\\';
          out += c;
        }
        break;
    }
  }
  return out + "\\z";
}

}  // namespace

GlobTest lower_glob(std::string_view pattern) {
  const std::vector<GlobPart> parts = split_glob(pattern);
  const auto is = [&parts](std::size_t i, PartKind kind) { return i < parts.size() && parts[i].kind == kind; };
  if (parts.empty()) return {Opcode::equals_string, ""};
  if (parts.size() == 1 && is(0, PartKind::literal)) return {Opcode::equals_string, parts[0].text};
  if (parts.size() == 1 && is(0, PartKind::any_run)) return {Opcode::contains, ""};
  if (parts.size() == 2 && is(0, PartKind::literal) && is(1, PartKind::any_run))
    return {Opcode::startswith, parts[0].text};
  if (parts.size() == 2 && is(0, PartKind::any_run) && is(1, PartKind::literal))
    return {Opcode::endswith, parts[1].text};
  if (parts.size() == 3 && is(0, PartKind::any_run) && is(1, PartKind::literal) && is(2, PartKind::any_run)) {
    return {Opcode::contains, parts[1].text};
  }
  return {Opcode::matches, regex_of(parts), parts.front().text, parts.back().text};
}

}  // namespace spoor
