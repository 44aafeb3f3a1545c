#include "runtime/lookup/text_pairs.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "runtime/lookup/literal_automaton.h"
#include "runtime/lookup/pairs.h"

namespace spoor {
namespace {

std::vector<std::string_view> strings_of(std::span<const Value> values) {
  std::vector<std::string_view> out;
  for (const Value& value : values) {
    if (value.is_string()) out.push_back(value.text());
  }
  return out;
}

template <typename Holds>
bool some_pair(std::span<const Value> texts, std::span<const Value> parts, Holds holds) {
  return std::any_of(texts.begin(), texts.end(), [&](const Value& text) {
    return text.is_string() && std::any_of(parts.begin(), parts.end(), [&](const Value& part) {
             return part.is_string() && holds(text.text(), part.text());
           });
  });
}

// Text from its first byte on, or from its last: what begins so is the same question as what ends so.
struct Forward {
  static bool stands_before(std::string_view a, std::string_view b) { return a < b; }
  static bool begins(std::string_view text, std::string_view part) { return text.starts_with(part); }
};
struct Backward {
  static bool stands_before(std::string_view a, std::string_view b) {
    return std::lexicographical_compare(a.rbegin(), a.rend(), b.rbegin(), b.rend(), [](char x, char y) {
      return static_cast<unsigned char>(x) < static_cast<unsigned char>(y);
    });
  }
  static bool begins(std::string_view text, std::string_view part) { return text.ends_with(part); }
};

// Of the parts, sorted, those that begin with another one are dropped. Then the only one that a text can begin with is
// the last that does not stand behind it: all between that one and the text would begin with it too.
template <typename Direction>
bool some_begins(std::span<const Value> texts, std::span<const Value> parts) {
  if (texts.size() <= kFewValues || parts.size() <= kFewValues) return some_pair(texts, parts, Direction::begins);
  std::vector<std::string_view> sorted_parts = strings_of(parts);
  std::sort(sorted_parts.begin(), sorted_parts.end(), Direction::stands_before);
  std::vector<std::string_view> shortest;
  for (const std::string_view part : sorted_parts) {
    if (shortest.empty() || !Direction::begins(part, shortest.back())) shortest.push_back(part);
  }
  return std::any_of(texts.begin(), texts.end(), [&](const Value& text) {
    if (!text.is_string()) return false;
    const auto behind = std::upper_bound(shortest.begin(), shortest.end(), text.text(), Direction::stands_before);
    return behind != shortest.begin() && Direction::begins(text.text(), *(behind - 1));
  });
}

std::size_t total_length(std::span<const Value> values) {
  std::size_t length = values.size();
  for (const Value& value : values) length += value.is_string() ? value.text().size() : 0;
  return length;
}

// What a byte costs in the automaton, be it of a text or a part, in bytes of plain search.
constexpr std::size_t kAutomatonCost = 64;

bool pays_off(std::span<const Value> texts, std::span<const Value> parts) {
  if (parts.size() <= kFewValues) return false;
  const std::size_t length = total_length(texts);
  return length > kAutomatonCost * (length + total_length(parts)) / parts.size();
}

}  // namespace

std::size_t find_part(std::string_view text, std::string_view part) {
  if (part.empty()) return 0;
  if (part.size() > text.size()) return std::string_view::npos;
  const void* found = memmem(text.data(), text.size(), part.data(), part.size());
  return found == nullptr ? std::string_view::npos
                          : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

bool some_contains(std::span<const Value> texts, std::span<const Value> parts) {
  if (!pays_off(texts, parts)) return some_pair(texts, parts, has_part);
  const LiteralAutomaton automaton(strings_of(parts));
  return std::any_of(texts.begin(), texts.end(),
                     [&](const Value& text) { return text.is_string() && automaton.finds(text.text()); });
}

bool some_startswith(std::span<const Value> texts, std::span<const Value> parts) {
  return some_begins<Forward>(texts, parts);
}

bool some_endswith(std::span<const Value> texts, std::span<const Value> parts) {
  return some_begins<Backward>(texts, parts);
}

}  // namespace spoor
