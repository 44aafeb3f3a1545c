#include "runtime/lookup/parts.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <optional>
#include <thread>
#include <utility>

#include "runtime/lookup/parts_chunk.h"

namespace spoor {

namespace {

// Made side by side on all cores: what takes longest of making rules ready.
std::vector<PartsChunk> chunks_of(std::span<const std::string_view> parts) {
  std::vector<std::optional<PartsChunk>> made((parts.size() + PartsChunk::kMostParts - 1) / PartsChunk::kMostParts);
  std::atomic<std::size_t> next = 0;
  const auto make = [&] {
    for (std::size_t chunk = next++; chunk < made.size(); chunk = next++) {
      const std::size_t first = chunk * PartsChunk::kMostParts;
      made[chunk].emplace(parts.subspan(first, std::min(PartsChunk::kMostParts, parts.size() - first)),
                          static_cast<std::uint32_t>(first));
    }
  };
  std::vector<std::future<void>> others;  // without a thread for them they run at the end, with nothing to do
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  while (others.size() + 1 < std::min(cores, made.size())) others.push_back(std::async(make));
  make();
  for (auto& other : others) other.get();
  std::vector<PartsChunk> chunks;
  for (auto& chunk : made) chunks.push_back(std::move(*chunk));
  return chunks;
}

}  // namespace

Parts::Parts() = default;
Parts::Parts(std::vector<std::string_view> parts) : parts_(std::move(parts)), chunks_(chunks_of(parts_)) {}
Parts::Parts(Parts&&) noexcept = default;
Parts& Parts::operator=(Parts&&) noexcept = default;
Parts::~Parts() = default;

void Parts::prepare(PartsScratch& scratch) const {
  for (const PartsChunk& chunk : chunks_) chunk.prepare(scratch);
}

void Parts::find(std::string_view text, PartsScratch& scratch, std::vector<std::uint32_t>& out) const {
  for (const PartsChunk& chunk : chunks_) chunk.find(text, scratch, out);
}

}  // namespace spoor
