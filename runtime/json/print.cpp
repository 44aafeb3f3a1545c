#include "runtime/json/print.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

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

// How many bytes at the front a JSON string may hold as they are: ASCII that needs no escape.
std::size_t plain_length(std::string_view text) {
  constexpr std::uint64_t kOnes = 0x0101010101010101, kHighBits = 0x80 * kOnes;
  std::size_t at = 0;
  for (std::uint64_t word = 0; at + sizeof(word) <= text.size(); at += sizeof(word)) {
    std::memcpy(&word, text.data() + at, sizeof(word));
    const std::uint64_t quotes = word ^ ('"' * kOnes), backslashes = word ^ ('\\' * kOnes);
    // A byte that is special has the high bit of one of these; a plain one has it only if a byte below it, which then
    // is special, borrowed from it.
    const std::uint64_t special = (word - 0x20 * kOnes) | (quotes - kOnes) | (backslashes - kOnes) | word;
    if ((special & kHighBits) != 0) break;
  }
  const auto is_plain = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\';
  };
  while (at < text.size() && is_plain(text[at])) ++at;
  return at;
}

// UTF-8 as it stands, and for each byte that is none the sign for that.
void append_valid_utf8(std::string_view text, std::string& out) {
  for (std::size_t bad = find_invalid_utf8(text); bad != std::string_view::npos; bad = find_invalid_utf8(text)) {
    out.append(text, 0, bad);
    out += "\xEF\xBF\xBD";
    text.remove_prefix(bad + 1);
  }
  out += text;
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
    const std::size_t plain = plain_length(text);
    out.append(text, 0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    std::size_t beyond_ascii = 0;
    while (beyond_ascii < text.size() && static_cast<unsigned char>(text[beyond_ascii]) >= 0x80) ++beyond_ascii;
    append_valid_utf8(text.substr(0, beyond_ascii), out);
    if (beyond_ascii == 0) append_escaped(text[0], out);
    text.remove_prefix(std::max<std::size_t>(beyond_ascii, 1));
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
