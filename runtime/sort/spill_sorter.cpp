#include "runtime/sort/spill_sorter.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <span>
#include <utility>

namespace spoor {

namespace {

constexpr std::size_t kBlock = 256U << 10, kMinBlock = 64;  // 64: above what a string holds within itself
constexpr std::size_t kTaken = 2 * kBlock;                  // at a time, of what sorters share
constexpr std::size_t kMinRead = 4U << 10, kMaxRead = 256U << 10;
constexpr std::size_t kMaxWidth = 128;  // runs that are merged at once

// What an item costs beside its bytes; vectors double, so at worst twice its view.
constexpr std::size_t kItemCost = 2 * sizeof(SortText);

using Length = std::uint64_t;

tl::expected<void, std::string> append_item(SpillFile& file, std::string_view item) {
  const Length length = item.size();
  char bytes[sizeof(length)];
  std::memcpy(bytes, &length, sizeof(length));
  if (auto done = file.append({bytes, sizeof(bytes)}); !done) return done;
  return file.append(item);
}

}  // namespace

// Reads the items of one run, one after the other.
class SpillSorter::RunReader {
 public:
  RunReader(const SpillFile& file, Run run, std::size_t read_size)
      : file_(&file), next_(run.begin), end_(run.end), read_size_(read_size) {}

  // False at the end of the run.
  tl::expected<bool, std::string> advance() {
    at_ += item_.size();
    item_ = {};
    if (at_ == filled_ && next_ == end_) return false;
    if (auto done = need(sizeof(Length)); !done) return tl::unexpected(done.error());
    Length length = 0;
    std::memcpy(&length, buffer_.data() + at_, sizeof(length));
    at_ += sizeof(length);
    if (auto done = need(length); !done) return tl::unexpected(done.error());
    item_ = {buffer_.data() + at_, length};
    return true;
  }

  std::string_view item() const { return item_; }

 private:
  // Makes `count` bytes stand at `at_`.
  tl::expected<void, std::string> need(std::size_t count) {
    if (filled_ - at_ >= count) return {};
    std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(at_),
              buffer_.begin() + static_cast<std::ptrdiff_t>(filled_), buffer_.begin());
    filled_ -= at_;
    at_ = 0;
    if (const std::size_t size = std::max(read_size_, count); buffer_.size() < size) buffer_.resize(size);
    const std::size_t more = std::min<std::uint64_t>(buffer_.size() - filled_, end_ - next_);
    auto done = file_->read_at(next_, std::span(buffer_).subspan(filled_, more));
    next_ += more;
    filled_ += more;
    return done;
  }

  const SpillFile* file_;
  std::uint64_t next_, end_;  // of the file, still to read
  std::size_t read_size_;
  std::vector<char> buffer_;
  std::size_t at_ = 0, filled_ = 0;  // of the buffer
  std::string_view item_;
};

// Runs as one, least item first.
class SpillSorter::Merge {
 public:
  tl::expected<void, std::string> add(RunReader run) {
    auto reader = std::make_unique<RunReader>(std::move(run));
    const auto has_item = reader->advance();
    if (!has_item) return tl::unexpected(has_item.error());
    if (!*has_item) return {};
    heap_.push_back(std::move(reader));
    std::push_heap(heap_.begin(), heap_.end(), is_later);
    return {};
  }

  tl::expected<std::optional<std::string_view>, std::string> next() {
    if (std::exchange(is_taken_, false)) {
      const auto has_item = heap_.back()->advance();
      if (!has_item) return tl::unexpected(has_item.error());
      if (*has_item)
        std::push_heap(heap_.begin(), heap_.end(), is_later);
      else
        heap_.pop_back();
    }
    if (heap_.empty()) return std::nullopt;
    std::pop_heap(heap_.begin(), heap_.end(), is_later);
    is_taken_ = true;
    return heap_.back()->item();
  }

 private:
  static bool is_later(const std::unique_ptr<RunReader>& a, const std::unique_ptr<RunReader>& b) {
    return b->item() < a->item();
  }

  std::vector<std::unique_ptr<RunReader>> heap_;
  bool is_taken_ = false;  // the last reader's item was given out, and that reader is not in the heap
};

SpillSorter::Reader::Reader(std::span<const SortText> items) : items_(items) {}
SpillSorter::Reader::Reader(std::unique_ptr<Merge> merge) : merge_(std::move(merge)) {}
SpillSorter::Reader::Reader(Reader&&) noexcept = default;
SpillSorter::Reader::~Reader() = default;

tl::expected<std::optional<std::string_view>, std::string> SpillSorter::Reader::next() {
  if (merge_) return merge_->next();
  if (items_.empty()) return std::nullopt;
  const std::string_view item = items_.front().text;
  items_ = items_.subspan(1);
  return item;
}

SpillSorter::SpillSorter(std::size_t budget, std::string folder) : budget_(budget), folder_(std::move(folder)) {}

SpillSorter::SpillSorter(std::size_t budget, SharedBudget& shared)
    : budget_(budget), shared_(&shared), folder_(temporary_folder()) {}

std::size_t SpillSorter::merge_width() const { return std::clamp<std::size_t>(budget_ / kMinRead, 2, kMaxWidth); }

std::size_t SpillSorter::read_size() const { return std::clamp(budget_ / merge_width(), kMinRead, kMaxRead); }

// What the block that an item needs takes: nothing where the last one has room.
std::size_t SpillSorter::block_for(std::string_view item) const {
  const bool has_room = !blocks_.empty() && blocks_.back().capacity() - blocks_.back().size() >= item.size();
  return has_room ? 0 : std::max({item.size(), std::min(kBlock, budget_ / 8), kMinBlock});
}

bool SpillSorter::has_room_for(std::string_view item) {
  const std::size_t needed = held_ + block_for(item) + kItemCost;
  if (needed <= budget_ + taken_) return true;
  const std::size_t more = std::max(std::min(kTaken, budget_), needed - budget_ - taken_);
  if (shared_ == nullptr || !shared_->take(more)) return false;
  taken_ += more;
  return true;
}

std::string_view SpillSorter::keep(std::string_view item) {
  if (const std::size_t size = block_for(item); size > 0) {
    blocks_.emplace_back().reserve(size);
    held_ += size;
  }
  std::string& block = blocks_.back();
  const std::size_t begin = block.size();
  block += item;
  held_ += kItemCost;
  return {block.data() + begin, item.size()};
}

tl::expected<void, std::string> SpillSorter::add(std::string_view item) {
  if (!items_.empty() && !has_room_for(item)) {
    if (auto done = spill(); !done) return done;
  }
  items_.push_back({keep(item)});
  return {};
}

void SpillSorter::sort_held() { sort_texts(items_); }

void SpillSorter::forget_held() {
  items_ = {};
  blocks_ = {};
  held_ = 0;
  if (shared_ != nullptr) shared_->give_back(std::exchange(taken_, 0));
}

tl::expected<void, std::string> SpillSorter::spill() {
  if (!file_) {
    auto file = SpillFile::create(folder_);
    if (!file) return tl::unexpected(file.error());
    file_ = std::move(*file);
  }
  sort_held();
  Run run{file_->size(), 0};
  for (const SortText& item : items_) {
    if (auto done = append_item(*file_, item.text); !done) return done;
  }
  run.end = file_->size();
  runs_.push_back(run);
  ++spill_count_;
  spilled_bytes_ += run.end - run.begin;
  forget_held();
  return file_->flush();
}

tl::expected<std::unique_ptr<SpillSorter::Merge>, std::string> SpillSorter::merge(std::span<const Run> runs) const {
  auto merge = std::make_unique<Merge>();
  for (const Run run : runs) {
    if (auto done = merge->add({*file_, run, read_size()}); !done) return tl::unexpected(done.error());
  }
  return merge;
}

tl::expected<SpillSorter::Run, std::string> SpillSorter::append_merged(std::span<const Run> runs,
                                                                       SpillFile& out) const {
  const auto merged = merge(runs);
  if (!merged) return tl::unexpected(merged.error());
  Run run{out.size(), 0};
  while (true) {
    const auto item = (*merged)->next();
    if (!item) return tl::unexpected(item.error());
    if (!*item) break;
    if (auto done = append_item(out, **item); !done) return tl::unexpected(done.error());
  }
  run.end = out.size();
  return run;
}

// Merges groups of runs into longer ones, in a new file, until one merge can take all that are left.
tl::expected<void, std::string> SpillSorter::merge_until_few() {
  while (runs_.size() > merge_width()) {
    auto longer = SpillFile::create(folder_);
    if (!longer) return tl::unexpected(longer.error());
    std::vector<Run> longer_runs;
    for (std::size_t first = 0; first < runs_.size(); first += merge_width()) {
      const std::size_t last = std::min(runs_.size(), first + merge_width());
      const auto run = append_merged(std::span(runs_).subspan(first, last - first), *longer);
      if (!run) return tl::unexpected(run.error());
      longer_runs.push_back(*run);
    }
    if (auto done = longer->flush(); !done) return done;
    file_ = std::move(*longer);
    runs_ = std::move(longer_runs);
  }
  return {};
}

tl::expected<SpillSorter::Reader, std::string> SpillSorter::read() {
  if (runs_.empty()) {
    sort_held();
    return Reader(std::span<const SortText>(items_));
  }
  if (!items_.empty()) {
    if (auto done = spill(); !done) return tl::unexpected(done.error());
  }
  if (auto done = merge_until_few(); !done) return tl::unexpected(done.error());
  auto merged = merge(runs_);
  if (!merged) return tl::unexpected(merged.error());
  return Reader(std::move(*merged));
}

tl::expected<void, std::string> SpillSorter::drain(const std::function<bool(std::string_view)>& take) {
  tl::expected<void, std::string> done;
  {
    auto reader = read();
    if (!reader) done = tl::unexpected(reader.error());
    while (done) {
      const auto item = reader->next();
      if (!item) done = tl::unexpected(item.error());
      if (!item || !*item || !take(**item)) break;
    }
  }
  forget_held();
  runs_.clear();
  file_.reset();
  return done;
}

}  // namespace spoor
