#include "runtime/log/recognise.h"

#include <algorithm>
#include <array>
#include <span>

#include "runtime/json/scalar.h"

namespace spoor {

namespace {

struct Format {
  std::span<const std::string_view> keys;
  std::string_view reason;
};

#define KEYS(...) \
  { __VA_ARGS__ }
#define FORMAT(id, keys, reason) constexpr std::string_view k_##id[] = keys;
#include "runtime/log/formats.def"
#undef FORMAT

constexpr auto kFormats = std::to_array<Format>({
#define FORMAT(id, keys, reason) {k_##id, reason},
#include "runtime/log/formats.def"
#undef FORMAT
});
#undef KEYS

// Calls visit(key token, value token) for each member of the object's own level until it returns false.
template <typename Visit>
void for_each_member(const Tokens& tokens, std::uint32_t first, std::uint32_t end, Visit visit) {
  for (std::uint32_t i = first + 1; i < end;) {
    const char kind = tokens.kind(i);
    if (kind == '"' && i + 2 < end && tokens.kind(i + 1) == ':') {
      if (!visit(i, i + 2)) return;
      i += 2;
      continue;
    }
    if (kind == '{' || kind == '[') {
      if (tokens.closers[i] >= end) return;
      i = tokens.closers[i];
    }
    ++i;
  }
}

}  // namespace

std::optional<std::string_view> recognise_format(const RecordTokens& object) {
  std::array<std::string_view, 64> keys;  // a known envelope has few
  std::size_t count = 0;
  for_each_member(object.tokens, object.first, object.last, [&](std::uint32_t key, std::uint32_t) {
    keys[count++] = raw_string(object.tokens, key);
    return count < keys.size();
  });
  const std::span<const std::string_view> known(keys.data(), count);
  for (const Format& format : kFormats) {
    const bool has_all = std::all_of(format.keys.begin(), format.keys.end(), [&](std::string_view key) {
      return std::find(known.begin(), known.end(), key) != known.end();
    });
    if (has_all) return format.reason;
  }
  return std::nullopt;
}

std::string_view first_key(const RecordTokens& object) {
  const std::uint32_t key = object.first + 1;
  return object.tokens.kind(key) == '"' ? raw_string(object.tokens, key) : std::string_view{};
}

std::optional<std::uint32_t> find_records(const Tokens& tokens, std::uint32_t first, std::uint32_t end) {
  std::optional<std::uint32_t> found;
  for_each_member(tokens, first, end, [&](std::uint32_t key, std::uint32_t value) {
    if (tokens.kind(value) == '[' && raw_string(tokens, key) == "Records") found = value;
    return !found;
  });
  return found;
}

}  // namespace spoor
