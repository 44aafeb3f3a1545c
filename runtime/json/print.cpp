#include "runtime/json/print.h"

#include <fmt/format.h>

#include "lang/utf8.h"
#include "runtime/json/mask.h"
#include "runtime/json/strict.h"

namespace spoor {

namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Behind the string that opens at `at`.
std::size_t string_end(std::string_view json, std::size_t at) {
  for (++at; at < json.size() && json[at] != '"'; ++at) {
    if (json[at] == '\\') ++at;
  }
  return at + 1;
}

void append_escaped(char c, std::string& out) {
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
  }
  if (static_cast<unsigned char>(c) < 0x20) {
    fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c));
  } else {
    out += c;
  }
}

}  // namespace

void append_minified(std::string_view json, std::string& out) {
  out.reserve(out.size() + json.size());
  for (std::size_t at = 0; at < json.size();) {
    std::size_t end = at + 1;
    if (json[at] == '"') {
      end = string_end(json, at);
    } else if (is_space(json[at])) {
      at = end;
      continue;
    }
    out.append(json, at, end - at);
    at = end;
  }
}

void append_json_string(std::string_view text, std::string& out) {
  out += '"';
  while (true) {
    const std::size_t bad = find_invalid_utf8(text);
    for (const char c : text.substr(0, bad)) append_escaped(c, out);
    if (bad == std::string_view::npos) break;
    out += "\xEF\xBF\xBD";
    text.remove_prefix(bad + 1);
  }
  out += '"';
}

void append_printed(std::string_view record_text, const Mask* mask, std::string& out) {
  const bool is_json = is_strict_json(record_text);
  std::string masked;
  if (mask != nullptr) {
    mask->append_masked(record_text, masked);
    record_text = masked;
  }
  if (is_json) {
    append_minified(record_text, out);
  } else {
    append_json_string(record_text, out);
  }
}

}  // namespace spoor
