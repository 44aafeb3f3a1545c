#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace spoor {

enum class ItemWord : std::uint8_t {
#define ITEM(id, sentence) id,
#include "lang/clauses.def"
};

enum class ClauseWord : std::uint8_t {
#define CLAUSE(id, sentence) id,
#include "lang/clauses.def"
};

// The clauses that give a rule memory.
enum class StateKind : std::uint8_t {
#define STATE(id, sentence) id,
#include "lang/clauses.def"
};

enum class MetaKey : std::uint8_t {
#define META(id, count, sentence) id,
#include "lang/clauses.def"
};

struct WordInfo {
  std::string_view spelling;
  std::string_view sentence;
};

// Rows in the order of the enums.
std::span<const WordInfo> item_words();
std::span<const WordInfo> clause_words();  // those of StateKind too
std::span<const WordInfo> meta_keys();

std::optional<ItemWord> find_item_word(std::string_view word);
std::optional<ClauseWord> find_clause_word(std::string_view word);
std::optional<StateKind> find_state_kind(std::string_view word);
std::optional<MetaKey> find_meta_key(std::string_view word);
std::string_view spelling(StateKind kind);
inline std::string_view spelling(MetaKey key) { return meta_keys()[static_cast<std::size_t>(key)].spelling; }

// Whether the key may have several values.
bool may_repeat(MetaKey key);

// What `severity` may say, in rising order.
enum class Level : std::uint8_t { info, low, medium, high, critical };
std::span<const std::string_view> level_names();
std::optional<Level> find_level(std::string_view name);
inline std::string_view to_text(Level level) { return level_names()[static_cast<std::size_t>(level)]; }

}  // namespace spoor
