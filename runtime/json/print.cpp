#include "runtime/json/print.h"

#include <fmt/format.h>

#include "lang/values/json_text.h"
#include "lang/values/utf8.h"
#include "runtime/json/characters.h"
#include "runtime/json/mask.h"

namespace spoor {

namespace {

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
  std::size_t copied = 0;
  for (std::size_t at = 0; at < json.size();) {
    if (is_space(json[at])) {
      out.append(json, copied, at - copied);
      copied = ++at;
    } else {
      at = json[at] == '"' ? string_end(json, at) : at + 1;
    }
  }
  out.append(json, copied);
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

std::string json_string(std::string_view text) {
  std::string out;
  append_json_string(text, out);
  return out;
}

}  // namespace spoor
