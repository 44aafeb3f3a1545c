#include "runtime/lookup/string_index.h"

#include <algorithm>
#include <bit>

#include "runtime/json/text_hash.h"

namespace spoor {

namespace {

std::uint32_t tag_of(std::uint64_t hash) { return static_cast<std::uint32_t>(hash >> 32); }

// Of a length; all long texts have one.
std::uint64_t length_bit(std::size_t length) { return std::uint64_t{1} << std::min<std::size_t>(length, 63); }

}  // namespace

StringIndex::StringIndex(const Program& program, std::span<const Index> strings)
    : program_(&program), strings_(strings) {
  if (strings.empty()) return;
  buckets_.resize(std::bit_ceil(strings.size() * 2));
  for (std::uint32_t place = 0; place < strings.size(); ++place) {
    const std::string_view text = program.string(strings[place]);
    lengths_ |= length_bit(text.size());
    const std::uint64_t hash = TextHash(text).hash;
    Bucket& bucket = buckets_[probe(text, hash)];
    if (bucket.place == kNone) bucket = {tag_of(hash), place};
  }
}

// Where the text is, or would be.
std::size_t StringIndex::probe(std::string_view text, std::uint64_t hash) const {
  const std::size_t mask = buckets_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    const Bucket& bucket = buckets_[at];
    if (bucket.place == kNone) return at;
    if (bucket.tag == tag_of(hash) && is_same_text(program_->string(strings_[bucket.place]), text)) return at;
  }
}

std::optional<std::uint32_t> StringIndex::find(std::string_view text) const {
  if ((lengths_ & length_bit(text.size())) == 0) return std::nullopt;
  const Bucket& bucket = buckets_[probe(text, TextHash(text).hash)];
  if (bucket.place == kNone) return std::nullopt;
  return bucket.place;
}

}  // namespace spoor
