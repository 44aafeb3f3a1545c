#include "runtime/json/tokens.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "runtime/json/characters.h"

namespace spoor {

namespace {

// Tokens one byte at a time: what stage 1 of simdjson finds, for the texts that it refuses.
class SlowScanner {
 public:
  SlowScanner(std::string_view text, std::vector<std::uint32_t>& starts, std::vector<std::uint32_t>* restarts)
      : text_(text), starts_(starts), restarts_(restarts) {}

  TokenStatus scan() {
    for (std::size_t at = 0; at < text_.size();) {
      const CharacterClass found = class_of(text_[at]);
      if (found != CharacterClass::space) starts_.push_back(static_cast<std::uint32_t>(at));
      if (found == CharacterClass::run) at = run_end(text_, at);
      // A string right behind a run is part of it.
      if (at < text_.size() && text_[at] == '"') {
        at = string_end(at + 1);
        if (at > text_.size()) return TokenStatus::unclosed_string;
      } else if (found != CharacterClass::run) {
        ++at;
      }
    }
    return TokenStatus::ok;
  }

 private:
  // Behind the closing quote; beyond the text if there is none.
  std::size_t string_end(std::size_t at) {
    for (; at < text_.size(); ++at) {
      if (text_[at] == '"') return at + 1;
      if (text_[at] == '\\' && (at + 1 >= text_.size() || text_[at + 1] != '\n')) {
        ++at;
      } else if (text_[at] == '\n' && restarts_ != nullptr && at + 1 < text_.size() && text_[at + 1] == '{') {
        restarts_->push_back(static_cast<std::uint32_t>(at + 1));
        return at + 1;
      }
    }
    return text_.size() + 1;
  }

  std::string_view text_;
  std::vector<std::uint32_t>& starts_;
  std::vector<std::uint32_t>* restarts_;
};

constexpr std::size_t kFirstCapacity = 64U << 10;

// Two control characters that differ from `,` and `:` in one bit are marks to simdjson on some processors, and part of
// a run on others.
bool has_false_mark(std::string_view text) {
  return std::memchr(text.data(), 0x0C, text.size()) != nullptr ||
         std::memchr(text.data(), 0x1A, text.size()) != nullptr;
}

// True if the `{` that begins a line inside a value is rather the next record: no value may stand there, or it begins
// with the same key as the value around it.
bool is_restart(const char* text, std::span<const std::uint32_t> starts, std::uint32_t outer, std::uint32_t inner,
                bool in_array) {
  const char before = text[starts[inner - 1]];
  const bool may_stand = before == ':' || (in_array && (before == ',' || before == '['));
  if (!may_stand) return true;
  if (inner + 2 >= starts.size() || inner < outer + 2) return false;
  const std::size_t size = starts[outer + 2] - starts[outer];
  return starts[inner + 2] - starts[inner] == size &&
         std::memcmp(text + starts[outer], text + starts[inner], size) == 0;
}

}  // namespace

struct TokenIndex::State {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
  std::size_t capacity = 0;
  std::vector<std::uint32_t> slow_starts;

  // False if there is no memory for so large a text.
  bool reserve(std::size_t size) {
    if (size <= capacity && parser) return true;
    const std::size_t wanted = std::max({size, capacity * 2, kFirstCapacity});
    const auto error =
        simdjson::get_active_implementation()->create_dom_parser_implementation(wanted, kMaxDepth, parser);
    capacity = error ? 0 : wanted;
    return !error;
  }
};

TokenIndex::TokenIndex() : state_(std::make_unique<State>()) {}
TokenIndex::~TokenIndex() = default;
TokenIndex::TokenIndex(TokenIndex&&) noexcept = default;
TokenIndex& TokenIndex::operator=(TokenIndex&&) noexcept = default;

TokenIndex::Result TokenIndex::read(std::string_view text, std::vector<std::uint32_t>* restarts) {
  if (restarts != nullptr) restarts->clear();
  if (text.empty()) return {TokenStatus::ok, true, {}};
  if (!has_false_mark(text) && state_->reserve(text.size())) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto error = state_->parser->stage1(bytes, text.size(), simdjson::stage1_mode::regular);
    if (!error) {
      return {TokenStatus::ok, true, {state_->parser->structural_indexes.get(), state_->parser->n_structural_indexes}};
    }
  }
  // Blank texts, false marks, open strings, raw control characters in strings and bytes that are not UTF-8 come here.
  state_->slow_starts.clear();
  const TokenStatus status = SlowScanner(text, state_->slow_starts, restarts).scan();
  return {status, false, state_->slow_starts};
}

BracketResult match_brackets(const char* text, std::span<const std::uint32_t> starts, std::uint32_t begin,
                             std::span<std::uint32_t> closers, Restarts restarts) {
  std::array<std::uint32_t, kMaxDepth> open;
  std::uint32_t depth = 0;  // beyond kMaxDepth only counted
  bool is_too_deep = false;
  for (std::uint32_t i = begin; i < starts.size(); ++i) {
    const char kind = text[starts[i]];
    if (kind == '{' || kind == '[') {
      const bool begins_line =
          restarts == Restarts::recognised && kind == '{' && i > begin && text[starts[i] - 1] == '\n';
      if (begins_line &&
          is_restart(text, starts, begin, i, depth <= kMaxDepth && text[starts[open[depth - 1]]] == '[')) {
        return {BracketResult::Status::restarted, i};
      }
      if (depth < kMaxDepth) open[depth] = i;
      is_too_deep = is_too_deep || depth >= kMaxDepth;
      ++depth;
    } else if (kind == '}' || kind == ']') {
      --depth;
      if (depth < kMaxDepth) {
        if (text[starts[open[depth]]] != (kind == '}' ? '{' : '[')) return {BracketResult::Status::mismatched, i};
        closers[open[depth]] = i;
      }
      if (depth == 0) return {is_too_deep ? BracketResult::Status::too_deep : BracketResult::Status::balanced, i};
    }
  }
  return {BracketResult::Status::incomplete, static_cast<std::uint32_t>(starts.size())};
}

std::optional<RecordTokens> DocumentReader::read(std::string_view text) {
  padded_.clear();
  padded_.reserve(text.size() + kPadding);
  padded_.append(text).append(kPadding, ' ');
  const TokenIndex::Result result = index_.read({padded_.data(), text.size()});
  if (result.status != TokenStatus::ok || result.starts.empty()) return std::nullopt;
  const char first = text[result.starts[0]];
  if (first != '{' && first != '[') return std::nullopt;
  if (!result.is_utf8 && !simdjson::validate_utf8(text.data(), text.size())) return std::nullopt;
  if (closers_.size() < result.starts.size()) closers_.resize(result.starts.size());
  const BracketResult brackets = match_brackets(text.data(), result.starts, 0, closers_, Restarts::ignored);
  const bool is_whole = brackets.token + 1 == result.starts.size();
  if (brackets.status != BracketResult::Status::balanced || !is_whole) return std::nullopt;
  return RecordTokens{{text.data(), result.starts, closers_}, 0, brackets.token};
}

std::unique_ptr<OwnedRecord> OwnedRecord::read(std::string_view text) {
  auto owned = std::make_unique<OwnedRecord>();
  owned->text_ = text;
  const auto document = owned->reader_.read(owned->text_);
  if (!document || document->tokens.kind(document->first) != '{') return nullptr;
  owned->record_ = *document;
  return owned;
}

}  // namespace spoor
