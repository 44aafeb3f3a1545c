#include "runtime/log/format.h"

#include <fmt/format.h>

#include "lang/values/base64.h"
#include "lang/visible.h"
#include "runtime/json/characters.h"
#include "runtime/json/token_walk.h"

namespace spoor {

namespace {

constexpr std::size_t kShown = 60;

std::string_view without_space(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  return text;
}

bool begins_json(std::string_view text) { return text.starts_with('{') || text.starts_with('['); }

}  // namespace

bool begins_log(std::string_view bytes) {
  return begins_json(without_space(bytes)) || bytes.starts_with("\x1F\x8B") || bytes.starts_with("\x28\xB5\x2F\xFD");
}

bool looks_like_trail(std::string_view json) {
  constexpr std::string_view kVersion = "eventVersion";
  for (std::size_t at = json.find(kVersion); at != std::string_view::npos; at = json.find(kVersion, at + 1)) {
    const std::size_t value = json.find_first_not_of("\\\": \n\r\t", at + kVersion.size());
    if (value != std::string_view::npos && json.substr(value).starts_with("1.")) return true;
  }
  return false;
}

std::string shown_text(std::string_view text) {
  return visible(text.substr(0, kShown)) + (text.size() > kShown ? "..." : "");
}

std::optional<std::uint32_t> Envelope::find(std::uint32_t object, std::string_view key) const {
  if (tokens().kind(object) != '{') return std::nullopt;
  const std::uint32_t end = tokens().closers[object];
  for (std::uint32_t name = next_member(tokens(), object + 1, end); name < end;) {
    if (raw_key(tokens(), name) == key) return name + 2;
    name = next_member(tokens(), token_after(tokens(), name + 2), end);
  }
  return std::nullopt;
}

std::optional<std::string_view> Envelope::string(std::uint32_t object, std::string_view key) const {
  const auto value = find(object, key);
  if (!value || tokens().kind(*value) != '"') return std::nullopt;
  return characters(*value);
}

std::optional<std::string_view> Envelope::characters(std::uint32_t string) const {
  return decode_string(raw_string(tokens(), string), arena_);
}

std::string_view Envelope::source(std::uint32_t value) const {
  if (!is_opening(tokens().kind(value))) {
    const char* const begin = tokens().text + tokens().starts[value];
    if (tokens().kind(value) != '"') return raw_scalar(tokens(), value);
    return {begin, raw_string(tokens(), value).size() + 2};
  }
  const std::uint32_t begin = tokens().starts[value];
  return {tokens().text + begin, tokens().starts[tokens().closers[value]] - begin + 1};
}

Inside Envelope::open(std::uint32_t object, std::string_view key, Trust trust) const {
  const auto value = find(object, key);
  if (!value) return itself();
  if (tokens().kind(*value) == '"') return open_string(*value, key, trust);
  if (is_opening(tokens().kind(*value)) && (trust == Trust::known || looks_like_trail(source(*value)))) {
    return {Inside::Kind::document, source(*value)};
  }
  return trust == Trust::known ? skipped(fmt::format("its `{}` holds no JSON", key)) : itself();
}

Inside Envelope::open_string(std::uint32_t value, std::string_view key, Trust trust) const {
  const auto decoded = characters(value);
  if (!decoded) {
    return trust == Trust::known ? damaged(fmt::format("its `{}` has an escape that stands for nothing", key))
                                 : itself();
  }
  const std::string_view text = without_space(*decoded);
  if (trust == Trust::guess) {
    return begins_json(text) && looks_like_trail(text) ? Inside{Inside::Kind::document, text} : itself();
  }
  if (begins_json(text)) return {Inside::Kind::document, text};
  const auto bytes = decode_base64(text);
  return bytes ? open_bytes(*bytes, key) : skipped(fmt::format("its `{}` holds no JSON", key));
}

Inside Envelope::open_base64(std::uint32_t object, std::string_view key) const {
  if (!find(object, key)) return itself();
  const auto text = string(object, key);
  const auto bytes = text ? decode_base64(*text) : std::nullopt;
  return bytes ? open_bytes(*bytes, key) : damaged(fmt::format("its `{}` is not base64", key));
}

Inside Envelope::open_bytes(const std::string& bytes, std::string_view key) const {
  if (begins_log(bytes)) return document(bytes);
  return skipped(fmt::format("its `{}` holds no JSON", key));
}

Inside Envelope::skipped(std::string_view clause) const {
  return {Inside::Kind::skipped, keep(fmt::format("{}: {}", name_, clause))};
}

Inside Envelope::damaged(std::string_view clause) const {
  return {Inside::Kind::damaged, keep(fmt::format("{}: {}", name_, clause))};
}

}  // namespace spoor
