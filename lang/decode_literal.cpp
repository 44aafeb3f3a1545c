#include "lang/decode_literal.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "lang/values/utf8.h"

namespace spoor {

namespace {

// Where a part of a lexeme stands; all of it where the lexeme stands in a string that escapes it.
Span part(Span whole, std::string_view lexeme, std::size_t offset, std::size_t length) {
  if (whole.end - whole.begin != lexeme.size()) return whole;
  const auto begin = whole.begin + static_cast<std::uint32_t>(offset);
  return {whole.source, begin, begin + static_cast<std::uint32_t>(length)};
}

// Four hexadecimal digits at the start of a text.
std::optional<char32_t> hex4(std::string_view text) {
  std::uint32_t value = 0;
  if (text.size() < 4) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + 4, value, 16);
  if (error != std::errc{} || end != text.data() + 4) return std::nullopt;
  return value;
}

struct UnicodeEscape {
  char32_t code_point;
  std::size_t length;  // of the lexeme from the backslash on
};

// `\uXXXX`, or two of them that are a surrogate pair. REQUIRES: text begins with `\u`.
std::optional<UnicodeEscape> unicode_escape(std::string_view text) {
  const auto first = hex4(text.substr(2));
  if (!first) return std::nullopt;
  if (*first < 0xD800 || *first > 0xDFFF) return UnicodeEscape{*first, 6};
  if (*first > 0xDBFF || !text.substr(6).starts_with("\\u")) return std::nullopt;
  const auto second = hex4(text.substr(8));
  if (!second || *second < 0xDC00 || *second > 0xDFFF) return std::nullopt;
  return UnicodeEscape{0x10000 + ((*first - 0xD800) << 10) + (*second - 0xDC00), 12};
}

// Of what stands in place of an escape: `\` and a character, and behind `\u` the digits that are there.
std::size_t bad_escape_length(std::string_view text) {
  if (text[1] != 'u') return 1 + first_character(text.substr(1)).size();
  return std::min({text.find_first_not_of("0123456789abcdefABCDEF", 2), text.size(), std::size_t{6}});
}

// What an escape at the start of a text stands for, if it is one, and its length.
std::pair<std::optional<std::string>, std::size_t> decode_escape(std::string_view text) {
  switch (text[1]) {
    case '\\': return {"\\", 2};
    case '"': return {"\"", 2};
    case 'n': return {"\n", 2};
    case 't': return {"\t", 2};
    case 'u':
      if (const auto unicode = unicode_escape(text)) {
        std::string bytes;
        append_utf8(unicode->code_point, bytes);
        return {bytes, unicode->length};
      }
  }
  return {std::nullopt, bad_escape_length(text)};
}

// Calls visit(piece, meant) for each byte and each escape of a string; nothing is meant by what is no escape.
template <typename Visit>
void for_each_piece(std::string_view lexeme, Visit visit) {
  const std::string_view inside = lexeme.substr(1, lexeme.size() - 2);
  for (std::size_t at = 0; at < inside.size();) {
    std::pair<std::optional<std::string>, std::size_t> piece{std::string(1, inside[at]), 1};
    if (inside[at] == '\\') piece = decode_escape(inside.substr(at));
    visit(inside.substr(at, piece.second), piece.first);
    at += piece.second;
  }
}

Literal decode_number(std::string_view lexeme, Span span, Diagnostics& diagnostics) {
  std::string digits(lexeme);
  std::erase(digits, '_');
  const auto number = parse_number(digits);
  if (number) return *number;
  diagnostics.push_back(
      {.kind = DiagnosticKind::unreadable_literal,
       .span = span,
       .message = fmt::format("`{}` is no number", lexeme),
       .label = "",
       .help = "a number has no leading zeros; an identifier such as an account is a string: write it in quotes"});
  return Number{};
}

Literal decode_date(std::string_view lexeme, Span span, Diagnostics& diagnostics) {
  if (const auto range = parse_date_literal(lexeme)) return *range;
  diagnostics.push_back({.kind = DiagnosticKind::unreadable_literal,
                         .span = span,
                         .message = fmt::format("`{}` is no date of the calendar", lexeme),
                         .label = "",
                         .help = "write `2024-04-10` for a day or `2024-04-10T20:00:00Z` for an instant"});
  return TimeRange{};
}

Literal decode_duration(std::string_view lexeme, Span span, Diagnostics& diagnostics) {
  constexpr std::int64_t kMost = 1000LL * 86'400'000;  // a thousand days in milliseconds, more than any window
  std::int64_t total = 0;
  for (std::size_t at = 0; at < lexeme.size();) {
    std::int64_t count = 0;
    const auto [end, error] = std::from_chars(lexeme.data() + at, lexeme.data() + lexeme.size(), count);
    at = static_cast<std::size_t>(end - lexeme.data());
    std::int64_t unit = 1;
    if (lexeme.substr(at).starts_with("ms")) {
      ++at;
    } else {
      switch (lexeme[at]) {
        case 's': unit = 1'000; break;
        case 'm': unit = 60'000; break;
        case 'h': unit = 3'600'000; break;
        case 'd': unit = 86'400'000; break;
        case 'w': unit = 604'800'000; break;
      }
    }
    ++at;
    if (error != std::errc{} || count > kMost / unit || (total += count * unit) > kMost) {
      diagnostics.push_back({.kind = DiagnosticKind::unreadable_literal,
                             .span = span,
                             .message = fmt::format("`{}` is longer than a thousand days", lexeme),
                             .label = ""});
      return Duration{};
    }
  }
  return Duration{std::chrono::milliseconds(total)};
}

Literal decode_address(std::string_view lexeme, Span span, Diagnostics& diagnostics) {
  const auto parsed = parse_network(lexeme);
  if (!parsed) {
    diagnostics.push_back({.kind = DiagnosticKind::unreadable_literal,
                           .span = span,
                           .message = fmt::format("`{}` is no address and no address block", lexeme),
                           .label = "",
                           .help = "write `10.0.0.1`, `10.0.0.0/8`, `::1` or `2001:db8::/32`"});
    return Network{};
  }
  if (parsed->has_host_bits) {
    diagnostics.push_back({.kind = DiagnosticKind::host_bits,
                           .span = span,
                           .message = fmt::format("`{}` has host bits, which are masked", lexeme),
                           .label = "",
                           .help = fmt::format("write `{}`", to_text(parsed->network)),
                           .fixes = {{span, to_text(parsed->network)}}});
  }
  return parsed->network;
}

Literal decode_regex(std::string_view lexeme) {
  const std::size_t close = lexeme.rfind('/');
  Regex regex;
  for (std::size_t at = 1; at < close; ++at) {
    if (lexeme[at] == '\\' && lexeme[at + 1] == '/')
      ++at;
    else if (lexeme[at] == '\\')
      regex.pattern += lexeme[at++];
    regex.pattern += lexeme[at];
  }
  const auto has = [flags = lexeme.substr(close + 1)](char flag) { return flags.find(flag) != std::string_view::npos; };
  regex.ignore_case = has('i');
  regex.multi_line = has('m');
  regex.dot_all = has('s');
  return regex;
}

}  // namespace

std::string decode_string_literal(std::string_view lexeme, Span span, Diagnostics& diagnostics) {
  std::string out;
  for_each_piece(lexeme, [&](std::string_view piece, const std::optional<std::string>& meant) {
    out += meant.value_or("");
    if (meant) return;
    diagnostics.push_back(
        {.kind = DiagnosticKind::bad_escape,
         .span = part(span, lexeme, static_cast<std::size_t>(piece.data() - lexeme.data()), piece.size()),
         .message = fmt::format("`{}` is no escape", piece),
         .label = "",
         .help = "a string knows `\\\\`, `\\\"`, `\\n`, `\\t` and `\\uXXXX`; in r\"...\" a backslash is itself"});
  });
  return out;
}

std::vector<std::uint32_t> string_literal_offsets(std::string_view lexeme) {
  std::vector<std::uint32_t> offsets;
  const auto add = [&](std::size_t count, std::size_t offset) {
    offsets.insert(offsets.end(), count, static_cast<std::uint32_t>(offset));
  };
  if (lexeme[0] == 'r') {
    for (std::size_t at = 2; at + 1 < lexeme.size(); ++at) add(1, at);
  } else {
    for_each_piece(lexeme, [&](std::string_view piece, const std::optional<std::string>& meant) {
      add(meant.value_or("").size(), static_cast<std::size_t>(piece.data() - lexeme.data()));
    });
  }
  add(1, lexeme.size() - 1);
  return offsets;
}

Literal decode_literal(SyntaxKind kind, std::string_view lexeme, Span span, Diagnostics& diagnostics) {
  switch (kind) {
    case SyntaxKind::string: return decode_string_literal(lexeme, span, diagnostics);
    case SyntaxKind::raw_string: return std::string(lexeme.substr(2, lexeme.size() - 3));
    case SyntaxKind::tag: return std::string(lexeme);
    case SyntaxKind::regex: return decode_regex(lexeme);
    case SyntaxKind::number: return decode_number(lexeme, span, diagnostics);
    case SyntaxKind::duration: return decode_duration(lexeme, span, diagnostics);
    case SyntaxKind::date: return decode_date(lexeme, span, diagnostics);
    case SyntaxKind::address: return decode_address(lexeme, span, diagnostics);
    case SyntaxKind::true_word: return true;
    default: return false;  // false_word: no other kind is a literal
  }
}

}  // namespace spoor
