#include "lang/values/fold.h"

#include <algorithm>
#include <iterator>

#include "lang/values/utf8.h"

namespace spoor {

namespace {

struct FoldRow {
  char32_t first;
  char32_t last;
  char32_t stride;
  std::int32_t delta;
};

constexpr FoldRow kFoldRows[] = {
#define FOLD(first, last, stride, delta) {first, last, stride, delta},
#include "lang/values/fold.def"
#undef FOLD
};

constexpr char32_t kInvalid = 0xFFFFFFFF;

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
bool is_upper_ascii(char c) { return c >= 'A' && c <= 'Z'; }

std::size_t ascii_end(std::string_view text, std::size_t at) {
  while (at < text.size() && is_ascii(text[at])) ++at;
  return at;
}

void append_folded_ascii(std::string_view text, std::string& out) {
  const std::size_t begin = out.size();
  out += text;
  for (std::size_t at = begin; at < out.size(); ++at) {
    out[at] = static_cast<char>(out[at] | (is_upper_ascii(out[at]) ? 0x20 : 0));
  }
}

// The code point that begins at `at` and its length in bytes; kInvalid and 1 for a byte that begins none.
struct Decoded {
  char32_t code_point;
  std::size_t length;
};
Decoded decode(std::string_view text, std::size_t at) {
  const std::size_t length = utf8_length(text[at]);
  const std::string_view bytes = text.substr(at, length);
  if (length == 1 || find_invalid_utf8(bytes) != std::string_view::npos) return {kInvalid, 1};
  char32_t code_point = static_cast<unsigned char>(bytes[0]) & (0xFFU >> (length + 1));
  for (const char c : bytes.substr(1)) code_point = (code_point << 6) | (static_cast<unsigned char>(c) & 0x3FU);
  return {code_point, length};
}

}  // namespace

char32_t fold(char32_t code_point) {
  const auto* row = std::upper_bound(std::begin(kFoldRows), std::end(kFoldRows), code_point,
                                     [](char32_t value, const FoldRow& r) { return value < r.first; });
  if (row == std::begin(kFoldRows)) return code_point;
  --row;
  if (code_point > row->last || (code_point - row->first) % row->stride != 0) return code_point;
  return static_cast<char32_t>(static_cast<std::int32_t>(code_point) + row->delta);
}

void append_folded(std::string_view text, std::string& out) {
  for (std::size_t at = 0; at < text.size();) {
    if (is_ascii(text[at])) {
      const std::size_t end = ascii_end(text, at);
      append_folded_ascii(text.substr(at, end - at), out);
      at = end;
      continue;
    }
    const Decoded decoded = decode(text, at);
    const char32_t folded = decoded.code_point == kInvalid ? kInvalid : fold(decoded.code_point);
    if (folded == decoded.code_point) {
      out.append(text, at, decoded.length);
    } else {
      append_utf8(folded, out);
    }
    at += decoded.length;
  }
}

std::string folded(std::string_view text) {
  std::string out;
  append_folded(text, out);
  return out;
}

bool is_folded(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (is_ascii(text[at])) {
      if (is_upper_ascii(text[at])) return false;
      ++at;
      continue;
    }
    const Decoded decoded = decode(text, at);
    if (decoded.code_point != kInvalid && fold(decoded.code_point) != decoded.code_point) return false;
    at += decoded.length;
  }
  return true;
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace spoor
