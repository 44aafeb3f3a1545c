#include "runtime/lookup/parts.h"

#include <hs/hs.h>

#include <algorithm>
#include <utility>

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
  std::vector<std::uint32_t>& out;
};

int on_found(unsigned place, unsigned long long, unsigned long long, unsigned, void* context) {
  Found& found = *static_cast<Found*>(context);
  const std::string_view part = found.parts[place];
  if (part.size() <= kMostScanned || has_part(found.text, part)) found.out.push_back(place);
  return 0;
}

}  // namespace

PartsScratch::PartsScratch() = default;
PartsScratch::~PartsScratch() { hs_free_scratch(scratch_); }

Parts::Parts(std::vector<std::string_view> parts) : parts_(std::move(parts)) {
  if (parts_.size() > kFewParts) compile();
}

Parts::Parts(Parts&& other) noexcept
    : parts_(std::move(other.parts_)), database_(std::exchange(other.database_, nullptr)) {}

Parts& Parts::operator=(Parts&& other) noexcept {
  std::swap(parts_, other.parts_);
  std::swap(database_, other.database_);
  return *this;
}

Parts::~Parts() { hs_free_database(database_); }

void Parts::compile() {
  if (hs_valid_platform() != HS_SUCCESS) return;
  std::vector<const char*> texts;
  std::vector<std::size_t> lengths;
  std::vector<unsigned> flags(parts_.size(), HS_FLAG_SINGLEMATCH), places;
  for (const std::string_view part : parts_) {
    texts.push_back(part.data());
    lengths.push_back(std::min(part.size(), kMostScanned));
    places.push_back(static_cast<unsigned>(places.size()));
  }
  hs_compile_error_t* error = nullptr;
  hs_compile_lit_multi(texts.data(), flags.data(), places.data(), lengths.data(), static_cast<unsigned>(parts_.size()),
                       HS_MODE_BLOCK, nullptr, &database_, &error);  // after an error there is no database
  hs_free_compile_error(error);
}

void Parts::prepare(PartsScratch& scratch) const {
  if (database_ != nullptr) hs_alloc_scratch(database_, &scratch.scratch_);
}

void Parts::find(std::string_view text, PartsScratch& scratch, std::vector<std::uint32_t>& out) const {
  if (database_ != nullptr) {
    Found found{text, parts_, out};
    hs_scan(database_, text.data(), static_cast<unsigned>(text.size()), 0, scratch.scratch_, on_found, &found);
    return;
  }
  for (std::uint32_t place = 0; place < parts_.size(); ++place) {
    if (has_part(text, parts_[place])) out.push_back(place);
  }
}

}  // namespace spoor
