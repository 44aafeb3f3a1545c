#include "runtime/lookup/parts_chunk.h"

#include <hs/hs.h>

#include <algorithm>
#include <new>

#include "runtime/lookup/text_pairs.h"

namespace spoor {

namespace {

// So few are found sooner one by one than by a scan.
constexpr std::size_t kFewParts = 3;
// Of longer parts the beginning is scanned for, and the whole is looked at where it was found.
constexpr std::size_t kMostScanned = 128;

struct Found {
  std::string_view text;
  std::span<const std::string_view> parts;
  std::uint32_t first;
  std::vector<std::uint32_t>& out;
};

int on_found(unsigned place, unsigned long long, unsigned long long, unsigned, void* context) {
  Found& found = *static_cast<Found*>(context);
  const std::string_view part = found.parts[place];
  if (part.size() <= kMostScanned || has_part(found.text, part)) found.out.push_back(found.first + place);
  return 0;
}

// Null where Vectorscan refuses the parts or the processor.
hs_database* compile(std::span<const std::string_view> parts) {
  if (hs_valid_platform() != HS_SUCCESS) return nullptr;
  std::vector<const char*> texts;
  std::vector<std::size_t> lengths;
  std::vector<unsigned> flags(parts.size(), HS_FLAG_SINGLEMATCH), places;
  for (const std::string_view part : parts) {
    texts.push_back(part.data());
    lengths.push_back(std::min(part.size(), kMostScanned));
    places.push_back(static_cast<unsigned>(places.size()));
  }
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  hs_compile_lit_multi(texts.data(), flags.data(), places.data(), lengths.data(), static_cast<unsigned>(parts.size()),
                       HS_MODE_BLOCK, nullptr, &database, &error);  // after an error there is no database
  hs_free_compile_error(error);
  return database;
}

}  // namespace

PartsScratch::PartsScratch() = default;
PartsScratch::~PartsScratch() { hs_free_scratch(scratch_); }

void PartsChunk::FreeDatabase::operator()(hs_database* database) const { hs_free_database(database); }

PartsChunk::PartsChunk(std::span<const std::string_view> parts, std::uint32_t first) : parts_(parts), first_(first) {
  if (parts.size() <= kFewParts) return;
  database_.reset(compile(parts));
  if (database_ == nullptr) automaton_.emplace(parts);
}

void PartsChunk::prepare(PartsScratch& scratch) const {
  // Of what can go wrong, only memory is beyond this code.
  if (database_ != nullptr && hs_alloc_scratch(database_.get(), &scratch.scratch_) != HS_SUCCESS)
    throw std::bad_alloc();
}

void PartsChunk::find(std::string_view text, PartsScratch& scratch, std::vector<std::uint32_t>& out) const {
  const std::size_t before = out.size();
  if (automaton_) {
    automaton_->find(text, scratch.seen_, out);
    for (std::size_t i = before; i < out.size(); ++i) out[i] += first_;
    return;
  }
  if (database_ != nullptr) {
    Found found{text, parts_, first_, out};
    const auto length = static_cast<unsigned>(text.size());
    if (hs_scan(database_.get(), text.data(), length, 0, scratch.scratch_, on_found, &found) == HS_SUCCESS) return;
    out.resize(before);
  }
  for (std::uint32_t place = 0; place < parts_.size(); ++place) {
    if (has_part(text, parts_[place])) out.push_back(first_ + place);
  }
}

}  // namespace spoor
