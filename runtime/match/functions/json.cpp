#include "lang/values/percent.h"
#include "lang/values/utf8.h"
#include "runtime/json/characters.h"
#include "runtime/match/functions/call.h"

namespace spoor::function {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// Of text that is neither object nor array.
std::optional<Value> scalar_in(std::string_view text, Arena& arena) {
  if (text == "true" || text == "false") return Value::from_boolean(text == "true");
  if (text.starts_with('"') && text.ends_with('"') && text.size() > 1 && string_end(text, 0) == text.size()) {
    const auto inside = decode_string(text.substr(1, text.size() - 2), arena);
    if (inside) return Value::from_string(*inside);
    return std::nullopt;
  }
  const auto number = parse_number(text);
  if (number) return Value::from_number(*number);
  return std::nullopt;
}

std::optional<Value> value_in(std::string_view text, const Call& call) {
  text = trimmed(text);
  // No JSON begins with a `%`, and all that is URL-encoded does, numbers and words aside.
  if (text.starts_with('%')) {
    const auto decoded = decode_percent(text);
    if (!decoded || find_invalid_utf8(*decoded) != std::string_view::npos) return std::nullopt;
    text = trimmed(call.arena.append(*decoded));
  }
  if (!text.starts_with('{') && !text.starts_with('[')) return scalar_in(text, call.arena);
  if (!call.machine.documents.read(text)) return std::nullopt;
  return Value::from_object(text);
}

}  // namespace

// Objects and arrays are given as their text, and tokenised again for each path that goes on from them.
void json(const Call& call, std::vector<Value>& out) {
  ValueBuffers::Loan loan(call.machine.buffers);
  for (const Value& value : call.values(0, loan)) {
    if (!value.is_string()) {
      out.push_back(value);
    } else if (value.text().size() <= kMaxTextLength) {
      if (const std::optional<Value> inside = value_in(value.text(), call)) out.push_back(*inside);
    }
  }
}

}  // namespace spoor::function
