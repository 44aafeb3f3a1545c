#include "lang/clause.h"

#include <algorithm>
#include <array>

namespace spoor {

namespace {

constexpr WordInfo kItemWords[] = {
#define ITEM(id, sentence) {#id, sentence},
#include "lang/clauses.def"
};

constexpr WordInfo kClauseWords[] = {
#define CLAUSE(id, sentence) {#id, sentence},
#include "lang/clauses.def"
};

constexpr WordInfo kStateWords[] = {
#define STATE(id, sentence) {#id, sentence},
#include "lang/clauses.def"
};

constexpr WordInfo kMetaKeys[] = {
#define META(id, count, sentence) {#id, sentence},
#include "lang/clauses.def"
};

enum class ValueCount : std::uint8_t { one, many };

constexpr ValueCount kMetaCounts[] = {
#define META(id, count, sentence) ValueCount::count,
#include "lang/clauses.def"
};

constexpr std::array<std::string_view, 5> kLevelNames = {"info", "low", "medium", "high", "critical"};

template <typename Word>
std::optional<Word> find(std::span<const WordInfo> words, std::string_view spelling) {
  const auto word = std::find_if(words.begin(), words.end(), [&](const WordInfo& w) { return w.spelling == spelling; });
  if (word == words.end()) return std::nullopt;
  return static_cast<Word>(word - words.begin());
}

}  // namespace

std::span<const WordInfo> item_words() { return kItemWords; }
std::span<const WordInfo> clause_words() { return kClauseWords; }
std::span<const WordInfo> meta_keys() { return kMetaKeys; }

std::optional<ItemWord> find_item_word(std::string_view word) { return find<ItemWord>(item_words(), word); }
std::optional<ClauseWord> find_clause_word(std::string_view word) { return find<ClauseWord>(clause_words(), word); }
std::optional<StateKind> find_state_kind(std::string_view word) { return find<StateKind>(kStateWords, word); }
std::optional<MetaKey> find_meta_key(std::string_view word) { return find<MetaKey>(meta_keys(), word); }

std::string_view spelling(StateKind kind) { return kStateWords[static_cast<std::size_t>(kind)].spelling; }

bool may_repeat(MetaKey key) { return kMetaCounts[static_cast<std::size_t>(key)] == ValueCount::many; }

std::span<const std::string_view> level_names() { return kLevelNames; }

std::optional<Level> find_level(std::string_view name) {
  const auto level = std::find(kLevelNames.begin(), kLevelNames.end(), name);
  if (level == kLevelNames.end()) return std::nullopt;
  return static_cast<Level>(level - kLevelNames.begin());
}

}  // namespace spoor
